"""Declarations of presence: shown, and issued by one more tap."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import get_participant
from app.workshops import queries
from app.workshops.forms.papers import IssueForm, VisitForm
from app.workshops.hours import ATTENDING
from app.workshops.models import Attendance, Enrolment, Session
from app.workshops.queries import attendance as reads
from app.workshops.services.certificates import Visit, declare_presence, declare_visit
from app.workshops.views.blueprint import bp

USUAL = timedelta(minutes=30)
"""How long a visit is proposed to have been."""


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/declarations/<uuid:enrolment_id>")
@requires(Permission.ATTENDANCE_WRITE)
def declaration(workshop_session_id: UUID, enrolment_id: UUID) -> Response:
    """What the declaration will say; one button issues it."""
    return _page(*_there(workshop_session_id, enrolment_id), IssueForm(formdata=None))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/declarations/<uuid:enrolment_id>")
@requires(Permission.ATTENDANCE_WRITE)
def declare(workshop_session_id: UUID, enrolment_id: UUID) -> Response:
    session, enrolment, person, mark = _there(workshop_session_id, enrolment_id)
    form = IssueForm()
    if not form.validate():
        return _page(session, enrolment, person, mark, form, status=422)
    issued = declare_presence(
        g.actor, certificate_id=form.new_id, enrolment=enrolment, session=session, participant=person
    )
    return see_other("workshops.certificate_pdf", certificate_id=issued.id)


@bp.get("/participants/<uuid:participant_id>/declarations/new")
@requires(Permission.ENROLMENT_WRITE)
def visit_declaration(participant_id: UUID) -> Response:
    """A visit that ends about now, ready to be issued as it stands."""
    person = get_participant(g.actor, participant_id)
    now = clock.now().astimezone(ZoneInfo(get_zone(person.municipality_id)))
    ends = now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)
    starts = ends - USUAL if (ends - USUAL).date() == ends.date() else ends.replace(hour=0, minute=0)
    data = {"on": ends.date(), "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
    return _visit_page(person, VisitForm(formdata=None, data=data))


@bp.post("/participants/<uuid:participant_id>/declarations/new")
@requires(Permission.ENROLMENT_WRITE)
def declare_for_visit(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id)
    form = VisitForm()
    visit = _visit(form, person)
    if visit is None:
        return _visit_page(person, form, status=422)
    issued = declare_visit(g.actor, certificate_id=form.new_id, participant=person, visit=visit)
    return see_other("workshops.certificate_pdf", certificate_id=issued.id)


def _visit(form: VisitForm, person: Participant) -> Visit | None:
    """The visit that was typed; None with the reason at the field."""
    if not form.validate() or form.on.data is None:
        return None
    visit = Visit(on=form.on.data, starts=form.starts.at, ends=form.ends.at, title=form.title.data)
    if visit.minutes <= 0:
        form.ends.errors = [_("Please write an hour after the beginning.")]
        return None
    if visit.on > clock.today(get_zone(person.municipality_id)):
        form.on.errors = [_("This day is still to come.")]
        return None
    return visit


def _there(
    workshop_session_id: UUID, enrolment_id: UUID
) -> tuple[Session, Enrolment, Participant, Attendance]:
    """Somebody with a name who was in the session; NotFound for anybody else."""
    session = queries.get_session(g.actor, workshop_session_id)
    mark = reads.marks_in([session.id]).get((session.id, enrolment_id))
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
    return session, row.enrolment, get_participant(g.actor, row.participant.id), mark


def _page(
    session: Session,
    enrolment: Enrolment,
    person: Participant,
    mark: Attendance,
    form: IssueForm,
    *,
    status: int = 200,
) -> Response:
    return respond(
        "workshops/declaration.html",
        status=status,
        session=session,
        workshop=session.workshop,
        enrolment=enrolment,
        person=person,
        mark=mark,
        form=form,
    )


def _visit_page(person: Participant, form: VisitForm, *, status: int = 200) -> Response:
    return respond("workshops/visit_declaration.html", status=status, person=person, form=form)
