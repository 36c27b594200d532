"""Today's work."""

from flask import Response, g, request

from app.core import clock
from app.core.access import requires, signed_in
from app.core.http import respond
from app.core.permission import Permission
from app.office.blueprint import bp
from app.office.panels import AT_MOST, WHOLE, arranged, of_the_day


@bp.get("/")
@signed_in
def front() -> Response:
    """Today's work; `?all` asks for the whole of what a panel shows the beginning of."""
    actor, today, is_whole = g.actor, clock.today(g.zone), "all" in request.args
    can = {
        "claim": actor.may(Permission.INVENTORY_CLAIM),
        "register": actor.may(Permission.PARTICIPANT_WRITE),
    }
    return respond(
        "office/front.html",
        can=can,
        panels=arranged(of_the_day(actor, today, WHOLE if is_whole else AT_MOST)),
        is_whole=is_whole,
        today=today,
    )


@bp.get("/notices")
@requires(Permission.NOTICE_ANSWER)
def notices() -> Response:
    """Who calls from the kiosks: a page of its own, and the part above every page, which asks for it."""
    return respond("office/notices.html", part="office/_calls.html")
