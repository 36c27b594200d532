"""Today's work."""

from flask import Response, g

from app.core import clock
from app.core.access import requires, signed_in
from app.core.http import respond
from app.core.permission import Permission
from app.office.blueprint import bp
from app.office.panels import arranged, of_the_day
from app.office.shell import open_notices


@bp.get("/")
@signed_in
def front() -> Response:
    actor = g.actor
    can = {
        "answer": actor.may(Permission.NOTICE_ANSWER),
        "claim": actor.may(Permission.INVENTORY_CLAIM),
        "register": actor.may(Permission.PARTICIPANT_WRITE),
    }
    return respond(
        "office/front.html",
        can=can,
        panels=arranged(of_the_day(actor, clock.today(g.zone))),
        notices=open_notices(actor),
        now=clock.now(),
    )


@bp.get("/notices")
@requires(Permission.NOTICE_ANSWER)
def notices() -> Response:
    return respond(
        "office/notices.html", part="office/_notices.html", notices=open_notices(g.actor), now=clock.now()
    )
