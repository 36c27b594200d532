"""What hangs on a person, for the addresses of people."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.models import Participant
from app.people.operations.identifiers import note_identifier


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A number of the state of the participant."""
    participant = db.session.get_one(Participant, ids["participant_id"])
    nif = {"kind": "nif", "digits": "123456789"}
    identifier = note_identifier(actor, identifier_id=new_id(), participant=participant, **nif)
    return {"identifier_id": identifier.id}
