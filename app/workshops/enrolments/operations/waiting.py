"""The fair waiting line: a seat that becomes free is offered to the next person, and kept for them.

The time to answer is counted from when somebody noted that the person was really reached. When it is over
nothing happens by itself: the offer stands on the office's page until a person extends it or passes it on.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.core import clock, jobs
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.records import record
from app.core.signals import Signal
from app.workshops.enrolments import seats
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.models.series import Workshop


@dataclass(frozen=True, slots=True)
class SeatOffered:
    """A seat became free and is kept for the person of this enrolment."""

    enrolment: Enrolment


seat_offered: Signal[SeatOffered] = Signal()


class NotOffered(Conflict):
    """There is no offer to this person any more, or not yet."""


class NobodyWaits(Conflict):
    """Nobody else waits for the seat: it is kept for this person."""


class StillTimeToAnswer(Conflict):
    """Nobody has tried to reach the person yet, or their time to answer is not over."""


def offer_free_seats(actor: Actor, *, workshop: Workshop) -> int:
    """Offer every free seat to the line, such as after the capacity grew; returns how many."""
    actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    seats.lock(workshop)
    return fill(actor, workshop)


def fill(actor: Actor, workshop: Workshop, *, passed_on: Enrolment | None = None) -> int:
    """Offer the free seats of a series that is locked; an ended or cancelled one offers none."""
    if not workshop.takes_enrolments:
        return 0
    offered, free = 0, seats.room_in(workshop).free
    while free is None or offered < free:
        following = seats.first_waiting(workshop, but=passed_on.id if passed_on else None)
        if following is None:
            break
        ENROLMENT.move(actor, following, EnrolmentState.OFFERED)
        following.offered_at, following.reached_at, following.answer_until = clock.now(), None, None
        following.tries, following.tried_at = 0, None
        following.written_by, following.written_job = "", None
        db.session.flush()
        seat_offered.send(SeatOffered(following))
        offered += 1
    return offered


def offer_in_the_night(actor: Actor) -> None:
    """Offer the line what was left free, such as by a merge, which had a day to be undone (nightly)."""
    waiting = select(Enrolment.workshop_id).where(Enrolment.state == EnrolmentState.WAITLISTED)
    for workshop in db.session.scalars(
        select(Workshop).where(Workshop.id.in_(waiting)).order_by(Workshop.id)
    ).all():
        seats.lock(workshop)
        fill(actor, workshop)


def take_back(enrolment: Enrolment) -> None:
    """The message about an offer that is over, or that may not be written of, does not leave any more."""
    if enrolment.written_job and jobs.withdraw([enrolment.written_job]):
        enrolment.written_by, enrolment.written_job = "", None


def end(
    actor: Actor,
    enrolment: Enrolment,
    reason: str,
    *,
    after: EnrolmentState = EnrolmentState.CANCELLED,
    note: str = "",
) -> None:
    """End an enrolment whose series is locked, and offer what it frees."""
    take_back(enrolment)
    ENROLMENT.move(actor, enrolment, after, reason=reason, note=note)
    db.session.flush()
    fill(actor, enrolment.workshop)


def note_reached(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person knows of the offer: from now on the hours count. Noting it again changes nothing."""
    _lock_offer(actor, enrolment, Permission.ENROLMENT_REQUEST)
    if enrolment.reached_at is None:
        enrolment.reached_at = clock.now()
        enrolment.answer_until = enrolment.reached_at + timedelta(hours=enrolment.workshop.answer_hours)
        record(actor, "reached", enrolment)


def note_try(actor: Actor, *, enrolment: Enrolment) -> None:
    """Somebody tried, and the person could not be reached yet: the seat stays kept."""
    _lock_offer(actor, enrolment)
    enrolment.tries += 1
    enrolment.tried_at = clock.now()
    record(actor, "not_reached", enrolment)


def accept(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person takes the seat, after the time to answer as well. Accepting again changes nothing."""
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state == EnrolmentState.CONFIRMED:
        return
    if enrolment.state != EnrolmentState.OFFERED:
        raise NotOffered
    enrolment.reached_at = enrolment.reached_at or clock.now()
    take_back(enrolment)
    ENROLMENT.move(actor, enrolment, EnrolmentState.CONFIRMED)


def give_up(actor: Actor, *, enrolment: Enrolment) -> None:
    """The person does not want the seat: it is offered to the next. Saying so again changes nothing."""
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state == EnrolmentState.CANCELLED:
        return
    if enrolment.state != EnrolmentState.OFFERED:
        raise NotOffered
    end(actor, enrolment, "gave_up")


def extend(actor: Actor, *, enrolment: Enrolment) -> None:
    """Give the person as much time again, from now."""
    _lock_offer(actor, enrolment)
    if enrolment.reached_at is None:
        raise NotOffered
    enrolment.answer_until = clock.now() + timedelta(hours=enrolment.workshop.answer_hours)
    record(actor, "extended", enrolment)


def pass_on(actor: Actor, *, enrolment: Enrolment) -> None:
    """Offer this seat to the next person; this one goes back into the line, to where they stood.

    Raises StillTimeToAnswer before the person was tried or while their time runs, and NobodyWaits.
    """
    _lock_offer(actor, enrolment)
    if not may_pass_on(enrolment):
        raise StillTimeToAnswer
    workshop = enrolment.workshop
    if seats.first_waiting(workshop, but=enrolment.id) is None:
        raise NobodyWaits
    take_back(enrolment)
    ENROLMENT.move(actor, enrolment, EnrolmentState.WAITLISTED, reason="not_reached")
    enrolment.offered_at = enrolment.reached_at = enrolment.answer_until = None
    db.session.flush()
    fill(actor, workshop, passed_on=enrolment)


def may_pass_on(enrolment: Enrolment) -> bool:
    """Whether somebody tried in vain, or the time that the person was told of is over."""
    if enrolment.reached_at is None:
        return enrolment.state == EnrolmentState.OFFERED and enrolment.tries > 0
    return enrolment.is_unanswered(clock.now())


def _lock_offer(
    actor: Actor, enrolment: Enrolment, permission: Permission = Permission.ENROLMENT_WRITE
) -> None:
    actor.demand(permission, enrolment.municipality_id)
    seats.lock_of(enrolment)
    if enrolment.state != EnrolmentState.OFFERED:
        raise NotOffered
