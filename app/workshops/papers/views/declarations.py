"""Declarations of presence: shown, and issued by one more tap."""

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import get_known, get_participant
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.queries import attendance as reads
from app.workshops.blueprint import bp
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.forms import VisitForm
from app.workshops.papers.operations.papers import Visit, declare_presence, declare_visit
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

USUAL = timedelta(minutes=30)
"""How long a visit is proposed to have been."""
STEP = 5
"""Minutes to which it is rounded."""


@bp.route(
    "/workshops/sessions/<uuid:workshop_session_id>/declarations/<uuid:enrolment_id>",
    methods=["GET", "POST"],
)
@requires(Permission.ATTENDANCE_WRITE)
def declare(workshop_session_id: UUID, enrolment_id: UUID) -> Response:
    """What the declaration will say; one button issues it."""
    session, enrolment, person, mark = _there(workshop_session_id, enrolment_id)
    form = Form()
    if form.validate_on_submit():
        issued = declare_presence(
            g.actor, certificate_id=form.new_id, enrolment=enrolment, session=session, participant=person
        )
        return see_other("workshops.certificate_pdf", certificate_id=issued.id)
    return respond(
        "workshops/papers/declaration.html",
        status=form.status,
        session=session,
        workshop=session.workshop,
        enrolment=enrolment,
        person=person,
        attendance=mark,
        form=form,
    )


@bp.route("/participants/<uuid:participant_id>/declarations/new", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_WRITE)
def declare_for_visit(participant_id: UUID) -> Response:
    """A visit that ends about now, ready to be issued as it stands; just past midnight, that of yesterday."""
    person = get_participant(g.actor, participant_id)
    now = clock.now().astimezone(ZoneInfo(get_zone(person.municipality_id)))
    ends = now.replace(minute=now.minute - now.minute % STEP, second=0, microsecond=0)
    if ends.hour == ends.minute == 0:
        ends -= timedelta(minutes=STEP)
    starts = ends - USUAL if (ends - USUAL).date() == ends.date() else ends.replace(hour=0, minute=0)
    form = VisitForm(data={"on": ends.date(), "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"})
    if form.validate_on_submit() and (visit := _visit(form, now.date())):
        issued = declare_visit(g.actor, certificate_id=form.new_id, participant=person, visit=visit)
        return see_other("workshops.certificate_pdf", certificate_id=issued.id)
    return respond("workshops/papers/visit_declaration.html", status=form.status, person=person, form=form)


def _visit(form: VisitForm, today: date) -> Visit | None:
    """The visit that was typed; None with the reason at the field."""
    assert form.on.data is not None  # required
    visit = Visit(on=form.on.data, starts=form.starts.at, ends=form.ends.at, title=form.title.data)
    if visit.minutes <= 0:
        form.ends.errors = [_("Please write an hour after the beginning.")]
        return None
    if visit.on > today:
        form.on.errors = [_("This day is still to come.")]
        return None
    return visit


def _there(
    workshop_session_id: UUID, enrolment_id: UUID
) -> tuple[Session, Enrolment, Participant, Attendance]:
    """Somebody with a name who was in the session; NotFound for anybody else."""
    session = get_session(g.actor, workshop_session_id)
    mark = reads.marks_in([session.id], of=[enrolment_id]).get((session.id, enrolment_id))
    row = next(
        (
            each
            for each in reads.list_attenders(g.actor, session.workshop)
            if each.enrolment.id == enrolment_id
        ),
        None,
    )
    if row is None or row.participant is None or mark is None or mark.state not in ATTENDING:
        raise NotFound
    return session, row.enrolment, get_known(g.actor, row.participant.id), mark
