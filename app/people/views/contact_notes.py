"""Noting a meeting or call with a person and the next appointment, from their page."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import queries
from app.people.blueprint import bp
from app.people.contact_note_form import ContactNoteForm, answers_of, appointment_of
from app.people.contact_notes.models import ContactNote
from app.people.contact_notes.queries import find_appointment, get_contact_note
from app.people.models import Participant
from app.people.operations import contact_notes as operations


@bp.route("/participants/<uuid:participant_id>/contact-notes/new", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def note_contact(participant_id: UUID) -> Response:
    """An appointment on a later day stands in the form: whoever does not change it keeps it. One of today or
    before is over with what is noted now.
    """
    participant = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    standing, today = find_appointment(participant), _today(participant)
    ahead = standing if standing and standing.next_on and standing.next_on > today else None
    form = ContactNoteForm(data={"held_on": today, **appointment_of(ahead, g.actor.id)})
    form.offer(_staff(participant), today)
    if form.validate_on_submit():
        operations.note_contact(g.actor, participant=participant, note_id=form.new_id, noted=form.noted)
        flash(_("It was noted."), "good")
        return see_other("office.participant", participant_id=participant.id)
    return respond(
        "people/contact_note.html",
        status=form.status,
        person=participant,
        form=form,
        note=None,
        standing=standing,
        is_over=standing is not None and ahead is None,
    )


@bp.route("/participants/<uuid:participant_id>/contact-notes/<uuid:contact_note_id>", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def correct_contact_note(participant_id: UUID, contact_note_id: UUID) -> Response:
    """What was noted wrongly is noted anew; the first stays to be read, as something taken back."""
    participant, note = _found(participant_id, contact_note_id)
    today = _today(participant)
    form = ContactNoteForm(data=answers_of(note, g.actor.id))
    form.offer(_staff(participant), today, note)
    if form.validate_on_submit():
        operations.note_contact(
            g.actor, participant=participant, note_id=form.new_id, noted=form.noted, corrects=note
        )
        flash(_("It was mended. What stood there before stays in the history."), "good")
        return see_other("office.participant", participant_id=participant.id)
    return respond(
        "people/contact_note.html",
        status=form.status,
        person=participant,
        form=form,
        note=note,
        standing=None,
        is_over=False,
    )


@bp.post("/participants/<uuid:participant_id>/contact-notes/<uuid:contact_note_id>/withdrawal")
@requires(Permission.PARTICIPANT_WRITE)
def take_back_contact_note(participant_id: UUID, contact_note_id: UUID) -> Response:
    participant, note = _found(participant_id, contact_note_id)
    operations.take_back(g.actor, participant=participant, note=note)
    flash(_("It no longer counts. It stays in the history, as something that was wrong."), "good")
    return see_other("office.participant", participant_id=participant.id)


def _found(participant_id: UUID, note_id: UUID) -> tuple[Participant, ContactNote]:
    participant = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    return participant, get_contact_note(participant, note_id)


def _today(participant: Participant) -> date:
    return clock.today(get_zone(participant.municipality_id))


def _staff(participant: Participant) -> Mapping[str, str]:
    """The colleagues with whom an appointment can be, but for who asks."""
    found = queries.list_staff(participant)
    return {staff_id: name for staff_id, name in found.items() if staff_id != str(g.actor.id)}
