"""Organisations: the list, a new one, a change."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.blueprint import bp
from app.network.parties import operations, queries
from app.network.parties.forms import EditOrganisationForm, NewOrganisationForm, OrganisationSearchForm
from app.network.parties.models import Organisation
from app.network.queries import list_municipalities
from app.ui.choice_fields import choices, names_of
from app.ui.conflict import show_both
from app.ui.listing import read_listing


@bp.get("/organisations")
@requires(Permission.ORGANISATION_READ)
def organisations() -> Response:
    form = OrganisationSearchForm(request.args)
    asked = read_listing(form, sorts=queries.ORGANISATION_SORTS, by=queries.BY_NAME)
    results = queries.organisations_page(g.actor, search=asked["q"] or "", after=asked.after, sort=asked.sort)
    return respond(
        "network/parties/organisations.html",
        status=asked.status,
        form=form,
        results=results,
        parents=queries.organisation_names(each.parent_id for each in results.items),
        manages=g.actor.may(Permission.ORGANISATION_WRITE),
        sort=asked.sort,
        address=asked.address,
    )


@bp.get("/organisations/new")
@bp.post("/organisations", endpoint="create_organisation")
@requires(Permission.ORGANISATION_WRITE)
def new_organisation() -> Response:
    parents = choices(names_of(queries.list_organisations(g.actor.here())))
    form = NewOrganisationForm(parents=parents, municipalities=[])
    if form.validate_on_submit():
        try:
            operations.create_organisation(
                g.actor,
                organisation_id=form.new_id,
                municipality_id=form.drawn_in,
                name=form.name.data,
                kind=form.chosen_kind,
                parent_id=form.parent_id.data,
            )
        except operations.NameTaken:
            form.name.errors = [name_taken()]
        else:
            flash(_("The organisation was added."), "good")
            return see_other("network.organisations")
    return respond("network/parties/organisation.html", status=form.status, form=form, organisation=None)


@bp.route("/organisations/<uuid:organisation_id>/edit", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_WRITE)
def edit_organisation(organisation_id: UUID) -> Response:
    organisation = queries.get_organisation(g.actor, organisation_id, to_change=writes())
    form = _edit_form(organisation)
    if form.validate_on_submit():
        try:
            operations.edit_organisation(
                g.actor,
                organisation=organisation,
                version=form.version.data,
                name=form.name.data,
                kind=form.chosen_kind,
                parent_id=form.parent_id.data,
                reach=form.chosen_reach,
            )
        except operations.NameTaken:
            form.name.errors = [name_taken()]
        except StaleRecord:
            show_both(form, _edit_form(organisation))
        else:
            flash(_("The organisation was changed."), "good")
            return see_other("network.organisations")
    return respond(
        "network/parties/organisation.html", status=form.status, form=form, organisation=organisation
    )


def name_taken() -> str:
    """Why two organisations of one municipality cannot share a name."""
    return _("Another organisation of this municipality has this name.")


def _edit_form(organisation: Organisation) -> EditOrganisationForm:
    """Parents are those of the current municipality, and the present one wherever it is."""
    offered = names_of(queries.list_organisations(g.actor.here()))
    parents = choices({key: name for key, name in offered.items() if key != organisation.id})
    if organisation.parent_id and organisation.parent_id not in offered:
        names = queries.organisation_names([organisation.parent_id])
        parents.append(SelectChoice(str(organisation.parent_id), names[organisation.parent_id]))
    managed = list_municipalities(g.actor.municipalities(Permission.ORGANISATION_WRITE))
    values = {
        "name": organisation.name,
        "kind": organisation.kind,
        "parent_id": organisation.parent_id,
        "reach": [str(where) for where in queries.reach_of(organisation.id)],
        "version": organisation.version,
    }
    where = choices(names_of(managed))
    return EditOrganisationForm(parents=parents, municipalities=where, data=values)
