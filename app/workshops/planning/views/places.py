"""Places: the list, a new one, a change, out of use and back."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import list_parish_choices
from app.ui.conflict import show_both
from app.ui.listing import read_listing
from app.workshops.blueprint import bp
from app.workshops.planning.forms.places import EditPlaceForm, NewPlaceForm, PlaceFilters
from app.workshops.planning.models.place import Place
from app.workshops.planning.operations import places as operations
from app.workshops.planning.queries.places import get_place, places_page


@bp.get("/places")
@requires(Permission.WORKSHOP_READ)
def places() -> Response:
    asked = read_listing(PlaceFilters(request.args))
    page = places_page(g.actor, search=asked["q"] or "", after=asked.after)
    may_plan = g.actor.may(Permission.WORKSHOP_WRITE)
    return respond(
        "workshops/planning/places.html", status=asked.status, listing=asked, page=page, may_plan=may_plan
    )


@bp.get("/places/new")
@bp.post("/places", endpoint="create_place")
@requires(Permission.WORKSHOP_WRITE)
def new_place() -> Response:
    form = NewPlaceForm()
    form.offer(list_parish_choices(g.actor.here()))
    if form.validate_on_submit():
        operations.create_place(
            g.actor, place_id=form.new_id, municipality_id=form.drawn_in, facts=form.facts
        )
        flash(_("The place was added."), "good")
        return see_other("workshops.places")
    return respond("workshops/planning/place.html", status=form.status, place=None, form=form)


@bp.route("/places/<uuid:place_id>/edit", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_WRITE)
def edit_place(place_id: UUID) -> Response:
    place = get_place(g.actor, place_id)
    form = _edit_form(place)
    if form.validate_on_submit():
        try:
            operations.edit_place(g.actor, place=place, version=form.version.data, facts=form.facts)
        except StaleRecord:
            show_both(form, _edit_form(place))
        else:
            flash(_("The place was changed."), "good")
            return see_other("workshops.places")
    return respond("workshops/planning/place.html", status=form.status, place=place, form=form)


@bp.post("/places/<uuid:place_id>/retirement")
@requires(Permission.WORKSHOP_WRITE)
def retire_place(place_id: UUID) -> Response:
    operations.retire_place(g.actor, place=get_place(g.actor, place_id))
    flash(_("The place is not offered any more. What is planned there stays."), "good")
    return see_other("workshops.places")


@bp.post("/places/<uuid:place_id>/restoration")
@requires(Permission.WORKSHOP_WRITE)
def restore_place(place_id: UUID) -> Response:
    operations.restore_place(g.actor, place=get_place(g.actor, place_id))
    flash(_("The place is offered again."), "good")
    return see_other("workshops.places")


def _edit_form(place: Place) -> EditPlaceForm:
    form = EditPlaceForm(obj=place)
    form.offer(list_parish_choices(place.municipality_id, place.parish_id))
    return form
