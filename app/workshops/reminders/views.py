"""The call list of a day: whom to remind by voice, on the screen and on paper."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.models import ContactPoint
from app.ui.listing import Listing, read_listing
from app.workshops.blueprint import bp
from app.workshops.enrolments.queries.enrolments import Placed
from app.workshops.enrolments.wording import name_of
from app.workshops.reminders.forms import DayFilters
from app.workshops.reminders.operations import note_calls, open_call_list
from app.workshops.reminders.queries import CANCELLED, Call, call_list, next_cancelled

TOLD_BY: dict[str, Any] = {"mail": _l("Told by mail"), "sms": _l("Told by SMS")}
PAPER, DAY = "paper", timedelta(days=1)


@bp.get("/call-list")
@requires(Permission.ENROLMENT_WRITE)
def calls() -> Response:
    return _page(*_asked_day(request.args))


@bp.post("/call-list/opening")
@requires(Permission.CONTACT_READ)
def open_calls() -> Response:
    """The list with its telephones as the answer itself, for the screen or for paper; the opening is kept."""
    g.actor.demand(Permission.ENROLMENT_WRITE)
    on = _sent_day()
    opened = open_call_list(g.actor, on=on)
    if request.form.get("where") != PAPER:
        listing = read_listing(DayFilters(None, data={"on": on}))
        points = {call.key: points for call, points in opened}
        return _page(listing, on, points, set(request.form.getlist("called")))
    by_session = groupby(opened, lambda each: each[0].session.id)
    sessions = [list(found) for _id, found in by_session]
    return respond("workshops/reminders/call_sheet.html", sessions=sessions, on=on, name_of=_name)


def _page(
    listing: Listing,
    on: date,
    points: Mapping[str, Sequence[ContactPoint]] | None = None,
    ticked: Collection[str] | None = None,
) -> Response:
    """The list, with `points` by the key of a call once the telephones were asked for; `ticked` are keys of
    calls that were ticked by then.
    """
    listed = call_list(g.actor, on)
    sessions = [list(found) for _id, found in groupby(listed, lambda call: call.session.id)]
    done = {call.key for call in listed if call.is_done}
    return respond(
        "workshops/reminders/calls.html",
        status=listing.status,
        sessions=sessions,
        points=points,
        ticked=done if ticked is None else ticked,
        is_unsaved=ticked is not None and ticked != done,
        told_by=TOLD_BY,
        may_call=g.actor.may(Permission.CONTACT_READ),
        on=on,
        form=listing.form,
        name_of=_name,
    )


@bp.post("/call-list")
@requires(Permission.ENROLMENT_WRITE)
def note_called() -> Response:
    on = _sent_day()
    note_calls(g.actor, on=on, called=set(request.form.getlist("called")))
    flash(_("Noted."), "good")
    return see_other("workshops.calls", on=on.isoformat())


def _name(call: Call) -> str:
    return name_of(Placed(call.enrolment, call.person))


def _asked_day(sent: MultiDict[str, str]) -> tuple[Listing, date]:
    """What is asked for, and the day it means: without one tomorrow, or the next with a cancelled session."""
    today = clock.today(get_zone(g.actor.here()))
    usual = (next_cancelled(g.actor, today) if sent.get("first") == CANCELLED else None) or today + DAY
    listing = read_listing(DayFilters(sent if any(sent.getlist("on")) else None, data={"on": usual}))
    return listing, listing["on"] or usual


def _sent_day() -> date:
    """The day of the list that was sent; what is no day is refused, for it would be another list."""
    listing, on = _asked_day(request.form)
    listing.demand_valid()
    return on
