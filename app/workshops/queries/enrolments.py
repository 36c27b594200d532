"""Reads of enrolments. Whose sealed person the actor may not see, that place is taken by nobody named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, Select, and_, cast, func, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.core.states import Transition
from app.people.models import Participant
from app.people.permissions import visible_to
from app.workshops.models import Enrolment, EnrolmentState, Workshop
from app.workshops.models.enrolment import SEATED
from app.workshops.seats import OVER

MOST = 500
"""Rows of one series that a page shows; the capacity of a series is far below."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An enrolment, whose it is (None: an anonymous list's), and the place in the line, from 1."""

    enrolment: Enrolment
    person: Participant | None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a series: how many places are in each state, how many need something, how many seats are free."""

    by_state: dict[str, int]
    needs_transport: int
    needs_childcare: int
    capacity: int | None

    @property
    def taken(self) -> int:
        return sum(self.by_state.get(state, 0) for state in SEATED)

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def open(self) -> int:
        """Everybody who has not given up."""
        return sum(count for state, count in self.by_state.items() if state not in OVER)


def get_enrolment(actor: Actor, enrolment_id: UUID) -> Placed:
    """One enrolment with its series; NotFound."""
    query = _seen(actor).where(Enrolment.id == enrolment_id).options(joinedload(Enrolment.workshop))
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    return Placed(row[0], row[1])


def list_enrolments(actor: Actor, workshop: Workshop, state: str = "") -> list[Placed]:
    """The places of a series in the order they were asked for; without `state` those not given up."""
    actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    wanted = Enrolment.state == state if state else Enrolment.state.not_in(OVER)
    query = _seen(actor).where(Enrolment.workshop_id == workshop.id, wanted)
    rows = db.session.execute(query.order_by(Enrolment.queue_number).limit(MOST)).all()
    positions = _positions(workshop)
    return [Placed(row[0], row[1], positions.get(row[0].id)) for row in rows]


def count_enrolments(actor: Actor, workshop: Workshop) -> Counts:
    """How full a series is and what its people need, sealed ones among them, in one query."""
    actor.demand(Permission.WORKSHOP_READ, workshop.municipality_id)
    rows = db.session.execute(
        select(
            Enrolment.state,
            func.count(),
            func.sum(cast(Enrolment.needs_transport, Integer)),
            func.sum(cast(Enrolment.needs_childcare, Integer)),
        )
        .where(Enrolment.workshop_id == workshop.id)
        .group_by(Enrolment.state)
    ).all()
    kept = [row for row in rows if row[0] not in OVER]
    return Counts(
        {row[0]: row[1] for row in rows},
        sum(row[2] for row in kept),
        sum(row[3] for row in kept),
        workshop.capacity,
    )


def enrolments_of(actor: Actor, participant: Participant) -> Sequence[Enrolment]:
    """Every enrolment of a participant whom the actor may open, with its series, newest first."""
    actor.demand(Permission.WORKSHOP_READ, participant.municipality_id)
    query = select(Enrolment).where(Enrolment.participant_id == participant.id)
    query = query.options(joinedload(Enrolment.workshop))
    return db.session.scalars(query.order_by(Enrolment.created_at.desc(), Enrolment.id)).all()


def list_offers(actor: Actor) -> list[Placed]:
    """Places offered in the current municipality: those past their time first, then who is to be called."""
    query = _seen(actor).where(
        Enrolment.municipality_id == actor.here(), Enrolment.state == EnrolmentState.OFFERED
    )
    query = query.options(joinedload(Enrolment.workshop)).order_by(Enrolment.offered_at, Enrolment.id)
    rows = db.session.execute(query.limit(MOST)).all()
    now = clock.now()
    return sorted((Placed(row[0], row[1]) for row in rows), key=lambda each: _urgency(each.enrolment, now))


def offers_to_decide(actor: Actor) -> Select[int]:
    """Counts the offers that wait for somebody here: to call the person, or to decide what follows."""
    late = and_(Enrolment.answer_until.is_not(None), Enrolment.answer_until < clock.now())
    query = _seen(actor).where(
        Enrolment.municipality_id == actor.here(),
        Enrolment.state == EnrolmentState.OFFERED,
        or_(Enrolment.reached_at.is_(None), late),
    )
    return query.with_only_columns(func.count())


def list_transitions(actor: Actor, enrolment: Enrolment) -> Sequence[Transition]:
    """What became of a place, in order."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    query = select(Transition).where(
        Transition.subject_type == "enrolment", Transition.subject_id == enrolment.id
    )
    return db.session.scalars(query.order_by(Transition.at, Transition.id)).all()


def _seen(actor: Actor) -> Select[Enrolment, Participant]:
    return (
        select(Enrolment, Participant)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .where(
            Enrolment.municipality_id.in_(actor.municipalities(Permission.ENROLMENT_WRITE)),
            or_(Enrolment.participant_id.is_(None), visible_to(actor)),
        )
    )


def _positions(workshop: Workshop) -> dict[UUID, int]:
    waiting = select(Enrolment.id).where(
        Enrolment.workshop_id == workshop.id, Enrolment.state == EnrolmentState.WAITLISTED
    )
    line = db.session.scalars(waiting.order_by(Enrolment.queue_number))
    return {enrolment_id: position for position, enrolment_id in enumerate(line, 1)}


def _urgency(enrolment: Enrolment, now: datetime) -> tuple[int, datetime]:
    if enrolment.is_unanswered(now):
        return 0, enrolment.answer_until or now
    if enrolment.reached_at is None:
        return 1, enrolment.tried_at or enrolment.offered_at or now
    return 2, enrolment.answer_until or now
