"""Two records were one person: of two places in one series one ends, and what was noted of both is one's."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.signals import Signal
from app.workshops.enrolments import seats
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.enrolments.operations.inventories import RANK, worse_of
from app.workshops.enrolments.operations.waiting import take_back
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.models.series import Workshop


@dataclass(frozen=True, slots=True)
class Joined:
    """Of two places of one person in one series `ended` is over, and `kept` goes on."""

    kept: Enrolment
    ended: Enrolment


joined: Signal[Joined] = Signal()


def take_over(actor: Actor, *, kept_id: UUID, gone_id: UUID) -> None:
    """What a record had in workshops becomes that of the person it turned out to be.

    A seat that this frees is offered in the night (`offer_in_the_night`) and not at once: whoever merged the
    wrong two takes it back the same day, and nobody was promised anything.
    """
    theirs = select(Enrolment).where(Enrolment.participant_id == gone_id).order_by(Enrolment.workshop_id)
    for enrolment in db.session.scalars(theirs).all():
        seats.lock_of(enrolment)
        for mine in _places(kept_id, enrolment.workshop_id):
            if worse := worse_of(mine, enrolment):
                take_back(worse)
                ENROLMENT.move(actor, worse, EnrolmentState.CANCELLED, reason="same_person")
                db.session.flush()
                joined.send(Joined(enrolment if worse is mine else mine, worse))
        enrolment.participant_id = kept_id
        db.session.flush()


def _places(participant_id: UUID, workshop_id: UUID) -> list[Enrolment]:
    there = Enrolment.participant_id == participant_id, Enrolment.workshop_id == workshop_id
    query = select(Enrolment).where(*there, Enrolment.state.in_(RANK)).order_by(Enrolment.queue_number)
    return list(db.session.scalars(query))


def seats_missing(before: Mapping[str, Mapping[str, Any]], *, is_locked: bool) -> Iterator[str]:
    """The titles of the series in which places that are to stand as `before` no longer have a seat.

    `is_locked`: nobody else gives a seat there until the transaction ends.
    """
    wanted: Counter[UUID] = Counter()
    for row in before.get(Enrolment.__tablename__, {}).values():
        now = db.session.get(Enrolment, UUID(row["id"])) if row else None
        if now and row["state"] in SEATED and now.state not in SEATED:
            wanted[now.workshop_id] += 1
    for workshop_id, count in wanted.items():
        workshop = db.session.get_one(Workshop, workshop_id)
        if is_locked:
            seats.lock(workshop)
        free = seats.room_in(workshop).free
        if free is not None and free < count:
            yield workshop.title
