"""The page behind the QR code of a slip: who this is, and today's session; staff confirm by one tap."""

from datetime import timedelta

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock, i18n
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import find_participant
from app.workshops import marks
from app.workshops.forms.attendance import TableForm
from app.workshops.models import AttendanceState, Enrolment, Session
from app.workshops.queries import attendance as reads
from app.workshops.services.attendance import Change, Mark, mark_of, note_attendance
from app.workshops.slips import find_by_slip
from app.workshops.views.blueprint import bp

GRACE = timedelta(minutes=5)
"""So long after the beginning nobody is late."""


@bp.get("/attendance/slips/<slip_token>")
@requires(Permission.ATTENDANCE_WRITE)
def slip(slip_token: str) -> Response:
    enrolment, person = _opened(slip_token)
    sessions = reads.sessions_today(enrolment.workshop_id)
    noted = reads.marks_in([each.id for each in sessions])
    spoken = i18n.current().code
    return respond(
        "workshops/slip.html",
        slip_token=slip_token,
        enrolment=enrolment,
        workshop=enrolment.workshop,
        person=person,
        sessions=sessions,
        noted={each.id: noted.get((each.id, enrolment.id)) for each in sessions},
        late={each.id: _minutes_late(each) for each in sessions},
        next_session=None if sessions else reads.next_session(enrolment.workshop_id),
        state_names={each.key: each.name(spoken) for each in marks.states()},
    )


@bp.post("/attendance/slips/<slip_token>")
@requires(Permission.ATTENDANCE_WRITE)
def confirm_slip(slip_token: str) -> Response:
    """Note the person as present, or as late by the minutes since the beginning. Twice is once."""
    enrolment, _person = _opened(slip_token)
    session = _session_of(enrolment)
    if not TableForm().validate():
        raise NotFound
    stored = mark_of(reads.marks_in([session.id]).get((session.id, enrolment.id)))
    is_late = request.form.get("state") == AttendanceState.LATE
    there = session.minutes - (_minutes_late(session) if is_late else 0)
    state = AttendanceState.LATE if is_late else AttendanceState.PRESENT
    if stored.state == state:
        return see_other("workshops.slip", slip_token=slip_token)
    change = Change(session.id, enrolment.id, was=stored, now=Mark(state.value, there))
    note_attendance(g.actor, workshop=enrolment.workshop, changes=[change], how="slip")
    flash(_("Noted."), "good")
    return see_other("workshops.slip", slip_token=slip_token)


def _opened(token: str) -> tuple[Enrolment, Participant | None]:
    enrolment = find_by_slip(g.actor, token)
    if enrolment is None:
        raise NotFound
    person = find_participant(g.actor, enrolment.participant_id) if enrolment.participant_id else None
    if enrolment.participant_id and person is None:
        raise NotFound
    if enrolment.state not in reads.ATTENDS:
        raise NotFound
    return enrolment, person


def _session_of(enrolment: Enrolment) -> Session:
    wanted = request.form.get("session_id", "")
    for session in reads.sessions_today(enrolment.workshop_id):
        if wanted == str(session.id):
            return session
    raise NotFound


def _minutes_late(session: Session) -> int:
    """Whole minutes since the beginning, none within the grace; never the whole session."""
    late = clock.now() - session.starts_at
    return 0 if late <= GRACE else min(int(late.total_seconds() // 60), session.minutes - 1)
