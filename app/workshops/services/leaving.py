"""Giving a place up: by the person with their code, by staff with a reason, or because the series ends."""

from collections.abc import Sequence

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import DomainError
from app.core.permission import Permission
from app.core.states import move
from app.workshops import reasons, seats
from app.workshops.models import Enrolment, EnrolmentState, Workshop, WorkshopState
from app.workshops.seats import OVER
from app.workshops.services.waiting import fill
from app.workshops.states import ENROLMENT

IN_LINE = (EnrolmentState.REQUESTED, EnrolmentState.WAITLISTED, EnrolmentState.OFFERED)


class UnknownReason(DomainError):
    """A reason must be one of the catalogue, so that reasons can be counted."""

    status = 422


def cancel(actor: Actor, *, enrolment: Enrolment, reason: str, note: str = "") -> None:
    """Staff end an enrolment; who had begun the series has dropped out. The seat goes to the line."""
    actor.demand(Permission.ENROLMENT_WRITE, enrolment.municipality_id)
    if reason not in {each.key for each in reasons.offered("person", "office")}:
        raise UnknownReason
    seats.lock_of(enrolment)
    begun = enrolment.workshop.state == WorkshopState.RUNNING and enrolment.state == EnrolmentState.CONFIRMED
    end(actor, enrolment, reason, note, after=EnrolmentState.DROPPED if begun else EnrolmentState.CANCELLED)


def cancel_by_person(actor: Actor, *, enrolment: Enrolment, reason: str = "by_person") -> None:
    """The person gives the place up, with their code; twice is once. The caller found it by that code."""
    actor.demand(Permission.ENROLMENT_REQUEST, enrolment.municipality_id)
    if reason not in {"by_person", *(each.key for each in reasons.offered("person"))}:
        raise UnknownReason
    seats.lock_of(enrolment)
    if enrolment.state not in OVER:
        end(actor, enrolment, reason)


def cancel_all(actor: Actor, *, workshop: Workshop) -> None:
    """End every open enrolment of a series that was cancelled."""
    _end_those(actor, workshop, (EnrolmentState.CONFIRMED, *IN_LINE), "series_cancelled")


def close_line(actor: Actor, *, workshop: Workshop) -> None:
    """End what did not come to a place in a series that has ended."""
    _end_those(actor, workshop, IN_LINE, "series_ended")


def _end_those(actor: Actor, workshop: Workshop, states: Sequence[str], reason: str) -> None:
    seats.lock(workshop)
    theirs = select(Enrolment).where(Enrolment.workshop_id == workshop.id, Enrolment.state.in_(states))
    for each in db.session.scalars(theirs.order_by(Enrolment.queue_number)).all():
        move(actor, each, ENROLMENT, EnrolmentState.CANCELLED.value, reason=reason)


def end(
    actor: Actor,
    enrolment: Enrolment,
    reason: str,
    note: str = "",
    *,
    after: EnrolmentState = EnrolmentState.CANCELLED,
) -> None:
    """End an enrolment whose series is locked, and offer what it frees."""
    move(actor, enrolment, ENROLMENT, after.value, reason=reason, note=note)
    db.session.flush()
    fill(actor, enrolment.workshop)
