"""Drop-in slots: the week, a slot and its days, the address of the calendar."""

from datetime import timedelta
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock, feeds, i18n
from app.core.access import public, requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.index.forms import offer_protocols
from app.directory.index.permissions import demand_edit, may_edit
from app.directory.index.queries import writable_organisations
from app.directory.slots import operations, queries
from app.directory.slots.forms import DayForm, EditSlotForm, NewSlotForm, SlotForm, WeekForm, answers
from app.directory.slots.models import DropInSlot, SlotBasis
from app.directory.slots.wording import HELD
from app.network.parties.models import Organisation
from app.network.parties.queries import list_organisations, organisation_names
from app.network.protocols.queries.resting import NotItsProtocol, find_protocol_of
from app.network.queries import get_zone
from app.ui.conflict import show_both

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
        "directory/slots/slots.html",
        part="directory/slots/_week.html",
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
@bp.post("/directory/slots", endpoint="create_slot")
@requires(Permission.DIRECTORY_PROPOSE)
def new_slot() -> Response:
    g.actor.demand(Permission.DIRECTORY_PROPOSE)
    start = {"every": "week", "interval": 1, "on_holidays": "skip", "languages": [i18n.MAIN]}
    form = NewSlotForm(organisations=_organisations(), data=start)
    offer_protocols(g.actor, form.protocol_id, g.actor.here())
    if form.validate_on_submit():
        where = form.drawn_in
        try:
            slot = operations.add_slot(
                g.actor, slot_id=form.new_id, municipality_id=where, **form.columns(get_zone(where))
            )
        except operations.NeverHeld:
            _say_never_held(form)
        except NotItsProtocol:
            form.protocol_id.refuse()
        else:
            flash(_("The slot was added."), "good")
            return see_other("directory.slot", slot_id=slot.id)
    return respond("directory/slots/slot_form.html", status=form.status, form=form, slot=None)


@bp.get("/directory/slots/<uuid:slot_id>")
@requires(Permission.DIRECTORY_READ)
def slot(slot_id: UUID) -> Response:
    return _slot_page(queries.get_slot(g.actor, slot_id), DayForm())


@bp.route("/directory/slots/<uuid:slot_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def edit_slot(slot_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id, to_change=writes())
    demand_edit(g.actor, found)
    form = _edit_form(found)
    if form.validate_on_submit():
        try:
            operations.edit_slot(g.actor, slot=found, version=form.version.data, **form.columns(found.zone))
        except operations.NeverHeld:
            _say_never_held(form)
        except NotItsProtocol:
            form.protocol_id.refuse()
        except StaleRecord:
            show_both(form, _edit_form(found))
        else:
            flash(_("The slot was changed."), "good")
            return see_other("directory.slot", slot_id=slot_id)
    return respond("directory/slots/slot_form.html", status=form.status, form=form, slot=found)


@bp.post("/directory/slots/<uuid:slot_id>/end")
@requires(Permission.DIRECTORY_PROPOSE)
def end_slot(slot_id: UUID) -> Response:
    operations.end_slot(g.actor, slot=queries.get_slot(g.actor, slot_id, to_change=True))
    flash(_("The slot is held no more."), "good")
    return see_other("directory.slots")


@bp.post("/directory/slots/<uuid:slot_id>/days")
@requires(Permission.DIRECTORY_PROPOSE)
def change_day(slot_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id, to_change=True)
    form = DayForm()
    if form.validate():
        try:
            operations.change_day(g.actor, slot=found, change_id=form.new_id, **form.columns)
        except operations.DayChanged:
            form.on.errors = [_("This day has a change already. Take it back first.")]
        else:
            flash(_("The day was changed."), "good")
            return see_other("directory.slot", slot_id=slot_id)
    return _slot_page(found, form)


@bp.post("/directory/slots/<uuid:slot_id>/days/<uuid:change_id>/removal")
@requires(Permission.DIRECTORY_PROPOSE)
def undo_change(slot_id: UUID, change_id: UUID) -> Response:
    found = queries.get_slot(g.actor, slot_id, to_change=True)
    operations.undo_change(g.actor, slot=found, change=queries.get_change(found, change_id))
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
    """The calendar as a file, for whoever has the address."""
    found = feeds.find_by_token(token)
    if found is None or found.kind != FEED:
        raise NotFound
    return feeds.answer(_l("Drop-in slots"), queries.feed_events(found.municipality_id))


def _organisations(found: DropInSlot | None = None) -> list[Organisation]:
    """Those the actor may write for, and the one that the slot has."""
    where = found.municipality_id if found else g.actor.here()
    offered = writable_organisations(g.actor, where)
    if found is None:
        return offered
    return [each for each in list_organisations(where) if each in offered or each.id == found.organisation_id]


def _edit_form(found: DropInSlot) -> EditSlotForm:
    form = EditSlotForm(organisations=_organisations(found), data=answers(found))
    offer_protocols(g.actor, form.protocol_id, found.municipality_id, found.protocol_id)
    return form


def _say_never_held(form: SlotForm) -> None:
    form.until.errors = [_("It would end before it is held for the first time.")]


def _slot_page(found: DropInSlot, form: DayForm) -> Response:
    today = clock.today(found.zone)
    return respond(
        "directory/slots/slot.html",
        status=form.status,
        slot=found,
        form=form,
        coming=queries.days_of([found], found.municipality_id, today, today + AHEAD),
        organisation=organisation_names([found.organisation_id])[found.organisation_id],
        protocol=find_protocol_of(g.actor, SlotBasis, found.id),
        held=HELD,
        may_edit=may_edit(g.actor, found),
    )
