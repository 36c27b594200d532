"""Somebody comes to a session without having enrolled, or registers there."""

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.core.permission import Permission
from app.people.models import Participant
from app.workshops.attendance.models import AttendanceState
from app.workshops.attendance.operations.attendance import (
    NOTHING,
    Change,
    Mark,
    note_attendance,
    write_attendance,
)
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.enrolments.operations.enrolments import Wishes, confirm_request, enrol
from app.workshops.planning.models.session import Session


def add_walk_in(actor: Actor, *, session: Session, participant: Participant) -> Enrolment:
    """Enrol a person and, where there was a seat and the session has come, note that they are here.

    The same person again is the same enrolment. Raises ClosedForEnrolment. Without a free seat they stand in
    the line: the answer's state says so.
    """
    enrolment = enrol(
        actor,
        enrolment_id=new_id(),
        workshop=session.workshop,
        whose=participant,
        origin="desk",
        wishes=Wishes(participant.language),
    )
    if enrolment.state == EnrolmentState.REQUESTED:
        confirm_request(actor, enrolment=enrolment)
    if enrolment.state == EnrolmentState.CONFIRMED and session.on <= clock.today(session.zone):
        change = Change(session.id, enrolment.id, was=NOTHING, now=_here(session))
        note_attendance(actor, workshop=session.workshop, changes=[change])
    return enrolment


def note_registered(actor: Actor, *, session: Session, enrolment: Enrolment) -> None:
    """Somebody was registered at a session, so they were there: also who only waits for a place in it.

    Nothing of a session that is still to come, or was called off, and nothing where something is noted.
    """
    actor.demand(Permission.OUTREACH_REGISTER, session.municipality_id)
    if session.is_cancelled or session.on > clock.today(session.zone):
        return
    change = Change(session.id, enrolment.id, was=NOTHING, now=_here(session))
    write_attendance(actor, workshop=session.workshop, changes=[change], how="outreach")


def take_registered_back(actor: Actor, *, session: Session, enrolment: Enrolment) -> None:
    """They were not registered there after all, and nothing is known of whether they came."""
    actor.demand(Permission.OUTREACH_REGISTER, session.municipality_id)
    change = Change(session.id, enrolment.id, was=_here(session), now=NOTHING)
    write_attendance(actor, workshop=session.workshop, changes=[change], how="outreach")


def _here(session: Session) -> Mark:
    return Mark(AttendanceState.PRESENT.value, session.minutes)
