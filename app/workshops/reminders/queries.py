"""Who is to be reminded of a session, and by whom: a message, or somebody who calls.

Of a session that was cancelled a message leaves at once; whom it cannot reach is told by voice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.jobs import is_done
from app.core.machine import Transition
from app.core.permission import Permission
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import consenting
from app.people.rights.rest import usable
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import PUBLIC_STATES
from app.workshops.reminders.models import Reminder

MESSAGES = ("mail", "sms")
CANCELLED_BY = {"mail": "cancellation_mail", "sms": "cancellation_sms"}
"""What a message that something is cancelled is noted as, by how it left."""
LATE_MAIL = "cancellation_late_mail"
"""As what one is noted that leaves too late to be enough."""
CALL, CANCELLATION = "call", "cancellation"
MOST = 500
CANCELLED = "cancelled"
"""How an address asks for the next day on which people are to be told."""
_EXPECTED = (Workshop.state.in_(PUBLIC_STATES), Enrolment.state == EnrolmentState.CONFIRMED)
"""Whoever has a seat in a series that goes on."""
_CALLED = Reminder.__table__.alias()
_TOLD_BY = (
    select(func.max(Reminder.channel))
    .where(
        Reminder.session_id == Session.id,
        Reminder.enrolment_id == Enrolment.id,
        Reminder.channel.in_(CANCELLED_BY.values()),
        is_done(Reminder.job_id),
    )
    .correlate(Session, Enrolment)
    .scalar_subquery()
)
"""As what a message that a session is cancelled was noted, once it left."""
Read = TypeVarTuple("Read")


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to call about a session; `person` None is an anonymous list, told through somebody else."""

    session: Session
    enrolment: Enrolment
    person: Participant | None
    is_done: bool
    told_by: str = ""
    """How a message left that the session is cancelled: mail, sms, or not at all."""

    @property
    def channel(self) -> str:
        """Which reminder the call is: of a session, or that it does not take place."""
        return CANCELLATION if self.session.is_cancelled else CALL

    @property
    def key(self) -> str:
        """What names the call in a form."""
        return f"{self.session.id}:{self.enrolment.id}"


def list_to_message(municipality_id: UUID, on: date) -> Sequence[tuple[Session, Enrolment, Participant]]:
    """Who may get a message about the sessions of a day and got none: never a sealed person."""
    query = (
        select(Session, Enrolment, Participant)
        .join(Workshop, Workshop.id == Session.workshop_id)
        .join(Enrolment, Enrolment.workshop_id == Session.workshop_id)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(Session.municipality_id == municipality_id, Session.on == on, _takes_place())
        .where(~_noted(MESSAGES), Participant.sealed_at.is_(None), consenting("messages"))
        .options(
            contains_eager(Session.workshop).selectinload(Workshop.texts),
            joinedload(Session.place),
            selectinload(Participant.contact_points),
        )
    )
    rows = db.session.execute(query.order_by(Session.starts, Enrolment.queue_number)).all()
    return [(row[0], row[1], row[2]) for row in rows]


def list_reachable(enrolment_ids: Collection[UUID]) -> Sequence[tuple[Enrolment, Participant]]:
    """Which of these enrolments are of somebody who may get a message: never a sealed person."""
    query = (
        select(Enrolment, Participant)
        .join(Participant, Participant.id == Enrolment.participant_id)
        .where(Enrolment.id.in_(enrolment_ids), Participant.sealed_at.is_(None), consenting("messages"))
        .options(selectinload(Participant.contact_points))
    )
    rows = db.session.execute(query.order_by(Enrolment.queue_number, Enrolment.id)).all()
    return [(row[0], row[1]) for row in rows]


def ids_of_expected(session: Session) -> Sequence[UUID]:
    """The enrolments of a series that goes on whose people would come to a session."""
    query = select(Enrolment.id).join(Workshop, Workshop.id == Enrolment.workshop_id)
    return db.session.scalars(query.where(Workshop.id == session.workshop_id, *_EXPECTED)).all()


def list_coming_cancelled(workshop_id: UUID) -> list[Session]:
    """The cancelled sessions of a series that are not over, in the order of time."""
    query = select(Session).where(Session.workshop_id == workshop_id, Session.state == SessionState.CANCELLED)
    rows = db.session.scalars(query.order_by(Session.on, Session.starts, Session.id))
    return [each for each in rows if each.ends_at > clock.now()]


