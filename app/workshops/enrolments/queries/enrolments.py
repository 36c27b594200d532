"""Reads of enrolments. Where the actor may not see a sealed person, the seat is taken by nobody named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, not_, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.jobs import is_done
from app.core.machine import Transition
from app.core.paging import Page, page
from app.core.permission import Permission
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import demand_unsealed_or_opened
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.enrolments.seats import OVER, POSITION
from app.workshops.planning.models.series import Workshop

MOST = 500
"""Seats on offer that a page shows."""
_TOLD_BY = case((is_done(Enrolment.written_job), Enrolment.written_by), else_="")
A_PAGE = 100
"""Enrolments of one series on a page: twenty to forty are usual, and thousands can happen."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An enrolment, whose it is (None: an anonymous list's), and the position in the line, from 1.

    `told_by`: how a message about the offer left: mail, sms, or not (yet) at all.
    """

    enrolment: Enrolment
    person: Participant | None
    position: int | None = None
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a series: how many are in each state, and of these the protected people whom the actor does not
    find; how many need something, how many seats are free.
    """

    by_state: dict[str, int]
    unseen_by_state: dict[str, int]
    needs_transport: int
    needs_childcare: int
    capacity: int | None

    @property
    def taken(self) -> int:
        return sum(self.by_state.get(state, 0) for state in SEATED)

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def unseen(self, state: str | None) -> int:
        """Seats without a name in a state; without one, of everybody who has not given up."""
        unseen = self.unseen_by_state
        return unseen.get(state, 0) if state else sum(unseen[each] for each in unseen if each not in OVER)

    @property
    def open(self) -> int:
        """Everybody who has not given up."""
        return sum(count for state, count in self.by_state.items() if state not in OVER)


def get_enrolment(actor: Actor, enrolment_id: UUID) -> Placed:
    """One enrolment with its series; NotFound, ReasonNeeded."""
    query = _visible(actor).where(Enrolment.id == enrolment_id).options(joinedload(Enrolment.workshop))
    placed = Placed(*existing(db.session.execute(query.add_columns(POSITION, _TOLD_BY)).one_or_none()))
    demand_unsealed_or_opened(actor, placed.person)
    return placed


def enrolments_page(
    actor: Actor, workshop: Workshop, state: str | None = None, *, after: str | None = None
) -> Page[Placed]:
    """Enrolments of a series in their order, from the cursor `after`; without `state` those not given up."""
    actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    wanted = and_(Enrolment.workshop_id == workshop.id, _in_state(state))
    query = _visible(actor).where(wanted).with_only_columns(Enrolment)
    found = page(query, by=Enrolment.queue_number, then=Enrolment.id, after=after, size=A_PAGE)
    shown = _visible(actor).where(Enrolment.id.in_([each.id for each in found.items]))
    rows = db.session.execute(shown.with_only_columns(Enrolment.id, Participant, POSITION))
    whose = {row[0]: row[1:] for row in rows}  # the enrolments themselves are here
    placed = [Placed(each, *whose[each.id]) for each in found.items if each.id in whose]
    return Page(placed, found.newer, found.older, found.count)


def _in_state(state: str | None) -> ColumnElement[bool]:
    return Enrolment.state == state if state else Enrolment.state.not_in(OVER)


def count_enrolments(actor: Actor, workshop: Workshop) -> Counts:
    """How full a series is and what its people need, sealed ones among them, in one query."""
    actor.demand(Permission.WORKSHOP_READ, workshop.municipality_id)
    hidden = and_(Participant.id.is_not(None), not_(visible_to(actor)))
    rows = db.session.execute(
        select(
            Enrolment.state,
            func.count(),
            func.sum(case((hidden, 1), else_=0)),
            func.sum(cast(Enrolment.needs_transport, Integer)),
            func.sum(cast(Enrolment.needs_childcare, Integer)),
        )
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .where(Enrolment.workshop_id == workshop.id)
        .group_by(Enrolment.state)
    ).all()
    kept = [row for row in rows if row[0] not in OVER]
    return Counts(
        {row[0]: row[1] for row in rows},
        {row[0]: row[2] for row in rows},
        sum(row[3] for row in kept),
        sum(row[4] for row in kept),
        workshop.capacity,
    )


def list_offers(actor: Actor) -> list[Placed]:
    """Seats offered in the current municipality: those past their time first, then who is to be called."""
    query = _visible(actor).where(
        Enrolment.municipality_id == actor.here(), Enrolment.state == EnrolmentState.OFFERED
    )
    query = query.options(joinedload(Enrolment.workshop)).order_by(Enrolment.offered_at, Enrolment.id)
    rows = db.session.execute(query.add_columns(_TOLD_BY).limit(MOST))
    found = [Placed(row[0], row[1], told_by=row[2]) for row in rows]
    now = clock.now()
    return sorted(found, key=lambda each: _urgency(each.enrolment, now))


def offers_to_decide(actor: Actor) -> Select[int]:
    """Counts the offers that wait for somebody here: to call the person, or to decide what follows."""
    late = and_(Enrolment.answer_until.is_not(None), Enrolment.answer_until < clock.now())
    query = _visible(actor).where(
        Enrolment.municipality_id == actor.here(),
        Enrolment.state == EnrolmentState.OFFERED,
        or_(Enrolment.reached_at.is_(None), late),
    )
    return query.with_only_columns(func.count())


def list_transitions(actor: Actor, enrolment: Enrolment) -> Sequence[Transition]:
    """What became of an enrolment, in order."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    query = select(Transition).where(
        Transition.subject_type == "enrolment", Transition.subject_id == enrolment.id
    )
    return db.session.scalars(query.order_by(Transition.at, Transition.id)).all()


def _visible(actor: Actor) -> Select[Enrolment, Participant]:
    return (
        select(Enrolment, Participant)
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .where(
            Enrolment.municipality_id.in_(actor.municipalities(Permission.ENROLMENT_WRITE)),
            or_(Enrolment.participant_id.is_(None), visible_to(actor)),
        )
    )


def _urgency(enrolment: Enrolment, now: datetime) -> tuple[int, datetime]:
    if enrolment.is_unanswered(now):
        return 0, enrolment.answer_until or now
    if enrolment.reached_at is None:
        return 1, enrolment.tried_at or enrolment.offered_at or now
    return 2, enrolment.answer_until or now
