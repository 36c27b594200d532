"""How long people wait from signing up to the first session that they come to, as everybody may read it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import Published, Teller, crowd, mean, rounded
from app.workshops.attendance.models import Attendance, AttendanceState
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.session import Session

ENOUGH = 10
"""Of fewer, as they are told, nothing is said: a mean of few is theirs."""
AT_MOST = 2_000
"""People that are looked at, those who came last: the page is open to everybody."""
CAME = (AttendanceState.PRESENT, AttendanceState.LATE)
Wait = tuple[UUID, datetime, date]


def days_to_first_session(actor: Actor, since: date) -> Published | None:
    """The mean in days, of those who came first since a day; None for too few. One query."""
    key = func.coalesce(Enrolment.participant_id, Enrolment.inventory_id)
    first = func.min(Session.on)
    query = (
        select(key, func.min(Enrolment.created_at), first)
        .join(Attendance, Attendance.enrolment_id == Enrolment.id)
        .join(Session, Session.id == Attendance.session_id)
        .where(Session.municipality_id == actor.here(), Attendance.state.in_(CAME))
        .group_by(key)
        .having(first >= since)
        .order_by(first.desc(), key)
        .limit(AT_MOST)
    )
    return mean_of([(row[0], row[1], row[2]) for row in db.session.execute(query)], rounded())


def mean_of(waits: Iterable[Wait], teller: Teller) -> Published | None:
    """Of two numbers that may be shown, the days of all together and how many they are."""
    found = list(waits)
    who = crowd(key.int for key, _signed_up, _first in found)
    people = teller.people(who)
    if people < ENOUGH:
        return None
    days = sum(max(0, (first - signed_up.date()).days) for _key, signed_up, first in found)
    return mean(teller.theirs(days, who), people)
