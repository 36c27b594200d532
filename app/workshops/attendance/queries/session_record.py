"""Reads of what remains of a session besides who was there."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.files import File
from app.workshops.attendance.models import Attendance, AttendanceState, Headcount, SessionScan
from app.workshops.attendance.queries.attendance import FURTHEST_EAST
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import hosted_by
from app.workshops.planning.queries.series import OVER


def heads_of(session_id: UUID) -> dict[str, int]:
    """How many of each group were counted without being registered."""
    rows = db.session.scalars(select(Headcount).where(Headcount.session_id == session_id))
    return {row.group: row.count for row in rows}


def counted_in(sessions: Iterable[Session]) -> Mapping[UUID, int]:
    """How many were counted in each of these sessions without being registered, where any were.

    One query; none where no session was held.
    """
    held = [each.id for each in sessions if each.state == SessionState.HELD]
    found = select(Headcount.session_id, func.sum(Headcount.count)).where(Headcount.session_id.in_(held))
    rows = db.session.execute(found.group_by(Headcount.session_id)) if held else ()
    return {row[0]: int(row[1]) for row in rows}


def is_anybody_noted(session: Session) -> bool:
    """Whether anything was noted in a session of somebody who has a place in it."""
    noted = select(Attendance.enrolment_id).where(
        Attendance.session_id == session.id, Attendance.state != AttendanceState.EXPECTED
    )
    return db.session.scalars(noted.limit(1)).first() is not None


def list_to_count(actor: Actor, *, at_most: int | None = None) -> list[Session]:
    """Past sessions of the current municipality that the actor's own organisation hosts and of which nobody
    has noted whether they were held, the oldest first.
    """
    now = clock.now()
    query = (
        select(Session)
        .join(Session.workshop)
        .options(contains_eager(Session.workshop))
        .where(
            hosted_by(actor),
            Session.municipality_id == actor.here(),
            Session.on <= (now + FURTHEST_EAST).date(),
            Session.state == SessionState.PLANNED.value,
            Workshop.state.not_in(OVER),
        )
        .order_by(Session.on, Session.starts, Session.id)
    )
    return [each for each in db.session.scalars(query.limit(at_most)) if each.ends_at <= now]


def scans_of(session_id: UUID) -> Sequence[SessionScan]:
    """The scans of the signed sheets of a session, the oldest first."""
    query = select(SessionScan).where(SessionScan.session_id == session_id)
    return db.session.scalars(query.order_by(SessionScan.created_at, SessionScan.id)).all()


def get_scan(session: Session, scan_id: UUID) -> File:
    """The file of one scan of this session; NotFound."""
    scan = db.session.get(SessionScan, scan_id)
    if scan is None or scan.session_id != session.id:
        raise NotFound
    return db.session.get_one(File, scan.file_id)
