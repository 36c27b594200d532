"""Calling a person of the office to the screen."""

from datetime import timedelta

from flask import Response, current_app, g, redirect, url_for

from app.core import clock
from app.core.access import kiosk
from app.core.http import respond, see_other
from app.directory.slots.queries import slots_now_and_next
from app.kiosk import idle, queries
from app.kiosk.blueprint import bp
from app.kiosk.operations import visits as operations
from app.kiosk.presence import back, presence, visit, visit_row
from app.network.desk import desk_at
from app.network.queries import get_municipality

REFRESH = 8
"""Seconds between two looks whether somebody has answered."""
GIVEN_UP = timedelta(seconds=idle.CALL)
"""After so long the screen no longer says that somebody may come; the office still sees the call."""


@bp.get("/call")
@kiosk
def call() -> Response:
    """Where the call stands, and what else there is; looks again every few seconds, which is no activity."""
    found, here, now = visit(), presence(), clock.now()
    notice = here.notice
    left = idle.wait(idle.READING, notice) - idle.quiet_for(found, notice, now)
    municipality = get_municipality(here.terminal.municipality_id)
    return respond(
        "kiosk/call.html",
        part="kiosk/_call.html",
        back=back(),
        refresh=REFRESH,
        refresh_to=url_for("kiosk.call", back=back()) if left > 0 else url_for("kiosk.still_there"),
        desk_now=desk_at(municipality, now),
        phone=municipality.desk_phone,
        waits_long=notice is not None and notice.waits(now),
        is_given_up=notice is not None and notice.waits(now, GIVEN_UP),
        is_attended=any(slot.ends > now for slot in slots_now_and_next(g.actor, now, here.directory).today),
    )


@bp.post("/call")
@kiosk
def call_person() -> Response:
    found = presence()
    operations.call_person(g.actor, terminal=found.terminal, visit=queries.find_visit(found))
    return see_other("kiosk.call", back=back())


@bp.post("/call/withdrawal")
@kiosk
def withdraw_call() -> Response:
    operations.withdraw_call(g.actor, visit=visit_row())
    return current_app.make_response(redirect(back(), 303))
