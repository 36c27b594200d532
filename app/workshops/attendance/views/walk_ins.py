"""Adding somebody who came without having enrolled, from the table of a session."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.people.models import Participant
from app.people.operations.records import create_participant
from app.people.queries import Candidate, find_candidates, get_known, search
from app.people.wording import CANDIDATE_REASONS
from app.ui.listing import read_listing
from app.workshops.attendance.forms.walk_ins import KnownPeople, NewcomerForm
from app.workshops.attendance.operations.attendance import NotedMeanwhile
from app.workshops.attendance.operations.headcounts import count_guest
from app.workshops.attendance.operations.walk_ins import add_walk_in
from app.workshops.blueprint import bp
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment
from app.workshops.enrolments.seats import room_in
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/walk-ins/new")
@requires(Permission.ATTENDANCE_WRITE)
def walk_in(workshop_session_id: UUID) -> Response:
    start = {"name": request.args.get("q", ""), "language": "pt"}
    return _page(get_session(g.actor, workshop_session_id), NewcomerForm(data=start))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/walk-ins")
@requires(Permission.ATTENDANCE_WRITE)
def add_known(workshop_session_id: UUID) -> Response:
    """Somebody the programme knows, chosen from the list."""
    session = get_session(g.actor, workshop_session_id)
    return _add(session, get_known(g.actor, sent_id("participant_id")))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/newcomers")
@requires(Permission.ATTENDANCE_WRITE)
def add_newcomer(workshop_session_id: UUID) -> Response:
    """Somebody new, with a name to be called by, once it was seen who it could be."""
    session = get_session(g.actor, workshop_session_id)
    form = NewcomerForm()
    if not form.validate():
        return _page(session, form)
    if request.form.get("decision") != "new":
        where = session.municipality_id
        if alike := find_candidates(g.actor, name=form.name.data, municipality_id=where):
            return _page(session, form, alike)
    person = create_participant(
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
    session = get_session(g.actor, workshop_session_id)
    guests = count_guest(g.actor, session=session)
    flash(_("Counted without a name. Guests at this session: %(guests)s.", guests=guests), "good")
    return see_other("workshops.note_session", workshop_session_id=session.id)


def _add(session: Session, person: Participant) -> Response:
    try:
        enrolment = add_walk_in(g.actor, session=session, participant=person)
    except ClosedForEnrolment:
        flash(_("The series takes nobody any more. The person is registered all the same."), "warning")
    except NotedMeanwhile:  # enrolled and noted before: nothing to add
        flash(_("%(name)s is in the table already.", name=person.name), "info")
    else:
        if enrolment.state in {EnrolmentState.CONFIRMED, EnrolmentState.COMPLETED}:
            flash(_("%(name)s was added.", name=person.name), "good")
        else:
            flash(
                _("The series is full: %(name)s stands in the line for a place.", name=person.name), "warning"
            )
    return see_other("workshops.note_session", workshop_session_id=session.id)


def _page(session: Session, form: NewcomerForm, alike: Sequence[Candidate] = ()) -> Response:
    listing = read_listing(KnownPeople(request.args))
    text = listing["q"]
    return respond(
        "workshops/attendance/walk_in.html",
        status=max(form.status, listing.status),
        session=session,
        workshop=session.workshop,
        is_full=not room_in(session.workshop).has_seat,
        has_come=session.on <= clock.today(session.zone),
        known_form=listing.form,
        form=form,
        alike=alike,
        reasons=CANDIDATE_REASONS,
        text=text,
        found=search(g.actor, text) if text else [],
    )
