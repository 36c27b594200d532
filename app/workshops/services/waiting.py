"""The fair waiting line: a place that becomes free is offered to the next person, and kept for them.

The time to answer is counted from when somebody noted that the person was really reached. When it is over
nothing happens by itself: the offer stands on the office's page until a person extends it or passes it on.
"""

from datetime import datetime, timedelta

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.states import move
from app.workshops import seats
from app.workshops.models import Enrolment, EnrolmentState, Workshop
from app.workshops.states import ENROLMENT


class NotOffered(Conflict):
    """There is no offer to this person any more, or not yet; `state` is what the enrolment is now."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


class NobodyWaits(Conflict):
    """Nobody else waits for the place: it is kept for this person."""


class StillTimeToAnswer(Conflict):
    """The person was not tried yet, or was told that there is time `until` (None: was never tried)."""

    def __init__(self, until: datetime | None) -> None:
        self.until = until
        super().__init__(until)


def offer_free_places(actor: Actor, *, workshop: Workshop) -> int:
    """Offer every free place to the line, such as after the capacity grew; returns how many."""
    actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    seats.lock(workshop)
    return fill(actor, workshop)


def fill(actor: Actor, workshop: Workshop, *, passed_on: Enrolment | None = None) -> int:
    """Offer the free places of a series that is locked; an ended or cancelled one offers none."""
    if not workshop.takes_enrolments:
        return 0
    offered, free = 0, seats.count_free(workshop)
    while free is None or offered < free:
        following = seats.first_waiting(workshop, but=passed_on.id if passed_on else None)
        if following is None:
            break
        move(actor, following, ENROLMENT, EnrolmentState.OFFERED.value)
        following.offered_at, following.reached_at, following.answer_until = clock.now(), None, None
        following.tries, following.tried_at = 0, None
        db.session.flush()
        offered += 1
    return offered


def note_reached(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person knows of the place: from now on the hours count. Noting it again changes nothing."""
    _lock_offer(actor, enrolment)
    if enrolment.reached_at is None:
        enrolment.reached_at = clock.now()
        enrolment.answer_until = enrolment.reached_at + timedelta(hours=enrolment.workshop.answer_hours)
        _record(actor, "enrolment.reached", enrolment)


def note_try(actor: Actor, *, enrolment: Enrolment) -> None:
    """Somebody tried, and the person could not be reached yet: the place stays kept."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    _lock_offer(actor, enrolment)
    enrolment.tries += 1
    enrolment.tried_at = clock.now()
    _record(actor, "enrolment.not_reached", enrolment)


def accept(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person takes the place; an answer is welcome after its time as well. Twice is once."""
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state == EnrolmentState.CONFIRMED:
        return
    if enrolment.state != EnrolmentState.OFFERED:
        raise NotOffered(enrolment.state)
    enrolment.reached_at = enrolment.reached_at or clock.now()
    move(actor, enrolment, ENROLMENT, EnrolmentState.CONFIRMED.value)


def give_up(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person does not want the place: it is offered to the next. Twice is once."""
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state == EnrolmentState.CANCELLED:
        return
    if enrolment.state != EnrolmentState.OFFERED:
        raise NotOffered(enrolment.state)
    move(actor, enrolment, ENROLMENT, EnrolmentState.CANCELLED.value, reason="gave_up")
    db.session.flush()
    fill(actor, enrolment.workshop)


def extend(actor: Actor, *, enrolment: Enrolment) -> None:
    """Give the person as much time again, from now."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    _lock_offer(actor, enrolment)
    if enrolment.reached_at is None:
        raise NotOffered(enrolment.state)
    enrolment.answer_until = clock.now() + timedelta(hours=enrolment.workshop.answer_hours)
    _record(actor, "enrolment.extended", enrolment)


def pass_on(actor: Actor, *, enrolment: Enrolment) -> None:
    """Offer this place to the next person; this one goes back into the line, to the place they had.

    Raises StillTimeToAnswer before the person was tried or while their time runs, and NobodyWaits.
    """
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    _lock_offer(actor, enrolment)
    if not may_pass_on(enrolment):
        raise StillTimeToAnswer(enrolment.answer_until)
    workshop = enrolment.workshop
    if seats.first_waiting(workshop, but=enrolment.id) is None:
        raise NobodyWaits
    move(actor, enrolment, ENROLMENT, EnrolmentState.WAITLISTED.value, reason="not_reached")
    enrolment.offered_at = enrolment.reached_at = enrolment.answer_until = None
    db.session.flush()
    fill(actor, workshop, passed_on=enrolment)


def may_pass_on(enrolment: Enrolment) -> bool:
    """Whether somebody tried in vain, or the time that the person was told of is over."""
    if enrolment.reached_at is None:
        return enrolment.state == EnrolmentState.OFFERED and enrolment.tries > 0
    return enrolment.is_unanswered(clock.now())


def _lock_offer(actor: Actor, enrolment: Enrolment) -> None:
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state != EnrolmentState.OFFERED:
        raise NotOffered(enrolment.state)


def _record(actor: Actor, action: str, enrolment: Enrolment) -> None:
    audit.record(actor, action, "enrolment", enrolment.id, municipality_id=enrolment.municipality_id)
