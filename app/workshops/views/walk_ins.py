"""Adding somebody who came without having enrolled, from the table of a session."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import NotFound
from app.core.forms import TapForm
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import services as people
from app.people.models import Participant
from app.people.queries import get_participant, search
from app.workshops import queries
from app.workshops.forms.walk_ins import KnownForm, NewcomerForm
from app.workshops.models import EnrolmentState, Session
from app.workshops.seats import room_in
from app.workshops.services.attendance import NotedMeanwhile
from app.workshops.services.enrolments import ClosedForEnrolment
from app.workshops.services.headcounts import count_guest
from app.workshops.services.walk_ins import add_walk_in
from app.workshops.views.blueprint import bp


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/walk-ins/new")
@requires(Permission.ATTENDANCE_WRITE)
def walk_in(workshop_session_id: UUID) -> Response:
    return _page(queries.get_session(g.actor, workshop_session_id), _newcomer())


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/walk-ins")
@requires(Permission.ATTENDANCE_WRITE)
def add_known(workshop_session_id: UUID) -> Response:
    """Somebody the programme knows, chosen from the list."""
    session = queries.get_session(g.actor, workshop_session_id)
    try:
        person = get_participant(g.actor, UUID(request.form.get("participant_id", "")))
    except ValueError:
        raise NotFound from None
    if not TapForm().validate():
        return _page(session, _newcomer(), status=422)
    return _add(session, person)


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/newcomers")
@requires(Permission.ATTENDANCE_WRITE)
def add_newcomer(workshop_session_id: UUID) -> Response:
    """Somebody new, with a name to be called by."""
    session = queries.get_session(g.actor, workshop_session_id)
    form = NewcomerForm()
    form.offer()
    if not form.validate():
        return _page(session, form, status=422)
    person = people.create_participant(
        g.actor,
        participant_id=form.new_id,
        municipality_id=session.municipality_id,
        name=form.name.data,
        language=form.language.data,
    )
    return _add(session, person)


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/guests")
@requires(Permission.ATTENDANCE_WRITE)
def add_guest(workshop_session_id: UUID) -> Response:
    """Somebody who was let in although there is no seat: counted without a name."""
    session = queries.get_session(g.actor, workshop_session_id)
    guests = count_guest(g.actor, session=session)
    flash(_("Counted without a name. Guests at this session: %(guests)s.", guests=guests), "good")
    return see_other("workshops.attendance", workshop_session_id=session.id)


def _add(session: Session, person: Participant) -> Response:
    there = see_other("workshops.attendance", workshop_session_id=session.id)
    try:
        enrolment = add_walk_in(g.actor, session=session, participant=person)
    except ClosedForEnrolment:
        flash(_("The series takes nobody any more. The person is registered all the same."), "warning")
        return there
    except NotedMeanwhile:  # enrolled and noted before: nothing to add
        flash(_("%(name)s is in the table already.", name=person.name), "info")
        return there
    if enrolment.state in {EnrolmentState.CONFIRMED, EnrolmentState.COMPLETED}:
        flash(_("%(name)s was added.", name=person.name), "good")
    else:
        flash(_("The series is full: %(name)s stands in the line for a place.", name=person.name), "warning")
    return there


def _newcomer() -> NewcomerForm:
    form = NewcomerForm(formdata=None, data={"name": request.args.get("q", ""), "language": "pt"})
    form.offer()
    return form


def _page(session: Session, form: NewcomerForm, *, status: int = 200) -> Response:
    known = KnownForm(request.args)
    text = known.q.data if known.validate() else ""
    return respond(
        "workshops/walk_in.html",
        status=status,
        session=session,
        workshop=session.workshop,
        is_full=not room_in(session.workshop).has_seat,
        has_come=session.on <= clock.today(session.zone),
        known_form=known,
        form=form,
        text=text,
        found=search(g.actor, text) if text else [],
    )
