"""Reads of attendance: the rows of the tables, what is not filled in yet, hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Date, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import visible_to as person_visible_to
from app.people.rights.rest import usable
from app.workshops.attendance import hours
from app.workshops.attendance.hours import Hours
from app.workshops.attendance.models import Attendance, AttendanceState
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.planning.models.series import Workshop, WorkshopFacilitator, WorkshopState
from app.workshops.planning.models.session import Session, SessionState

FURTHEST_EAST = timedelta(hours=14)
"""The day is nowhere further on than this; which sessions are really over, their own zone says."""
ATTENDS = (EnrolmentState.CONFIRMED.value, EnrolmentState.COMPLETED.value)
"""The states in which somebody is expected at the sessions."""
Marks = Mapping[tuple[UUID, UUID], Attendance]
"""What was noted, by session and enrolment."""


@dataclass(frozen=True, slots=True)
class Attender:
    """Somebody who belongs in the table; no participant: an anonymous list that was enrolled."""

    enrolment: Enrolment
    participant: Participant | None

    @property
    def name(self) -> str:
        return self.participant.name if self.participant else ""

    @property
    def on_papers(self) -> str:
        """The name as papers write it."""
        return self.participant.on_papers if self.participant else ""


@dataclass(frozen=True, slots=True)
class ToFillIn:
    """A session that is over, and how many people nobody has noted anything of yet (0: held or not?)."""

    session: Session
    missing: int
    is_own: bool


def list_attenders(actor: Actor, workshop: Workshop, *, on_paper: bool = False) -> list[Attender]:
    """Whoever is expected in a series, or was noted in it before leaving, by name.

    Protected people only for those who find them, and never `on_paper`; whose data rests never.
    """
    noted = select(Attendance.enrolment_id).where(Attendance.enrolment_id == Enrolment.id).exists()
    belongs = Enrolment.state.in_(ATTENDS) if on_paper else or_(Enrolment.state.in_(ATTENDS), noted)
    shown = and_(person_visible_to(actor), usable())
    if on_paper:
        shown = and_(shown, Participant.sealed_at.is_(None))
    found = db.session.execute(
        select(Enrolment, Participant)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .where(Enrolment.workshop_id == workshop.id, belongs)
        .where(or_(Enrolment.participant_id.is_(None), shown))
    )
    rows = [Attender(enrolment, participant) for enrolment, participant in found]
    return sorted(rows, key=_by_name)


def _by_name(row: Attender) -> tuple[bool, str, int]:
    key = row.participant.sort_key if row.participant else ""
    return (row.participant is None, key, row.enrolment.queue_number)


def marks_in(
    session_ids: Iterable[UUID], of: Iterable[UUID] | None = None
) -> dict[tuple[UUID, UUID], Attendance]:
    """What was noted in these sessions: everything, or `of` these enrolments."""
    query = select(Attendance).where(Attendance.session_id.in_(list(session_ids)))
    if of is not None:
        query = query.where(Attendance.enrolment_id.in_(list(of)))
    return {(each.session_id, each.enrolment_id): each for each in db.session.scalars(query)}


def states_in(session: Session) -> Mapping[UUID, str]:
    """What is noted in a session, by enrolment."""
    query = select(Attendance.enrolment_id, Attendance.state).where(Attendance.session_id == session.id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def hours_in(sessions: Sequence[Session], rows: Iterable[Attender], marks: Marks) -> dict[UUID, Hours]:
    """The hours of each enrolment in the sessions that were held."""
    held = [each for each in sessions if each.state == SessionState.HELD]
    return {
        row.enrolment.id: hours.hours_of(
            (*_noted(marks.get((each.id, row.enrolment.id))), each.minutes) for each in held
        )
        for row in rows
    }


def _noted(mark: Attendance | None) -> tuple[str, int]:
    return (mark.state, mark.minutes) if mark else (AttendanceState.EXPECTED.value, 0)


def first_days(enrolment_ids: Iterable[UUID]) -> Mapping[UUID, date]:
    """The first day on which each of these people was there; whoever never was is missing."""
    found = db.session.execute(
        select(Attendance.enrolment_id, func.min(Session.on))
        .join(Session, Session.id == Attendance.session_id)
        .where(Attendance.enrolment_id.in_(list(enrolment_ids)), Attendance.state.in_(hours.ATTENDING))
        .group_by(Attendance.enrolment_id)
    )
    return {row[0]: row[1] for row in found}


def list_to_fill_in(
    actor: Actor, workshop_id: UUID | None = None, *, at_most: int | None = None
) -> list[ToFillIn]:
    """Past sessions of the current municipality's open series with somebody still to be noted: those of the
    actor's own series first, then the oldest.

    Whoever enrolled after a session is not missing from it.
    """
    here = actor.here()
    if not actor.may(Permission.ATTENDANCE_WRITE, here):
        return []
    query = _unfilled(actor, here).limit(at_most)
    if workshop_id:
        query = query.where(Session.workshop_id == workshop_id)
    now = clock.now()
    found = (ToFillIn(*row) for row in db.session.execute(query))
    return [each for each in found if each.session.ends_at <= now]


def _unfilled(actor: Actor, here: UUID) -> Select[Session, int, bool]:
    """Sessions up to today with somebody missing, or nobody knows held; the count, and whether own."""
    missing = _missing(actor)
    led = (
        select(WorkshopFacilitator.staff_id)
        .where(WorkshopFacilitator.workshop_id == Session.workshop_id)
        .where(WorkshopFacilitator.staff_id == actor.id)
    )
    is_own = led.exists()
    return (
        select(Session, missing.label("missing"), is_own)
        .join(Session.workshop)
        .options(joinedload(Session.workshop))
        .where(
            Session.municipality_id == here,
            Session.on <= (clock.now() + FURTHEST_EAST).date(),
            Session.state != SessionState.CANCELLED.value,
            Workshop.state.in_([WorkshopState.OPEN.value, WorkshopState.RUNNING.value]),
            or_(missing > 0, Session.state == SessionState.PLANNED.value),
        )
        .order_by(is_own.desc(), Session.on, Session.starts, Session.id)
    )


def _missing(actor: Actor) -> ScalarSelect[int]:
    """How many people, of those the actor finds, are not noted in the session of the query around it."""
    noted = (
        select(Attendance.enrolment_id)
        .where(Attendance.session_id == Session.id, Attendance.enrolment_id == Enrolment.id)
        .where(Attendance.state != AttendanceState.EXPECTED.value)
    )
    unseen = Enrolment.participant_id.is_(None) | (Participant.id.is_not(None) & person_visible_to(actor))
    waits = and_(
        Enrolment.workshop_id == Session.workshop_id,
        Enrolment.state.in_(ATTENDS),
        func.date(Enrolment.created_at, type_=Date) <= Session.on,
        ~noted.correlate(Session, Enrolment).exists(),
    )
    return (
        select(func.count())
        .select_from(Enrolment)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .where(waits, unseen)
        .correlate(Session)
        .scalar_subquery()
    )


def sessions_today(workshop_id: UUID) -> Sequence[Session]:
    """The sessions of a series today, by the clock of its place, that were not cancelled; by time."""
    query = select(Session).where(
        Session.workshop_id == workshop_id, Session.state != SessionState.CANCELLED.value
    )
    found = db.session.scalars(
        query.options(joinedload(Session.workshop), joinedload(Session.place)).order_by(
            Session.on, Session.starts
        )
    )
    return [each for each in found if each.on == clock.today(each.zone)]


def next_session(workshop_id: UUID) -> Session | None:
    """The first session of a series that has not begun."""
    query = select(Session).where(
        Session.workshop_id == workshop_id, Session.state == SessionState.PLANNED.value
    )
    found = db.session.scalars(query.order_by(Session.on, Session.starts))
    return next((each for each in found if each.starts_at > clock.now()), None)
