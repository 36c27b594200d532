"""Places at which services are offered."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.index.forms import stored
from app.directory.index.permissions import demand_edit, may_edit
from app.directory.index.queries import writable_organisations
from app.directory.services.forms.listing import StructureSearch
from app.directory.services.forms.structures import EditStructureForm, NewStructureForm
from app.directory.services.models import Structure
from app.directory.services.operations import structures as operations
from app.directory.services.queries.services import services_at, today
from app.directory.services.queries.structures import count_services, get_structure, structures_page
from app.network.parties.queries import organisation_names
from app.network.queries import OfferedParish, list_parishes
from app.ui.conflict import show_both
from app.ui.listing import read_listing


@bp.get("/directory/places")
@requires(Permission.DIRECTORY_READ)
def structures() -> Response:
    asked = read_listing(StructureSearch(request.args))
    page = structures_page(g.actor, search=asked["q"] or "", after=asked.after)
    return respond(
        "directory/services/structures.html",
        status=asked.status,
        listing=asked,
        page=page,
        counts=count_services(each.id for each in page.items),
        organisations=organisation_names(each.organisation_id for each in page.items),
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
    )


@bp.get("/directory/places/<uuid:structure_id>")
@requires(Permission.DIRECTORY_READ)
def structure(structure_id: UUID) -> Response:
    place = get_structure(g.actor, structure_id)
    return respond(
        "directory/services/structure.html",
        place=place,
        parish=next((each.name for each in _parishes(place) if each.id == place.parish_id), ""),
        organisation=organisation_names([place.organisation_id]),
        services=services_at(g.actor, place),
        may_edit=may_edit(g.actor, place),
    )


@bp.get("/directory/places/new")
@bp.post("/directory/places", endpoint="create_structure")
@requires(Permission.DIRECTORY_PROPOSE)
def new_structure() -> Response:
    here, form = g.actor.here(), NewStructureForm()
    form.offer(list_parishes(here, on=today(here)))
    form.offer_organisations(writable_organisations(g.actor, here))
    if form.validate_on_submit():
        place = operations.create_structure(
            g.actor, structure_id=form.new_id, municipality_id=form.drawn_in, **form.values
        )
        flash(_("The place was added. Now describe what is offered there."), "good")
        return see_other("directory.structure", structure_id=place.id)
    return respond("directory/services/structure_form.html", status=form.status, form=form, place=None)


@bp.route("/directory/places/<uuid:structure_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def edit_structure(structure_id: UUID) -> Response:
    place = get_structure(g.actor, structure_id, to_change=writes())
    demand_edit(g.actor, place)
    form = _edit_form(place)
    if form.validate_on_submit():
        try:
            operations.edit_structure(g.actor, structure=place, version=form.version.data, **form.values)
        except StaleRecord:
            show_both(form, _edit_form(place))
        else:
            flash(_("The place was changed."), "good")
            return see_other("directory.structure", structure_id=structure_id)
    return respond("directory/services/structure_form.html", status=form.status, form=form, place=place)


def _edit_form(place: Structure) -> EditStructureForm:
    form = EditStructureForm(data=stored(place))
    form.offer(_parishes(place), place.networks)
    return form


def _parishes(place: Structure) -> list[OfferedParish]:
    return list_parishes(place.municipality_id, on=today(place.municipality_id))
