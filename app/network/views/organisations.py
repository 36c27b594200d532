"""Organisations: the list, a new one, a change."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.sorting import read_sort
from app.network import queries, services
from app.network.forms import EditOrganisationForm, NewOrganisationForm, OrganisationSearchForm
from app.network.models import Organisation
from app.network.views.blueprint import bp


@bp.get("/organisations")
@requires(Permission.ORGANISATION_READ)
def organisations() -> Response:
    form = OrganisationSearchForm(request.args, meta={"csrf": False})
    sort = read_sort(request.args.get("sort"), queries.ORGANISATION_SORTS, queries.BY_NAME)
    results = queries.organisations_page(
        g.actor, search=form.q.data or "", after=request.args.get("after"), sort=sort
    )
    return respond(
        "network/organisations.html",
        form=form,
        results=results,
        parents=queries.organisation_names(each.parent_id for each in results.items),
        manages=g.actor.may(Permission.ORGANISATION_WRITE),
        sort=sort,
        address=partial(url_for, "network.organisations", q=form.q.data or None),
    )


@bp.get("/organisations/new")
@requires(Permission.ORGANISATION_WRITE)
def new_organisation() -> Response:
    return _new_page(_new_form())


@bp.post("/organisations")
@requires(Permission.ORGANISATION_WRITE)
def create_organisation() -> Response:
    form = _new_form()
    if not form.validate():
        return _new_page(form, status=422)
    g.actor.demand_here(form.drawn_in)
    try:
        services.create_organisation(
            g.actor,
            organisation_id=form.new_id,
            municipality_id=form.drawn_in,
            name=form.name.data,
            kind=form.chosen_kind,
            parent_id=form.parent,
        )
    except services.NameTaken:
        form.name.errors = [name_taken()]
        return _new_page(form, status=422)
    flash(_("The organisation was added."), "good")
    return see_other("network.organisations")


@bp.get("/organisations/<uuid:organisation_id>/edit")
@requires(Permission.ORGANISATION_WRITE)
def edit_organisation_page(organisation_id: UUID) -> Response:
    organisation = queries.get_organisation(g.actor, organisation_id)
    form = _edit_form(organisation)
    return _edit_page(organisation, form)


@bp.post("/organisations/<uuid:organisation_id>/edit")
@requires(Permission.ORGANISATION_WRITE)
def edit_organisation(organisation_id: UUID) -> Response:
    organisation = queries.get_organisation(g.actor, organisation_id, to_change=True)
    form = _edit_form(organisation)
    if not form.validate():
        return _edit_page(organisation, form, status=422)
    try:
        services.edit_organisation(
            g.actor,
            organisation=organisation,
            version=form.version.data,
            name=form.name.data,
            kind=form.chosen_kind,
            parent_id=form.parent,
            reach=form.chosen_reach,
        )
    except services.NameTaken:
        form.name.errors = [name_taken()]
        return _edit_page(organisation, form, status=422)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _edit_page(organisation, form, status=409, stored=organisation)
    flash(_("The organisation was changed."), "good")
    return see_other("network.organisations")


def name_taken() -> str:
    """Why two organisations of one municipality cannot share a name."""
    return _("Another organisation of this municipality has this name.")


def _new_form() -> NewOrganisationForm:
    parents = _choices(queries.list_organisations(g.actor.here()))
    return NewOrganisationForm(parents=parents, places=[], data={"municipality_id": g.actor.here()})


def _edit_form(organisation: Organisation) -> EditOrganisationForm:
    """Parents are those of the current municipality, and the present one wherever it is."""
    offered = {each.id: each for each in queries.list_organisations(g.actor.here())}
    parents = _choices([each for each in offered.values() if each.id != organisation.id])
    if organisation.parent_id and organisation.parent_id not in offered:
        names = queries.organisation_names([organisation.parent_id])
        parents.append(SelectChoice(str(organisation.parent_id), names[organisation.parent_id]))
    managed = queries.list_municipalities(g.actor.municipalities(Permission.ORGANISATION_WRITE))
    values = {
        "name": organisation.name,
        "kind": organisation.kind,
        "parent_id": str(organisation.parent_id or ""),
        "reach": [str(where) for where in queries.reach_of(organisation.id)],
        "version": organisation.version,
    }
    places = [SelectChoice(str(each.id), each.name) for each in managed]
    return EditOrganisationForm(parents=parents, places=places, data=values)


def _choices(organisations: Sequence[Organisation]) -> list[SelectChoice]:
    return [SelectChoice(str(each.id), each.name) for each in organisations]


def _new_page(form: NewOrganisationForm, *, status: int = 200) -> Response:
    return respond("network/new_organisation.html", status=status, form=form)


def _edit_page(
    organisation: Organisation,
    form: EditOrganisationForm,
    *,
    status: int = 200,
    stored: Organisation | None = None,
) -> Response:
    return respond(
        "network/edit_organisation.html",
        status=status,
        form=form,
        organisation=organisation,
        stored=stored,
        parents=queries.organisation_names([organisation.parent_id]),
    )
