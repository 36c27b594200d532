"""Somebody comes to a session without having enrolled."""

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.people.models import Participant
from app.workshops.attendance.models import AttendanceState
from app.workshops.attendance.operations.attendance import NOTHING, Change, Mark, note_attendance
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
        here = Mark(AttendanceState.PRESENT.value, session.minutes)
        change = Change(session.id, enrolment.id, was=NOTHING, now=here)
        note_attendance(actor, workshop=session.workshop, changes=[change])
    return enrolment
