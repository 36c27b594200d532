"""Registering a person, and changing the record."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import htmx, respond, see_other
from app.core.permission import Permission
from app.network.queries import list_parish_choices
from app.people import queries
from app.people.blueprint import bp
from app.people.forms import EditParticipantForm, NewParticipantForm
from app.people.models import Participant
from app.people.operations import records
from app.people.operations.contacts import register
from app.people.wording import CANDIDATE_REASONS
from app.ui.conflict import show_both

NEW, NEXT = "new", "next"


@bp.route("/participants/new", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def create_participant() -> Response:
    """Show who it could be first; register when nobody is like the person, or when it is somebody new.

    `then` says where to afterwards: to the person's page, or to the next one to register ("next").
    """
    form = NewParticipantForm(data={"language": "pt"})
    form.offer(list_parish_choices(g.actor.here()))
    is_valid, is_next = form.validate_on_submit(), _goes_on()
    is_typing = bool(htmx)
    candidates: Sequence[queries.Candidate] = ()
    if is_typing or (is_valid and request.form.get("decision") != NEW):
        name, phone = form.name.data or "", form.phone.data
        candidates = queries.find_candidates(g.actor, name=name, born=form.born.known, phone=phone)
    if is_valid and not is_typing and not candidates:
        participant = register(
            g.actor, participant_id=form.new_id, municipality_id=form.drawn_in, **form.values
        )
        if is_next:
            flash(_("%(name)s is registered.", name=participant.name), "good")
            return see_other("people.create_participant", then=NEXT)
        flash(_("The person is registered."), "good")
        return see_other("office.participant", participant_id=participant.id)
    return respond(
        "people/new.html",
        part="people/_candidates.html",
        status=200 if is_typing else form.status,
        form=form,
        is_next=is_next,
        candidates=candidates,
        reasons=CANDIDATE_REASONS,
    )


def _goes_on() -> bool:
    """Whether somebody else is registered afterwards; a button has the last word over the form it is in."""
    said = request.form.getlist("then") or [request.args.get("then", "")]
    return said[-1] == NEXT


@bp.route("/participants/<uuid:participant_id>/edit", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def edit_participant(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    form = _edit_form(participant)
    if form.validate_on_submit():
        try:
            records.edit_participant(
                g.actor, participant=participant, version=form.version.data, **form.values
            )
        except StaleRecord:
            show_both(form, _edit_form(participant))
        else:
            flash(_("The record was changed."), "good")
            return see_other("office.participant", participant_id=participant.id)
    return respond(
        "people/edit.html",
        status=form.status,
        person=participant,
        form=form,
        may_seal=g.actor.may(Permission.PARTICIPANT_SEAL, participant.municipality_id),
    )


def _edit_form(participant: Participant) -> EditParticipantForm:
    form = EditParticipantForm(
        data={
            "name": participant.name,
            "language": participant.language,
            "parish_id": participant.parish_id,
            "note": participant.note,
            "name_on_papers": participant.name_on_papers,
            "version": participant.version,
        }
    )
    form.offer(list_parish_choices(participant.municipality_id, participant.parish_id))
    return form
