"""Drop-in slots: the week, a slot and its days, the address of the calendar."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.core import clock, feeds, i18n
from app.core.access import public, requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory.forms.slots import DayForm, SlotForm, WeekForm, answers
from app.directory.models import DropInSlot
from app.directory.permissions import demand_edit, may_edit
from app.directory.queries import slots as queries
from app.directory.services import slots as services
from app.directory.views.blueprint import bp
from app.directory.wording import HELD
from app.network.models import Organisation
from app.network.queries import get_zone, list_organisations, organisation_names
from app.ui.versions import Difference, differences

FEED = "drop_in"
AHEAD = timedelta(days=60)


@bp.get("/directory/slots")
@requires(Permission.DIRECTORY_READ)
def slots() -> Response:
    here = g.actor.here()
    today = clock.today(get_zone(here))
    monday = WeekForm(request.args).monday(today)
    week = [monday + timedelta(days=day) for day in range(7)]
    every = queries.list_slots(g.actor)
    found = queries.days_of(every, here, week[0], week[-1])
    days = {day: [each for each in found if each.on == day] for day in week}
    return respond(
        "directory/slots.html",
        part="directory/_week.html",
        days=days,
        slots=every,
        names=organisation_names(each.organisation_id for each in every),
        today=today,
        monday=monday,
        week=timedelta(days=7),
        held=HELD,
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
        may_share=g.actor.may(Permission.DIRECTORY_WRITE),
        feed=feeds.find_feed(FEED, here, here),
        token_of=feeds.token_of,
    )


@bp.get("/directory/slots/new")
@requires(Permission.DIRECTORY_PROPOSE)
def new_slot() -> Response:
    g.actor.demand(Permission.DIRECTORY_PROPOSE)
    start = {"every": "week", "interval": 1, "on_holidays": "skip", "languages": ["pt"]}
    return _form_page(_form(start))


@bp.post("/directory/slots")
@requires(Permission.DIRECTORY_PROPOSE)
def create_slot() -> Response:
    form = _form({})
    if not form.validate():
        return _form_page(form, status=422)
    here = g.actor.here()
    try:
        slot = services.add_slot(
            g.actor, slot_id=form.new_id, municipality_id=here, values=form.columns(get_zone(here))
        )
    except services.NeverHeld:
        return _never_held(form)
    flash(_("The slot was added."), "good")
    return see_other("directory.slot", slot_id=slot.id)


@bp.get("/directory/slots/<uuid:slot_id>")
@requires(Permission.DIRECTORY_READ)
def slot(slot_id: UUID) -> Response:
    return _slot_page(queries.get_slot(g.actor, slot_id), DayForm())


@bp.get("/directory/slots/<uuid:slot_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_slot_page(slot_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id)
    demand_edit(g.actor, found.municipality_id, found.organisation_id)
    return _form_page(_form(answers(found), found), found)


@bp.post("/directory/slots/<uuid:slot_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_slot(slot_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id, to_change=True)
    form = _form(answers(found), found)
    if not form.validate():
        return _form_page(form, found, status=422)
    try:
        services.edit_slot(g.actor, slot=found, version=form.version_read, values=form.columns(found.zone))
    except services.NeverHeld:
        return _never_held(form, found)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        both = differences(_form(answers(found), found), form)
        return _form_page(form, found, status=409, both=both)
    flash(_("The slot was changed."), "good")
    return see_other("directory.slot", slot_id=slot_id)


@bp.post("/directory/slots/<uuid:slot_id>/end")
@requires(Permission.DIRECTORY_PROPOSE)
def end_slot(slot_id: UUID) -> Response:
    services.end_slot(g.actor, slot=queries.get_slot(g.actor, slot_id, to_change=True))
    flash(_("The slot is held no more."), "good")
    return see_other("directory.slots")


@bp.post("/directory/slots/<uuid:slot_id>/days")
@requires(Permission.DIRECTORY_PROPOSE)
def change_day(slot_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id, to_change=True)
    form = DayForm()
    if not form.validate():
        return _slot_page(found, form, status=422)
    try:
        services.change_day(g.actor, slot=found, change_id=form.new_id, **form.columns)
    except services.DayChanged:
        form.on.errors = [_("This day has a change already. Take it back first.")]
        return _slot_page(found, form, status=422)
    flash(_("The day was changed."), "good")
    return see_other("directory.slot", slot_id=slot_id)


@bp.post("/directory/slots/<uuid:slot_id>/days/<uuid:change_id>/removal")
@requires(Permission.DIRECTORY_PROPOSE)
def undo_change(slot_id: UUID, change_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id, to_change=True)
    services.undo_change(g.actor, slot=found, change=queries.get_change(found, change_id))
    flash(_("The change was taken back."), "good")
    return see_other("directory.slot", slot_id=slot_id)


@bp.post("/directory/slots/calendar")
@requires(Permission.DIRECTORY_WRITE)
def share_slots() -> Response:
    here = g.actor.here()
    g.actor.demand(Permission.DIRECTORY_WRITE, here)
    feeds.make_feed(g.actor, kind=FEED, subject_id=here, municipality_id=here)
    return see_other("directory.slots", _anchor="calendar")


@bp.post("/directory/slots/calendar/removal")
@requires(Permission.DIRECTORY_WRITE)
def unshare_slots() -> Response:
    here = g.actor.here()
    g.actor.demand(Permission.DIRECTORY_WRITE, here)
    if found := feeds.find_feed(FEED, here, here):
        feeds.revoke_feed(g.actor, feed=found)
    flash(_("The address leads nowhere from now on."), "good")
    return see_other("directory.slots", _anchor="calendar")


@bp.get("/feeds/<token>.ics")
@public
def feed(token: str) -> Response:
    """Calendars are read by programs: they speak the main language, whatever these prefer."""
    found = feeds.find_by_token(token)
    if found is None or found.kind != FEED:
        raise NotFound
    with i18n.speaking(i18n.MAIN):
        calendar = feeds.calendar(_("Drop-in slots"), queries.feed_events(found.municipality_id))
    return Response(calendar, content_type=feeds.MEDIA_TYPE)


def _organisations(found: DropInSlot | None) -> list[Organisation]:
    """Those the actor may write for, and the one that the slot has."""
    here = g.actor.here()
    has = found.organisation_id if found else None
    return [each for each in list_organisations(here) if each.id == has or may_edit(g.actor, here, each.id)]


def _form(values: dict[str, Any], found: DropInSlot | None = None) -> SlotForm:
    return SlotForm(organisations=_organisations(found), data=values)


def _never_held(form: SlotForm, found: DropInSlot | None = None) -> Response:
    form.until.errors = [_("It would end before it is held for the first time.")]
    return _form_page(form, found, status=422)


def _form_page(
    form: SlotForm,
    found: DropInSlot | None = None,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    action = url_for("directory.edit_slot", slot_id=found.id) if found else url_for("directory.create_slot")
    return respond("directory/slot_form.html", status=status, form=form, slot=found, action=action, both=both)


def _slot_page(found: DropInSlot, form: DayForm, *, status: int = 200) -> Response:
    today = clock.today(found.zone)
    return respond(
        "directory/slot.html",
        status=status,
        slot=found,
        form=form,
        coming=queries.days_of([found], found.municipality_id, today, today + AHEAD),
        organisation=organisation_names([found.organisation_id])[found.organisation_id],
        held=HELD,
        may_edit=may_edit(g.actor, found.municipality_id, found.organisation_id),
    )
