"""Taking back that somebody left: by mistake a seat was given up for the wrong person, or too early."""

from sqlalchemy import func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.machine import last_transition, last_transitions
from app.core.permission import Permission
from app.workshops.enrolments import seats
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment
from app.workshops.enrolments.operations.leaving import SERIES_CANCELLED
from app.workshops.enrolments.operations.waiting import fill, take_back
from app.workshops.enrolments.seats import OVER
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.models.series import Workshop

MISTAKE = "taken_back"


class EnrolledAgain(Conflict):
    """The person signed up once more meanwhile: that enrolment counts."""


def come_back(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person is in the series after all, as they were: with a seat, in the line, or to be confirmed.

    Whoever had a seat has it again where one is free, or where it is kept for somebody who knows nothing of
    it yet and goes back to where they stood. Else they wait, before everybody who came after them. Again
    changes nothing. Raises ClosedForEnrolment, EnrolledAgain.
    """
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state not in OVER:
        return
    workshop = enrolment.workshop
    if not workshop.takes_enrolments:
        raise ClosedForEnrolment(workshop.state)
    if _is_enrolled_again(enrolment):
        raise EnrolledAgain
    ENROLMENT.move(actor, enrolment, _place_for(actor, enrolment), reason=MISTAKE)
    enrolment.offered_at = enrolment.reached_at = enrolment.answer_until = None
    db.session.flush()
    fill(actor, workshop)


def bring_back(actor: Actor, *, workshop: Workshop) -> None:
    """Of a series that was cancelled and is put back: whoever lost their place by that, and nothing else, has
    it again. Who was offered a seat waits for it where they stood; the offer is made anew.
    """
    seats.lock(workshop)
    gone = select(Enrolment).where(
        Enrolment.workshop_id == workshop.id, Enrolment.state == EnrolmentState.CANCELLED
    )
    found = db.session.scalars(gone.order_by(Enrolment.queue_number)).all()
    last = last_transitions(Enrolment, (each.id for each in found))
    for each in found:
        left = last.get(each.id)
        if left is None or left.reason != SERIES_CANCELLED or _is_enrolled_again(each):
            continue
        was_offered = left.before == EnrolmentState.OFFERED
        ENROLMENT.move(actor, each, EnrolmentState.WAITLISTED if was_offered else left.before, reason=MISTAKE)
        each.offered_at = each.reached_at = each.answer_until = None
        db.session.flush()
    fill(actor, workshop)


def _place_for(actor: Actor, enrolment: Enrolment) -> EnrolmentState:
    left = last_transition(enrolment)
    before = left.before if left else EnrolmentState.WAITLISTED
    if before not in SEATED:
        return EnrolmentState(before)
    if seats.room_in(enrolment.workshop).free != 0 or _is_freed_by_who_does_not_know(actor, enrolment):
        return EnrolmentState.CONFIRMED
    return EnrolmentState.WAITLISTED


def _is_freed_by_who_does_not_know(actor: Actor, enrolment: Enrolment) -> bool:
    """The last of those to whom a seat is offered and whom nobody told yet goes back into the line."""
    untold = select(Enrolment).where(
        Enrolment.workshop_id == enrolment.workshop_id,
        Enrolment.state == EnrolmentState.OFFERED,
        Enrolment.reached_at.is_(None),
        Enrolment.tries == 0,
    )
    for other in db.session.scalars(untold.order_by(Enrolment.queue_number.desc())):
        take_back(other)
        if not other.written_by:
            ENROLMENT.move(actor, other, EnrolmentState.WAITLISTED, reason=MISTAKE)
            other.offered_at = None
            db.session.flush()
            return True
    return False


def _is_enrolled_again(enrolment: Enrolment) -> bool:
    """Nobody is in a series twice."""
    same = Enrolment.workshop_id == enrolment.workshop_id, Enrolment.state.not_in(OVER)
    whose = (
        Enrolment.participant_id == enrolment.participant_id
        if enrolment.participant_id
        else Enrolment.inventory_id == enrolment.inventory_id
    )
    return bool(db.session.scalar(select(func.count()).select_from(Enrolment).where(whose, *same)))
