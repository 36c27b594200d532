"""Reads of what came of a session."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, or_, select

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.papers.models import Slip
from app.outreach.registrations.models import Registration
from app.people.facts import kinds
from app.people.facts.models import Fact
from app.people.facts.queries import present
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.rights.rest import usable
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

MOST_CALLS = 200
ORIGIN = "outreach"


@dataclass(frozen=True, slots=True)
class Entered:
    """How far the registrations of a session are, and its slips: how many were made, how many were used."""

    registered: int
    waiting: int
    attention: int
    dismissed: int
    slips: int
    slips_used: int

    @property
    def slips_unused(self) -> int:
        return self.slips - self.slips_used


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who wants to be called, whom the actor may see."""

    registration: Registration
    person: Participant
    session: Session | None


def entered_in(session: Session) -> Entered:
    """Of a session that the actor was given."""
    states = select(FieldRecord.state, func.count()).where(FieldRecord.session_id == session.id)
    of = dict(db.session.execute(states.group_by(FieldRecord.state)).all())
    used = exists().where(
        Registration.session_id == Slip.session_id,
        or_(Registration.id == Slip.id, Registration.slip == cast(Slip.number, String)),
    )
    slips = select(func.count(), func.count().filter(used)).where(Slip.session_id == session.id)
    registered = select(func.count()).where(Registration.session_id == session.id)
    made, taken, known = db.session.execute(
        slips.add_columns(registered.scalar_subquery()).select_from(Slip)
    ).one()
    return Entered(
        known,
        of.get(RecordState.WAITING, 0),
        of.get(RecordState.ATTENTION, 0),
        of.get(RecordState.DISMISSED, 0),
        made,
        taken,
    )


def interests_in(session: Session) -> Mapping[str, set[int]]:
    """The record keys of who came, by what they look for."""
    said = present(session.on, kinds.INTEREST, among=Fact.participant_id.in_(_people(session)))
    rows = db.session.execute(select(said.c.key, said.c.participant_id).where(said.c.value == kinds.YES))
    found: dict[str, set[int]] = defaultdict(set)
    for key, person in rows:
        found[key].add(person.int)
    return found


def wishes_in(session: Session) -> Mapping[str, set[int]]:
    """The record keys of who came, by the titles of other series in which they asked for a place since."""
    day = datetime.combine(session.on, time(), ZoneInfo(session.zone))
    query = (
        select(Workshop.title, Enrolment.participant_id)
        .join(Enrolment.workshop)
        .where(
            Enrolment.participant_id.in_(_people(session)),
            Enrolment.workshop_id != session.workshop_id,
            Enrolment.origin == ORIGIN,
            Enrolment.state != EnrolmentState.CANCELLED,
            Enrolment.created_at >= day,
        )
        .order_by(Workshop.sort_key, Workshop.id)
    )
    found: dict[str, set[int]] = defaultdict(set)
    for title, person in db.session.execute(query):
        if person is not None:
            found[title].add(person.int)
    return found


def _people(session: Session) -> Select[Any]:
    """The ids of those who were there, by name."""
    there = Attendance.session_id == session.id, Attendance.state.in_(ATTENDING)
    query = select(Enrolment.participant_id).join(Attendance, Attendance.enrolment_id == Enrolment.id)
    return query.where(*there, Enrolment.participant_id.is_not(None))


def list_calls(actor: Actor, session: Session | None = None) -> Sequence[Call]:
    """Who wants to be called: of a session everybody, called or not; of the current municipality those who
    were not called yet. The longest waiting first.
    """
    actor.demand(Permission.OUTREACH_REGISTER, session.municipality_id if session else None)
    where = Registration.session_id == session.id if session else _to_call(actor)
    query = (
        select(Registration, Participant, Session)
        .join(Participant, Participant.id == Registration.participant_id)
        .outerjoin(Session, Session.id == Registration.session_id)
        .where(where, Registration.wants_call, visible_to(actor), usable())
        .order_by(Registration.registered_at, Registration.id)
    )
    return [Call(*row) for row in db.session.execute(query.limit(MOST_CALLS))]


def calls_to_make(actor: Actor) -> Select[int]:
    """Counts those of the current municipality who wait for a call."""
    query = select(func.count()).select_from(Registration)
    query = query.join(Participant, Participant.id == Registration.participant_id)
    return query.where(_to_call(actor), visible_to(actor), usable())


def _to_call(actor: Actor) -> ColumnElement[bool]:
    return and_(
        Registration.municipality_id == actor.here(),
        Registration.wants_call,
        Registration.called_at.is_(None),
    )


def lock_calls(actor: Actor, ids: Sequence[UUID]) -> Sequence[tuple[Registration, Participant]]:
    """Those of these who want to be called, and whom the actor may see, kept from others."""
    places = actor.municipalities(Permission.OUTREACH_REGISTER)
    query = (
        select(Registration, Participant)
        .join(Participant, Participant.id == Registration.participant_id)
        .where(Registration.id.in_(ids), Registration.wants_call, Registration.municipality_id.in_(places))
        .where(visible_to(actor), usable())
        .order_by(Registration.id)
    )
    locked = query.with_for_update(of=Registration).execution_options(populate_existing=True)
    return [(row[0], row[1]) for row in db.session.execute(locked)]
