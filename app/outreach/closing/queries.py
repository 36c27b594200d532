"""Reads of what came of a session."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

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
from app.people.openings import is_read_by
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What those who came asked for, by their record keys: by kinds of interest, and by titles of series."""

    interests: Mapping[str, set[int]]
    wishes: Mapping[str, set[int]]


def entered_in(session: Session) -> Entered:
    """Of a session that the actor was given, in one query."""

    def arrived(state: RecordState) -> ScalarSelect[int]:
        return _count(FieldRecord.session_id == session.id, FieldRecord.state == state)

    made = Slip.session_id == session.id
    used = exists().where(
        Registration.session_id == Slip.session_id,
        or_(Registration.id == Slip.id, Registration.slip == cast(Slip.number, String)),
    )
    query = select(
        _count(Registration.session_id == session.id),
        *(arrived(each) for each in (RecordState.WAITING, RecordState.ATTENTION, RecordState.DISMISSED)),
        _count(made),
        _count(made, used),
    )
    counts: Sequence[int] = db.session.execute(query).one()
    return Entered(*counts)


def _count(*where: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*where).scalar_subquery()


def asked_in(session: Session) -> Asked:
    """What those who came look for, and in which other series they asked for a place since; in one query."""
    said = present(session.on, kinds.INTEREST, among=Fact.participant_id.in_(_people(session)))
    day = datetime.combine(session.on, time(), ZoneInfo(session.zone))
    interests = select(literal(kinds.INTEREST), said.c.key, said.c.participant_id)
    wishes = select(literal(ORIGIN), Workshop.title, Enrolment.participant_id).join(Enrolment.workshop)
    wishes = wishes.where(
        Enrolment.participant_id.in_(_people(session)),
        Enrolment.workshop_id != session.workshop_id,
        Enrolment.origin == ORIGIN,
        Enrolment.state != EnrolmentState.CANCELLED,
        Enrolment.created_at >= day,
    )
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    both = union_all(interests.where(said.c.value == kinds.YES), wishes)
    for kind, what, person in db.session.execute(both):
        found[kind][what].add(person.int)
    return Asked(found[kinds.INTEREST], found[ORIGIN])


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
        .where(where, Registration.wants_call, visible_to(actor), _may_be_called(actor))
        .order_by(Registration.registered_at, Registration.id)
    )
    return [Call(*row) for row in db.session.execute(query.limit(MOST_CALLS))]


def calls_to_make(actor: Actor) -> Select[int]:
    """Counts those of the current municipality who wait for a call."""
    query = select(func.count()).select_from(Registration)
    query = query.join(Participant, Participant.id == Registration.participant_id)
    return query.where(_to_call(actor), visible_to(actor), _may_be_called(actor))


def _may_be_called(actor: Actor) -> ColumnElement[bool]:
    """Whoever is to be dealt with; of protected people those whose record is open to the actor."""
    return and_(usable(), or_(Participant.sealed_at.is_(None), is_read_by(actor)))


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
        .where(visible_to(actor), _may_be_called(actor))
        .order_by(Registration.id)
    )
    locked = query.with_for_update(of=Registration).execution_options(populate_existing=True)
    return [(row[0], row[1]) for row in db.session.execute(locked)]
