"""The page behind the QR code of a slip: who this is, and today's session; staff confirm by one tap.

A telephone's own camera opens it; so does the page that reads slips one after another.
"""

from datetime import timedelta

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import NotFound, existing
from app.core.headers import Power, allows
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import get_known
from app.workshops.attendance import marks
from app.workshops.attendance.forms.slips import SlipForm
from app.workshops.attendance.models import AttendanceState
from app.workshops.attendance.operations.attendance import Change, Mark, mark_of, note_attendance
from app.workshops.attendance.queries import attendance as reads
from app.workshops.blueprint import bp
from app.workshops.enrolments.codes import is_over
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.slips import find_by_slip
from app.workshops.planning.models.session import Session

GRACE = timedelta(minutes=5)
"""So long after the beginning nobody is late."""


@bp.route("/attendance/slips", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_WRITE)
@allows(Power.CAMERA)
def read_slip() -> Response:
    """What was read of a slip leads to the page behind it."""
    form = SlipForm()
    if form.validate_on_submit():
        if find_by_slip(g.actor, form.token):
            return see_other("workshops.slip", slip_token=form.token)
        form.refuse()
    return respond("workshops/attendance/read_slip.html", status=form.status, form=form)


@bp.get("/attendance/slips/<slip_token>")
@requires(Permission.ATTENDANCE_WRITE)
def slip(slip_token: str) -> Response:
    enrolment, person = _whose(slip_token)
    if is_over(enrolment.workshop):
        return respond("workshops/attendance/slip_over.html", status=410, workshop=enrolment.workshop)
    _demand_place(enrolment)
    sessions = reads.sessions_today(enrolment.workshop_id)
    noted = reads.marks_in([each.id for each in sessions], of=[enrolment.id])
    return respond(
        "workshops/attendance/slip.html",
        slip_token=slip_token,
        enrolment=enrolment,
        workshop=enrolment.workshop,
        person=person,
        sessions=sessions,
        noted={each.id: noted.get((each.id, enrolment.id)) for each in sessions},
        late={each.id: _minutes_late(each) for each in sessions},
        next_session=None if sessions else reads.next_session(enrolment.workshop_id),
        state_names=marks.states(),
    )


@bp.post("/attendance/slips/<slip_token>")
@requires(Permission.ATTENDANCE_WRITE)
def confirm_slip(slip_token: str) -> Response:
    """Note the person as present, or as late by the minutes since the beginning; again changes nothing."""
    enrolment, _person = _whose(slip_token)
    _demand_place(enrolment)
    session = _session_of(enrolment)
    noted = reads.marks_in([session.id], of=[enrolment.id])
    stored = mark_of(noted.get((session.id, enrolment.id)))
    is_late = request.form.get("state") == AttendanceState.LATE
    there = session.minutes - (_minutes_late(session) if is_late else 0)
    state = AttendanceState.LATE if is_late else AttendanceState.PRESENT
    if stored.state != state:
        change = Change(session.id, enrolment.id, was=stored, now=Mark(state.value, there))
        note_attendance(g.actor, workshop=enrolment.workshop, changes=[change], how="slip")
        flash(_("Noted."), "good")
    return see_other("workshops.slip", slip_token=slip_token)


def _whose(token: str) -> tuple[Enrolment, Participant | None]:
    enrolment = existing(find_by_slip(g.actor, token))
    if enrolment.participant_id is None:
        return enrolment, None
    return enrolment, get_known(g.actor, enrolment.participant_id)


def _demand_place(enrolment: Enrolment) -> None:
    if enrolment.state not in reads.ATTENDS or is_over(enrolment.workshop):
        raise NotFound


def _session_of(enrolment: Enrolment) -> Session:
    wanted, today = sent_id("session_id"), reads.sessions_today(enrolment.workshop_id)
    return existing(next((each for each in today if each.id == wanted), None))


def _minutes_late(session: Session) -> int:
    """Whole minutes since the beginning, none within the grace; never the whole session."""
    late = clock.now() - session.starts_at
    return 0 if late <= GRACE else min(int(late.total_seconds() // 60), session.minutes - 1)
