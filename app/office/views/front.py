"""Today's work."""

from flask import Response, g

from app.core import clock
from app.core.access import requires, signed_in
from app.core.http import respond
from app.core.permission import Permission
from app.directory import queries as directory
from app.office import queries
from app.office.day import day_of
from app.office.views.blueprint import bp
from app.office.views.shell import open_notices
from app.skills.queries import list_waiting


@bp.get("/")
@signed_in
def front() -> Response:
    actor = g.actor
    can = {
        "answer": actor.may(Permission.NOTICE_ANSWER),
        "claim": actor.may(Permission.INVENTORY_CLAIM),
        "confirm": actor.may(Permission.INVENTORY_CONFIRM),
        "read": actor.may(Permission.PARTICIPANT_READ),
        "register": actor.may(Permission.PARTICIPANT_WRITE),
    }
    today = clock.today(g.zone)
    return respond(
        "office/front.html",
        can=can,
        day=day_of(actor, today, at_most=queries.AT_MOST),
        may_note=actor.may(Permission.ATTENDANCE_WRITE),
        entries=directory.list_to_look_at(actor, today),
        notices=open_notices(actor),
        waiting=sum(day.count for day in list_waiting(actor)) if can["claim"] else 0,
        unreviewed=queries.list_unreviewed(actor),
        own_people=queries.list_own_people(actor),
        at_most=queries.AT_MOST,
    )


@bp.get("/notices")
@requires(Permission.NOTICE_ANSWER)
def notices() -> Response:
    return respond("office/notices.html", part="office/_notices.html", notices=open_notices(g.actor))
