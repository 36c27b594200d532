"""Places at which services are offered."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory import permissions, queries, services
from app.directory.forms.structures import EditStructureForm, NewStructureForm, StructureSearchForm
from app.directory.models import Structure
from app.directory.views.blueprint import bp
from app.network import queries as network
from app.network.models import Organisation
from app.ui.versions import Difference, differences


@bp.get("/directory/places")
@requires(Permission.DIRECTORY_READ)
def structures() -> Response:
    form = StructureSearchForm(request.args, meta={"csrf": False})
    search = form.q.data or "" if form.validate() else ""
    page = queries.structures_page(g.actor, search=search, after=request.args.get("after"))
    return respond(
        "directory/structures.html",
        form=form,
        page=page,
        counts=queries.count_services(each.id for each in page.items),
        organisations=network.organisation_names(each.organisation_id for each in page.items),
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
        address=lambda **changes: url_for("directory.structures", **{"q": search or None, **changes}),
    )


@bp.get("/directory/places/<uuid:structure_id>")
@requires(Permission.DIRECTORY_READ)
def structure(structure_id: UUID) -> Response:
    place = queries.get_structure(g.actor, structure_id)
    parishes = network.list_parishes(place.municipality_id, on=queries.today(place.municipality_id))
    return respond(
        "directory/structure.html",
        place=place,
        parish=next((each.name for each in parishes if each.id == place.parish_id), ""),
        organisation=network.organisation_names([place.organisation_id]),
        services=queries.services_at(g.actor, place),
        may_edit=permissions.may_edit(g.actor, place.municipality_id, place.organisation_id),
    )


@bp.get("/directory/places/new")
@requires(Permission.DIRECTORY_PROPOSE)
def new_structure() -> Response:
    return _new_page(_new_form())


@bp.post("/directory/places")
@requires(Permission.DIRECTORY_PROPOSE)
def create_structure() -> Response:
    form = _new_form()
    if not form.validate():
        return _new_page(form, status=422)
    where = UUID(str(form.municipality_id.data))
    g.actor.demand_here(where)
    place = services.create_structure(
        g.actor,
        structure_id=form.new_id,
        municipality_id=where,
        organisation_id=UUID(form.organisation_id.data),
        **form.changes,
    )
    flash(_("The place was added. Now describe what is offered there."), "good")
    return see_other("directory.structure", structure_id=place.id)


def offered_organisations() -> list[Organisation]:
    """The organisations for which the actor may write, in the current municipality."""
    here = g.actor.here()
    return [each for each in network.list_organisations(here) if permissions.may_edit(g.actor, here, each.id)]


def _new_form() -> NewStructureForm:
    organisations = offered_organisations()
    only = str(organisations[0].id) if len(organisations) == 1 else ""
    form = NewStructureForm(data={"municipality_id": g.actor.here(), "organisation_id": only})
    form.offer(network.list_parishes(g.actor.here(), on=queries.today(g.actor.here())))
    form.offer_organisations(organisations)
    return form


def _new_page(form: NewStructureForm, *, status: int = 200) -> Response:
    return respond("directory/new_structure.html", status=status, form=form)


@bp.get("/directory/places/<uuid:structure_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_structure_page(structure_id: UUID) -> Response:
    place = queries.get_structure(g.actor, structure_id)
    permissions.demand_edit(g.actor, place.municipality_id, place.organisation_id)
    return _edit_page(place, _edit_form(place))


@bp.post("/directory/places/<uuid:structure_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_structure(structure_id: UUID) -> Response:
    place = queries.get_structure(g.actor, structure_id, to_change=True)
    permissions.demand_edit(g.actor, place.municipality_id, place.organisation_id)
    form = _edit_form(place)
    if not form.validate():
        return _edit_page(place, form, status=422)
    try:
        services.edit_structure(g.actor, structure=place, version=form.version.data, **form.changes)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _edit_page(place, form, status=409, both=differences(_edit_form(place), form))
    flash(_("The place was changed."), "good")
    return see_other("directory.structure", structure_id=place.id)


def _edit_form(place: Structure) -> EditStructureForm:
    values: dict[str, Any] = {column.key: getattr(place, column.key) for column in place.__table__.columns}
    form = EditStructureForm(data=values | {"parish_id": str(place.parish_id or "")})
    form.offer(
        network.list_parishes(place.municipality_id, on=queries.today(place.municipality_id)), place.networks
    )
    return form


def _edit_page(
    place: Structure,
    form: EditStructureForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond("directory/edit_structure.html", status=status, form=form, place=place, both=both)
