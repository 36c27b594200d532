"""What is left in a series of somebody who is forgotten: that somebody was there, and nothing that says who.

Who has a place or waits leaves as by a cancellation, and the next in the line gets the offer. What counts in
the series (a place held to its end, marks of attendance) becomes a row of its own under an empty list of its
own: neither leads to the person, to another series of theirs, or to the trail, which knows the old ids.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from app.core.db import db
from app.core.machine import Transition
from app.core.signals import Signal
from app.people.rights.forgetting import Forgotten, cut, drop_transitions
from app.skills.models.inventory import Inventory, InventoryState
from app.workshops.enrolments import seats
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.waiting import end
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.models.series import WorkshopState


@dataclass(frozen=True, slots=True)
class Replaced:
    """What is noted of the enrolment `before` is noted of `after` from now on; `before` goes right after."""

    before: Enrolment
    after: Enrolment
    zone: str


replaced: Signal[Replaced] = Signal()


def forget_places(told: Forgotten) -> None:
    """Leave every series that goes on; keep of the others what counts in them."""
    theirs = select(Enrolment).where(Enrolment.participant_id.in_(told.people))
    found = db.session.scalars(theirs.order_by(Enrolment.workshop_id, Enrolment.queue_number)).all()
    for enrolment in found:
        _leave(told, enrolment)
    for after, before in sorted(((uuid4(), each) for each in found), key=lambda pair: pair[0]):
        _replace(told, before, after)
    drop_transitions([each.id for each in found])


def _leave(told: Forgotten, enrolment: Enrolment) -> None:
    seats.lock_of(enrolment)
    if enrolment.state in (*OVER, EnrolmentState.COMPLETED) or not enrolment.workshop.takes_enrolments:
        return
    begun = enrolment.workshop.state == WorkshopState.RUNNING and enrolment.state == EnrolmentState.CONFIRMED
    after = EnrolmentState.DROPPED if begun else EnrolmentState.CANCELLED
    end(told.actor, enrolment, "list_erased", after=after)


def _replace(told: Forgotten, before: Enrolment, new_id: UUID) -> None:
    assert before.participant_id
    zone = told.people[before.participant_id].zone
    after = Enrolment(
        id=new_id,
        municipality_id=before.municipality_id,
        workshop_id=before.workshop_id,
        inventory_id=_nobody(before, zone),
        queue_number=-before.queue_number,
        state=before.state,
        origin=before.origin,
        language="",
        needs_transport=before.needs_transport,
        needs_childcare=before.needs_childcare,
        created_at=cut(before.created_at, zone),
    )
    db.session.add(after)
    db.session.flush()
    _keep_completion(before, after, zone)
    replaced.send(Replaced(before, after, zone))
    db.session.execute(delete(Enrolment).where(Enrolment.id == before.id))
    db.session.expunge(before)
    after.queue_number = before.queue_number
    db.session.flush()


def _nobody(of: Enrolment, zone: str) -> UUID:
    """An empty list that no list ever was: its origin is none."""
    row = Inventory(
        id=uuid4(),
        municipality_id=of.municipality_id,
        state=InventoryState.ERASED.value,
        origin="",
        language="",
        created_at=cut(of.created_at, zone),
        entries=[],
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _keep_completion(before: Enrolment, after: Enrolment, zone: str) -> None:
    """In which month the series was completed is counted by the change of state."""
    moves = select(Transition).where(
        Transition.subject_id == before.id, Transition.after == EnrolmentState.COMPLETED.value
    )
    if move := db.session.scalars(moves.order_by(Transition.at.desc()).limit(1)).first():
        kept = Transition(
            id=uuid4(),
            municipality_id=move.municipality_id,
            subject_type=move.subject_type,
            subject_id=after.id,
            before=move.before,
            after=move.after,
            at=cut(move.at, zone),
        )
        db.session.add(kept)