def list_noted(session_ids: Collection[UUID]) -> set[tuple[UUID, UUID, str]]:
    """What was noted of sessions: session, enrolment and channel."""
    query = select(Reminder.session_id, Reminder.enrolment_id, Reminder.channel)
    return {
        (row[0], row[1], row[2])
        for row in db.session.execute(query.where(Reminder.session_id.in_(session_ids)))
    }


def call_list(actor: Actor, on: date) -> list[Call]:
    """Who is expected in a session of the day and is to be called, in the current municipality; of a
    cancelled one also who got a message.

    Sealed people stand on the list of their team only, whose data rests on none.
    """
    actor.demand(Permission.ENROLMENT_WRITE)
    query = _calls(
        select(Session, Enrolment, Participant, _CALLED.c.done_at, _TOLD_BY), actor, Session.on == on
    )
    query = query.options(contains_eager(Session.workshop), joinedload(Session.place))
    rows = db.session.execute(query.order_by(Session.starts, Session.id, Enrolment.queue_number).limit(MOST))
    return [Call(row[0], row[1], row[2], row[3] is not None, _how(row[4])) for row in rows]


def calls_to_make(actor: Actor, on: date) -> Select[int]:
    """Counts those of `call_list` that nobody has made yet."""
    query = _calls(select(func.count()).select_from(Session), actor, Session.on == on)
    return query.where(_CALLED.c.done_at.is_(None), _TOLD_BY.is_(None))


def cancelled_to_tell(actor: Actor, first: date) -> Select[int]:
    """Counts who has not been told yet that a session from a day on does not take place."""
    return _untold(select(func.count()).select_from(Session), actor, first)


def next_cancelled(actor: Actor, first: date) -> date | None:
    """The next day of those sessions."""
    actor.demand(Permission.ENROLMENT_WRITE)
    return db.session.scalar(_untold(select(func.min(Session.on)), actor, first))


def _untold(query: Select[*Read], actor: Actor, first: date) -> Select[*Read]:
    query = _calls(query, actor, Session.on >= first)
    return query.where(
        Session.state == SessionState.CANCELLED, _CALLED.c.done_at.is_(None), _TOLD_BY.is_(None)
    )


def _calls(query: Select[*Read], actor: Actor, days: ColumnElement[bool]) -> Select[*Read]:
    """What is read of sessions, of those days and with those who are to be called."""
    is_call = and_(
        _CALLED.c.session_id == Session.id,
        _CALLED.c.enrolment_id == Enrolment.id,
        _CALLED.c.channel == case((Session.state == SessionState.CANCELLED, CANCELLATION), else_=CALL),
    )
    return (
        query.join(Workshop, Workshop.id == Session.workshop_id)
        .join(Enrolment, Enrolment.workshop_id == Session.workshop_id)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .outerjoin(_CALLED, is_call)
        .where(Session.municipality_id == actor.here(), days)
        .where(or_(and_(_takes_place(), ~_was_messaged()), _was_called_off()))
        .where(or_(Enrolment.participant_id.is_(None), and_(visible_to(actor), usable())))
    )


def _takes_place() -> ColumnElement[bool]:
    return and_(Session.state == SessionState.PLANNED, *_EXPECTED)


def _was_called_off() -> ColumnElement[bool]:
    """Of a cancelled session, whoever has a seat; of a cancelled series, who had one or waited for one."""
    lost = exists().where(
        Transition.subject_id == Enrolment.id,
        Transition.subject_type == Enrolment.__tablename__,
        Transition.reason == "series_cancelled",
    )
    whole = and_(Workshop.state == WorkshopState.CANCELLED, lost)
    return and_(Session.state == SessionState.CANCELLED, or_(and_(*_EXPECTED), whole))


def _was_messaged() -> ColumnElement[bool]:
    return _noted(MESSAGES, is_done(Reminder.job_id))


def _noted(channels: Collection[str], *which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Reminder.session_id == Session.id,
        Reminder.enrolment_id == Enrolment.id,
        Reminder.channel.in_(channels),
        *which,
    )


def _how(channel: str | None) -> str:
    return next((how for how, noted in CANCELLED_BY.items() if noted == channel), "")
