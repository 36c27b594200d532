"""Today's work."""

from dataclasses import dataclass

from flask import Response, g, url_for
from flask_babel import ngettext

from app.core import clock
from app.core.access import requires, signed_in
from app.core.http import respond
from app.core.permission import Permission
from app.directory import queries as directory
from app.office import queries
from app.office.day import Day, day_of
from app.office.views.blueprint import bp
from app.office.views.shell import open_notices
from app.skills.queries import list_waiting


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits, in words, and where it is done."""

    label: str
    url: str


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
    day = day_of(actor, clock.today(g.zone))
    return respond(
        "office/front.html",
        can=can,
        day=day,
        may_note=actor.may(Permission.ATTENDANCE_WRITE),
        tasks=_tasks(day) if day else [],
        stale=directory.list_to_check(actor),
        proposed=directory.list_proposed(actor),
        notices=open_notices(actor),
        waiting=sum(day.count for day in list_waiting(actor)) if can["claim"] else 0,
        unreviewed=queries.list_unreviewed(actor),
        own_people=queries.list_own_people(actor),
        at_most=queries.AT_MOST,
    )


def _tasks(day: Day) -> list[Task]:
    waiting = day.waiting
    every = (
        (
            waiting.offers,
            ngettext(
                "%(num)d person on a waiting list to call or decide about",
                "%(num)d people on waiting lists to call or decide about",
                waiting.offers,
            ),
            "workshops.waiting_list",
        ),
        (
            waiting.names,
            ngettext(
                "%(num)d name from the kiosk to compare with who is known",
                "%(num)d names from the kiosk to compare with who is known",
                waiting.names,
            ),
            "workshops.unverified",
        ),
        (
            waiting.proposals,
            ngettext(
                "%(num)d person offers to hold a session",
                "%(num)d people offer to hold a session",
                waiting.proposals,
            ),
            "workshops.proposals",
        ),
        (
            waiting.learning,
            ngettext(
                "%(num)d competence shown in a workshop to confirm",
                "%(num)d competences shown in workshops to confirm",
                waiting.learning,
            ),
            "workshops.learning",
        ),
    )
    return [Task(label, url_for(endpoint)) for count, label, endpoint in every if count]


@bp.get("/notices")
@requires(Permission.NOTICE_ANSWER)
def notices() -> Response:
    return respond("office/notices.html", part="office/_notices.html", notices=open_notices(g.actor))
