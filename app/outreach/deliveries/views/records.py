"""One record that arrived: why it needs somebody, what it says, and what can be done about it."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import records
from app.core.access import requires
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.core.unit_of_work import afterwards, writes
from app.outreach.blueprint import bp
from app.outreach.deliveries import queries, reasons
from app.outreach.deliveries.content import Said
from app.outreach.deliveries.forms import DismissalForm, SessionForm
from app.outreach.deliveries.mending import form_of, mended, not_offered
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.deliveries.operations import deciding
from app.outreach.deliveries.operations.deciding import Decided, NothingLeft
from app.outreach.deliveries.operations.opening import find_session, said_in
from app.outreach.deliveries.states import RECORD
from app.outreach.registrations.choices import Choices
from app.outreach.registrations.forms import SLIP_TAKEN, RegistrationForm
from app.outreach.registrations.operations import SlipTaken
from app.people.models import Participant
from app.workshops.papers.codes import initials
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

REGISTER = Permission.OUTREACH_REGISTER
HERE = "/records/<uuid:record_id>"


@bp.route(HERE, methods=["GET", "POST"])
@requires(REGISTER)
def record(record_id: UUID) -> Response:
    """What it says is drawn in the form in which it was asked; sent, with what was mended, it registers."""
    found = queries.get_record(g.actor, record_id, to_change=writes())
    said, session = said_in(found), find_session(found)
    if found.state != RecordState.ATTENTION or said is None or session is None:
        return _decided(found) if writes() else _page(found)
    if not writes():
        afterwards(partial(records.record, g.actor, "read", found))
        form, offered = form_of(found, said, session)
        form.validate()  # what is to be mended is marked
        return _page(found, said, form, offered, status=200)
    said = mended(said, request.form, session, found)
    form, offered = form_of(found, said, session)
    if form.validate() and _registers(found, said, session, form):
        return see_other("outreach.record", record_id=found.id)
    return _page(found, said, form, offered, status=form.status)


@bp.post(f"{HERE}/session")
@requires(REGISTER)
def give_record_to_session(record_id: UUID) -> Response:
    """Say in which session it was made."""
    found = queries.get_record(g.actor, record_id, to_change=True)
    form = _session_form(found)
    if not form.validate_on_submit():
        return _page(found, session_form=form, status=form.status)
    try:
        session = get_session(g.actor, form.session.data)
        deciding.give_to_session(g.actor, record=found, session=session)
    except Decided:
        return _decided(found)
    flash(_("It belongs to this session now. Please see whether it is right."), "good")
    return see_other("outreach.record", record_id=found.id)


@bp.post(f"{HERE}/opening")
@requires(REGISTER)
def open_again(record_id: UUID) -> Response:
    """Try it once more."""
    found = queries.get_record(g.actor, record_id, to_change=True)
    if Form().validate_on_submit():
        try:
            deciding.look_again(g.actor, record=found)
        except Decided:
            return _decided(found)
        flash(_("It is tried once more. In a moment this page says what came of it."), "good")
    return see_other("outreach.record", record_id=found.id)


@bp.route(f"{HERE}/dismissal", methods=["GET", "POST"])
@requires(REGISTER)
def dismiss_record(record_id: UUID) -> Response:
    found = queries.get_record(g.actor, record_id, to_change=writes())
    form = DismissalForm()
    if form.validate_on_submit():
        try:
            deciding.dismiss(g.actor, record=found, reason=form.reason.data, note=form.note.data)
        except Decided:
            return _decided(found)
        flash(_("It was set aside. It can be taken back for 90 days."), "good")
        return see_other("outreach.record", record_id=found.id)
    return respond("outreach/deliveries/dismiss.html", status=form.status, form=form, record=found)


@bp.post(f"{HERE}/restoration")
@requires(REGISTER)
def restore_record(record_id: UUID) -> Response:
    found = queries.get_record(g.actor, record_id, to_change=True)
    if Form().validate_on_submit():
        try:
            deciding.take_back(g.actor, record=found)
        except NothingLeft:
            flash(_("What it said was erased meanwhile: nothing can be taken back."), "bad")
        except Decided:
            return _decided(found)
        else:
            flash(_("It needs attention again."), "good")
    return see_other("outreach.record", record_id=found.id)


def _registers(found: FieldRecord, said: Said, session: Session, form: RegistrationForm) -> bool:
    """Whether it is registered now; what is in the way is said beside the field."""
    told = form.told
    try:
        deciding.register_by_hand(
            g.actor, record=found, session=session, told=told, captured_at=said.captured_at
        )
    except SlipTaken:
        form.slip.errors = [str(SLIP_TAKEN)]
        return False
    if found.state == RecordState.REGISTERED:
        flash(_("%(name)s is registered.", name=initials(told.name)), "good")
    else:
        flash(_("Whoever this was about was taken back or erased since: nobody was registered."), "warning")
    return True


def _decided(found: FieldRecord) -> Response:
    flash(_("There is nothing to decide about it at this moment."), "warning")
    return see_other("outreach.record", record_id=found.id)


def _session_form(found: FieldRecord) -> SessionForm:
    form = SessionForm()
    form.offer(queries.sessions_near(found, found.received_at.date()))
    return form


def _led_to(found: FieldRecord) -> Participant | None:
    """Whom it became part of. No registered one leads on: who is protected would be missed."""
    is_registered = found.state == RecordState.REGISTERED
    return None if is_registered else queries.find_person(g.actor, found.participant_id)


def _page(
    found: FieldRecord,
    said: Said | None = None,
    form: RegistrationForm | None = None,
    offered: Choices | None = None,
    *,
    session_form: SessionForm | None = None,
    status: int = 200,
) -> Response:
    session = find_session(found)
    is_open = found.state == RecordState.ATTENTION
    if is_open and session is None and session_form is None:
        session_form = _session_form(found)
    history = queries.history_of(found)
    context: dict[str, Any] = {"form": form or session_form, "choices": offered, "session_form": session_form}
    if form and offered:
        context["spoken"] = offered.consent_language(form.language.data or "")
        context["further"] = len([*not_offered(said, offered)]) if said else 0
    return respond(
        "outreach/deliveries/record.html",
        status=status,
        **context,
        record=found,
        registration=form,
        session=session,
        states=RECORD,
        reason=(reasons.attention() if is_open else reasons.dismissed()).get(found.reason),
        device=queries.device_name(found),
        person=_led_to(found),
        history=history,
        names=staff_names({found.made_by, *(each.actor_id for each in history)}),
        has_content=bool(found.content or found.box),
    )
