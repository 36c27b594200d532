"""What hangs on people, for the addresses that carry its id."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.households.operations import live_together
from app.people.models import Participant
from app.people.operations.records import create_participant


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    person = db.session.get_one(Participant, ids["participant_id"])
    where = person.municipality_id
    other = create_participant(actor, participant_id=new_id(), municipality_id=where, name="Benta Salgueiro")
    member_id = new_id()
    live_together(actor, member_id=member_id, person=person, other=other)
    return {"household_member_id": member_id}
