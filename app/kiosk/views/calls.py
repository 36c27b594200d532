"""Calling a person of the office to the screen."""

from flask import Response, current_app, g, redirect, url_for

from app.core import clock
from app.core.access import kiosk
from app.core.http import respond, see_other
from app.kiosk import idle, queries, services
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import back, presence, visit, visit_row

REFRESH = 8
"""Seconds between two looks whether somebody has answered."""


@bp.get("/call")
@kiosk
def call() -> Response:
    """Where the call stands; looks again every few seconds, which is no activity."""
    found = visit()
    notice = presence().notice
    waited = idle.quiet_for(found, notice, clock.now())
    left = idle.wait(idle.READING, notice) - waited
    refresh_to = url_for("kiosk.call", back=back()) if left > 0 else url_for("kiosk.still_there")
    return respond(
        "kiosk/call.html", part="kiosk/_call.html", back=back(), refresh=REFRESH, refresh_to=refresh_to
    )


@bp.post("/call")
@kiosk
def call_person() -> Response:
    found = presence()
    services.call_person(g.actor, terminal=found.terminal, visit=queries.find_visit(found))
    return see_other("kiosk.call", back=back())


@bp.post("/call/withdrawal")
@kiosk
def withdraw_call() -> Response:
    services.withdraw_call(g.actor, visit=visit_row())
    return current_app.make_response(redirect(back(), 303))
