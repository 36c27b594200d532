"""Places: the list, a new one, a change, out of use and back."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.people.queries import list_parish_choices
from app.ui.versions import Difference, differences
from app.workshops import queries, services
from app.workshops.forms.sessions import EditPlaceForm, PlaceForm
from app.workshops.models import Place
from app.workshops.views.blueprint import bp


@bp.get("/places")
@requires(Permission.WORKSHOP_READ)
def places() -> Response:
    text = tidy(request.args.get("q", ""))[:200]
    page = queries.places_page(g.actor, search=text, after=request.args.get("after"))
    may_plan = g.actor.may(Permission.WORKSHOP_WRITE)
    return respond("workshops/places.html", page=page, text=text, may_plan=may_plan)


@bp.get("/places/new")
@requires(Permission.WORKSHOP_WRITE)
def new_place() -> Response:
    return _page(None, _new_form())


@bp.post("/places")
@requires(Permission.WORKSHOP_WRITE)
def create_place() -> Response:
    form = _new_form()
    if not form.validate():
        return _page(None, form, status=422)
    services.create_place(g.actor, place_id=form.new_id, municipality_id=g.actor.here(), facts=form.facts)
    flash(_("The place was added."), "good")
    return see_other("workshops.places")


@bp.get("/places/<uuid:place_id>/edit")
@requires(Permission.WORKSHOP_WRITE)
def edit_place_page(place_id: UUID) -> Response:
    place = queries.get_place(g.actor, place_id)
    return _page(place, _edit_form(place))


@bp.post("/places/<uuid:place_id>/edit")
@requires(Permission.WORKSHOP_WRITE)
def edit_place(place_id: UUID) -> Response:
    place = queries.get_place(g.actor, place_id)
    form = _edit_form(place)
    if not form.validate():
        return _page(place, form, status=422)
    try:
        services.edit_place(g.actor, place=place, version=form.version.data, facts=form.facts)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _page(place, form, status=409, both=differences(_edit_form(place), form))
    flash(_("The place was changed."), "good")
    return see_other("workshops.places")


@bp.post("/places/<uuid:place_id>/retirement")
@requires(Permission.WORKSHOP_WRITE)
def retire_place(place_id: UUID) -> Response:
    services.retire_place(g.actor, place=queries.get_place(g.actor, place_id))
    flash(_("The place is not offered any more. What is planned there stays."), "good")
    return see_other("workshops.places")


@bp.post("/places/<uuid:place_id>/restoration")
@requires(Permission.WORKSHOP_WRITE)
def restore_place(place_id: UUID) -> Response:
    services.restore_place(g.actor, place=queries.get_place(g.actor, place_id))
    flash(_("The place is offered again."), "good")
    return see_other("workshops.places")


def _new_form() -> PlaceForm:
    form = PlaceForm()
    form.offer(list_parish_choices(g.actor.here()))
    return form


def _edit_form(place: Place) -> EditPlaceForm:
    names = ("name", "address", "directions", "seats", "is_step_free", "version")
    data = {name: getattr(place, name) for name in names}
    form = EditPlaceForm(data={**data, "parish_id": str(place.parish_id or "")})
    form.offer(list_parish_choices(place.municipality_id, place.parish_id))
    return form


def _page(
    place: Place | None,
    form: PlaceForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond("workshops/place.html", status=status, place=place, form=form, both=both)
