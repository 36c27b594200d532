"""Sessions of a series: added, moved, cancelled, restored; heads counted."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.ui.versions import Difference, differences
from app.workshops import queries, services
from app.workshops.dates import repeated
from app.workshops.forms.series import CancelForm
from app.workshops.forms.sessions import EditSessionForm, NewSessionsForm, values_of
from app.workshops.models import Session, Workshop
from app.workshops.services import Appointment
from app.workshops.views.blueprint import bp
from app.workshops.views.preview import Preview, preview


@bp.get("/workshops/<uuid:workshop_id>/sessions/new")
@requires(Permission.WORKSHOP_WRITE)
def new_sessions(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    last = next(reversed(queries.list_sessions(g.actor, workshop)), None)
    like = {**values_of(last), "on": None, "title": ""} if last else {}
    return _new_page(workshop, _new_form(workshop, like))


@bp.post("/workshops/<uuid:workshop_id>/sessions")
@requires(Permission.WORKSHOP_WRITE)
def create_sessions(workshop_id: UUID) -> Response:
    """One free day is kept at once; many, or a day with something in its way, are shown first."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = _new_form(workshop)
    if not form.validate():
        return _new_page(workshop, form, status=422)
    zone = get_zone(workshop.municipality_id)
    days = repeated(form.day, form.starts.at, zone, form.repetition)
    if request.form.get("decision") == "keep":
        days = [day for day in days if day.isoformat() in (form.take.data or ())]
        if not days:
            form.on.errors = [_("Please tick at least one day.")]
    wanted = [form.appointment(day) for day in days]
    shown = preview(workshop.municipality_id, wanted, _leaders(workshop))
    asks = request.form.get("decision") != "keep" and (len(shown) != 1 or not shown[0].is_free)
    if asks or not days:
        return _new_page(workshop, form, status=422, shown=shown)
    if len(wanted) == 1:
        services.add_session(g.actor, workshop=workshop, appointment=wanted[0], session_id=form.new_id)
    else:
        services.add_sessions(g.actor, workshop=workshop, appointments=wanted)
    flash(ngettext("%(num)d session was added.", "%(num)d sessions were added.", len(wanted)), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/edit")
@requires(Permission.WORKSHOP_WRITE)
def edit_session_page(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    return _edit_page(session, _edit_form(session))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/edit")
@requires(Permission.WORKSHOP_WRITE)
def edit_session(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    form = _edit_form(session)
    if not form.validate():
        return _edit_page(session, form, status=422)
    wanted = form.appointment()
    if request.form.get("decision") != "keep":
        shown = _moved(session, wanted)
        if shown and not shown[0].is_free:
            return _edit_page(session, form, status=422, shown=shown)
    try:
        services.edit_session(g.actor, session=session, version=form.version.data, appointment=wanted)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _edit_page(session, form, status=409, both=differences(_edit_form(session), form))
    flash(_("The session was changed."), "good")
    return see_other("workshops.show", workshop_id=session.workshop_id)


def _moved(session: Session, wanted: Appointment) -> list[Preview]:
    """What stands in the way of a session where it is going; nothing when it stays where it is."""
    same = (session.on, session.starts, session.ends, session.place_id, session.place_name)
    if same == (wanted.on, wanted.starts, wanted.ends, wanted.place_id, wanted.place_name):
        return []
    leaders = _leaders(session.workshop)
    return preview(session.municipality_id, [wanted], leaders, besides=[session.id])


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/cancellation")
@requires(Permission.WORKSHOP_WRITE)
def cancel_session_page(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    return respond("workshops/cancel_session.html", session=session, form=CancelForm())


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/cancellation")
@requires(Permission.WORKSHOP_WRITE)
def cancel_session(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    form = CancelForm()
    if not form.validate():
        return respond("workshops/cancel_session.html", status=422, session=session, form=form)
    services.cancel_session(g.actor, session=session, reason=form.reason.data, note=form.note.data)
    flash(_("The session was cancelled. Please tell the people who had a seat."), "warning")
    return see_other("workshops.show", workshop_id=session.workshop_id)


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/restoration")
@requires(Permission.WORKSHOP_WRITE)
def restore_session(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    services.restore_session(g.actor, session=session)
    flash(_("The session takes place after all."), "good")
    return see_other("workshops.show", workshop_id=session.workshop_id)


def _leaders(workshop: Workshop) -> list[UUID]:
    return [each.staff_id for each in workshop.facilitators]


def _new_form(workshop: Workshop, data: dict[str, object] | None = None) -> NewSessionsForm:
    form = NewSessionsForm(data=data)
    form.offer(queries.list_places(workshop.municipality_id))
    return form


def _edit_form(session: Session) -> EditSessionForm:
    form = EditSessionForm(data=values_of(session))
    form.offer(queries.list_places(session.municipality_id, kept=session.place_id))
    return form


def _names(shown: Sequence[Preview]) -> dict[UUID, str]:
    return staff_names(clash.staff_id for each in shown for clash in each.clashes)


def _new_page(
    workshop: Workshop, form: NewSessionsForm, *, status: int = 200, shown: Sequence[Preview] = ()
) -> Response:
    ticked: set[str] = set(form.take.data or ())
    return respond(
        "workshops/new_sessions.html",
        status=status,
        workshop=workshop,
        form=form,
        previews=shown,
        names=_names(shown),
        is_ticked=lambda day, is_free: _is_ticked(ticked, day, is_free=is_free),
    )


def _is_ticked(ticked: set[str], day: date, *, is_free: bool) -> bool:
    return day.isoformat() in ticked if ticked else is_free


def _edit_page(
    session: Session,
    form: EditSessionForm,
    *,
    status: int = 200,
    shown: Sequence[Preview] = (),
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond(
        "workshops/edit_session.html",
        status=status,
        session=session,
        form=form,
        previews=shown,
        names=_names(shown),
        both=both,
    )
