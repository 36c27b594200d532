"""Meetings and calls that somebody noted."""

from datetime import date
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.people.models import Participant
from app.people.operations.contact_notes import Noted, note_contact


def a_contact_note(actor: Actor, person: Participant) -> UUID:
    """A call with an appointment; inside a transaction."""
    noted = Noted(
        kind="phone",
        held_on=date(2026, 1, 30),
        outcome="agreed",
        note="Traz o papel.",
        next_on=date(2026, 3, 2),
    )
    return note_contact(actor, participant=person, note_id=new_id(), noted=noted).id
