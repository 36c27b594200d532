"""How many seats are free and who is next: computed from the rows, never stored.

A seat that is offered to somebody is kept, so it counts as taken. `queue_number` is given once and never
changes: whoever was passed on for one seat is still the first for the next.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, exists, func, select

from app.core.db import db
from app.people.models import Participant
from app.people.rights.rest import usable
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.planning.models.series import Workshop

OVER = (EnrolmentState.CANCELLED, EnrolmentState.DROPPED)
"""The states of whoever has left."""
_waiting = Enrolment.__table__.alias().c
POSITION = case(
    (
        Enrolment.state == EnrolmentState.WAITLISTED,
        select(func.count())
        .where(
            _waiting.workshop_id == Enrolment.workshop_id,
            _waiting.state == EnrolmentState.WAITLISTED,
            _waiting.queue_number <= Enrolment.queue_number,
        )
        .scalar_subquery(),
    )
)
"""The position in the waiting line, from 1, of the enrolment of a query; null for whoever is not waiting."""


def lock(workshop: Workshop) -> None:
    """Make whoever else gives or frees a seat of this series wait; the series is read anew."""
    db.session.flush()
    db.session.refresh(workshop, with_for_update=True)


def lock_of(enrolment: Enrolment) -> None:
    """Lock the series of an enrolment, and read both anew."""
    lock(enrolment.workshop)
    db.session.refresh(enrolment)


@dataclass(frozen=True, slots=True)
class Room:
    """The last number given, seats nobody has (None: as many as come), people in the line."""

    last_number: int
    free: int | None
    waiting: int

    @property
    def has_seat(self) -> bool:
        """Whether a newcomer may sit down: there is a seat, and nobody was there before them."""
        return self.free != 0 and not self.waiting


def room_in(workshop: Workshop) -> Room:
    """How a series stands, in one query; free is 0 as well where the capacity was made smaller than that."""
    found = select(
        func.coalesce(func.max(Enrolment.queue_number), 0),
        func.count().filter(Enrolment.state.in_(SEATED)),
        func.count().filter(Enrolment.state == EnrolmentState.WAITLISTED),
    )
    last, seated, waiting = db.session.execute(found.where(Enrolment.workshop_id == workshop.id)).one()
    free = None if workshop.capacity is None else max(0, workshop.capacity - seated)
    return Room(last, free, waiting)


def first_waiting(workshop: Workshop, *, but: UUID | None = None) -> Enrolment | None:
    """The next person of the line; `but` is somebody who was just passed on.

    Whose data rests is not asked, and keeps their number.
    """
    resting = exists().where(Participant.id == Enrolment.participant_id, ~usable())
    waiting = select(Enrolment).where(
        Enrolment.workshop_id == workshop.id, Enrolment.state == EnrolmentState.WAITLISTED, ~resting
    )
    if but is not None:
        waiting = waiting.where(Enrolment.id != but)
    return db.session.scalars(waiting.order_by(Enrolment.queue_number).limit(1)).first()


def position_of(enrolment: Enrolment) -> int | None:
    """The position in the waiting line, from 1; None for whoever is not waiting."""
    return db.session.scalar(select(POSITION).where(Enrolment.id == enrolment.id))
