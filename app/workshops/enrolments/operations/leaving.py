"""Leaving a series: by the person with their code, by staff with a reason, or because the series ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.core.signals import Signal
from app.workshops.enrolments import reasons, seats
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.waiting import end, take_back
from app.workshops.enrolments.seats import OVER
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.models.series import Workshop, WorkshopState

IN_LINE = (EnrolmentState.REQUESTED, EnrolmentState.WAITLISTED, EnrolmentState.OFFERED)
SERIES_CANCELLED = "series_cancelled"
RATHER_NOT = "by_person"
"""The reason of whoever says none."""


@dataclass(frozen=True, slots=True)
class SeatsLost:
    """A series was cancelled, and with it these enrolments."""

    actor: Actor
    workshop: Workshop
    enrolments: Sequence[Enrolment]


seats_lost: Signal[SeatsLost] = Signal()


def cancel(actor: Actor, *, enrolment: Enrolment, reason: str, note: str = "") -> None:
    """Staff end an enrolment; who had begun the series has dropped out. The seat goes to the line."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    demand_reason(reason, reasons.offered("person", "office"))
    seats.lock_of(enrolment)
    begun = enrolment.workshop.state == WorkshopState.RUNNING and enrolment.state == EnrolmentState.CONFIRMED
    after = EnrolmentState.DROPPED if begun else EnrolmentState.CANCELLED
    end(actor, enrolment, reason, after=after, note=note)


def cancel_by_person(actor: Actor, *, enrolment: Enrolment, reason: str = RATHER_NOT) -> None:
    """The person leaves, with the code by which the caller found the enrolment; again changes nothing."""
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    demand_reason(reason, {RATHER_NOT, *reasons.offered("person")})
    seats.lock_of(enrolment)
    if enrolment.state not in OVER:
        end(actor, enrolment, reason)


def cancel_all(actor: Actor, *, workshop: Workshop) -> None:
    """End every open enrolment of a series that was cancelled."""
    lost = _end_those(actor, workshop, (EnrolmentState.CONFIRMED, *IN_LINE), SERIES_CANCELLED)
    seats_lost.send(SeatsLost(actor, workshop, lost))


def close_line(actor: Actor, *, workshop: Workshop) -> None:
    """End what did not come to a seat in a series that has ended."""
    _end_those(actor, workshop, IN_LINE, "series_ended")


def _end_those(actor: Actor, workshop: Workshop, states: Sequence[str], reason: str) -> Sequence[Enrolment]:
    seats.lock(workshop)
    theirs = select(Enrolment).where(Enrolment.workshop_id == workshop.id, Enrolment.state.in_(states))
    ended = db.session.scalars(theirs.order_by(Enrolment.queue_number)).all()
    for each in ended:
        take_back(each)
        ENROLMENT.move(actor, each, EnrolmentState.CANCELLED, reason=reason)
    return ended
