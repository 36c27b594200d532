"""Sessions of a series: added, moved, cancelled, restored."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.queries import get_zone, list_parish_choices
from app.ui.conflict import show_both
from app.workshops.blueprint import bp
from app.workshops.planning.cancellation import to_call_list
from app.workshops.planning.dates import repeated
from app.workshops.planning.forms.series import CancelForm
from app.workshops.planning.forms.sessions import EditSessionForm, NewSessionsForm
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations import sessions as operations
from app.workshops.planning.operations.sessions import Appointment
from app.workshops.planning.preview import Preview, preview, staff_in
from app.workshops.planning.queries.places import list_places
from app.workshops.planning.queries.series import (
    get_session_to_plan,
    get_workshop_to_plan,
    list_sessions,
)


@bp.get("/workshops/<uuid:workshop_id>/sessions/new")
@bp.post("/workshops/<uuid:workshop_id>/sessions", endpoint="create_sessions")
@requires(Permission.WORKSHOP_HOST)
def new_sessions(workshop_id: UUID) -> Response:
    """One free day is kept at once; many, or a day with something in its way, are shown first."""
    workshop = get_workshop_to_plan(g.actor, workshop_id)
    form = NewSessionsForm(data={} if writes() else _as_the_last(workshop))
    where = workshop.municipality_id
    form.offer(list_places(where), list_parish_choices(where))
    shown: list[Preview] = []
    if form.validate_on_submit():
        keeps = request.form.get("decision") == "keep"
        zone = get_zone(workshop.municipality_id)
        days = repeated(form.day, form.starts.at, zone, form.repetition)
        if keeps:
            days = [day for day in days if day.isoformat() in (form.take.data or ())]
            if not days:
                form.on.errors = [_("Please tick at least one day.")]
        wanted = [form.appointment(day) for day in days]
        shown = preview(workshop.municipality_id, wanted, workshop.leader_ids)
        if days and (keeps or (len(shown) == 1 and shown[0].is_free)):
            _add(workshop, wanted, form.new_id)
            return see_other("workshops.show", workshop_id=workshop_id)
    ticked: set[str] = set(form.take.data or ())
    return respond(
        "workshops/planning/new_sessions.html",
        status=422 if writes() else 200,
        workshop=workshop,
        form=form,
        previews=shown,
        names=staff_in(shown),
        is_ticked=lambda day, is_free: day.isoformat() in ticked if ticked else is_free,
    )


def _as_the_last(workshop: Workshop) -> dict[str, object]:
    """When and where the last session was: another one is mostly alike."""
    last = next(reversed(list_sessions(g.actor, workshop)), None)
    names = ("starts", "ends", "place_id", "place_name", "parish_id")
    return {name: getattr(last, name, None) for name in names}


def _add(workshop: Workshop, wanted: list[Appointment], session_id: UUID) -> None:
    if len(wanted) == 1:
        operations.add_session(g.actor, workshop=workshop, appointment=wanted[0], session_id=session_id)
    else:
        operations.add_sessions(g.actor, workshop=workshop, appointments=wanted)
    flash(ngettext("%(num)d session was added.", "%(num)d sessions were added.", len(wanted)), "good")


@bp.route("/workshops/sessions/<uuid:workshop_session_id>/edit", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_HOST)
def edit_session(workshop_session_id: UUID) -> Response:
    """What stands in the way where the session is going is shown first."""
    session = get_session_to_plan(g.actor, workshop_session_id)
    form = _edit_form(session)
    in_the_way: list[Preview] = []
    if form.validate_on_submit():
        wanted = form.appointment()
        if request.form.get("decision") != "keep":
            in_the_way = _in_the_way(session, wanted)
        if not in_the_way:
            try:
                operations.edit_session(
                    g.actor, session=session, version=form.version.data, appointment=wanted
                )
            except StaleRecord:
                show_both(form, _edit_form(session))
            else:
                flash(_("The session was changed."), "good")
                return see_other("workshops.show", workshop_id=session.workshop_id)
    return respond(
        "workshops/planning/edit.html",
        status=422 if in_the_way else form.status,
        workshop=session.workshop,
        session=session,
        form=form,
        previews=in_the_way,
        names=staff_in(in_the_way),
    )


def _in_the_way(session: Session, wanted: Appointment) -> list[Preview]:
    """What stands in the way of a session where it is going; nothing when it stays where it is."""
    same = (session.on, session.starts, session.ends, session.place_id, session.place_name)
    if same == (wanted.on, wanted.starts, wanted.ends, wanted.place_id, wanted.place_name):
        return []
    leaders = session.workshop.leader_ids
    shown = preview(session.municipality_id, [wanted], leaders, besides=[session.id])
    return [each for each in shown if not each.is_free]


def _edit_form(session: Session) -> EditSessionForm:
    form = EditSessionForm(obj=session)
    where = session.municipality_id
    form.offer(list_places(where, kept=session.place_id), list_parish_choices(where, session.parish_id))
    return form


@bp.route("/workshops/sessions/<uuid:workshop_session_id>/cancellation", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_HOST)
def cancel_session(workshop_session_id: UUID) -> Response:
    session = get_session_to_plan(g.actor, workshop_session_id)
    form = CancelForm()
    if form.validate_on_submit():
        operations.cancel_session(g.actor, session=session, reason=form.reason.data, note=form.note.data)
        flash(_("The session was cancelled."), "good")
        return to_call_list(session.workshop_id, [session])
    return respond(
        "workshops/planning/cancel.html",
        status=form.status,
        workshop=session.workshop,
        session=session,
        form=form,
    )


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/restoration")
@requires(Permission.WORKSHOP_HOST)
def restore_session(workshop_session_id: UUID) -> Response:
    session = get_session_to_plan(g.actor, workshop_session_id)
    operations.restore_session(g.actor, session=session)
    flash(_("The session takes place after all."), "good")
    return see_other("workshops.show", workshop_id=session.workshop_id)
