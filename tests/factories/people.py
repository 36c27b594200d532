"""What addresses of people carry besides a person and what hangs on them."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.duplicates.models import LikelyPair, in_order
from app.people.models import Participant
from app.people.operations.duplicates import say_not_same
from app.people.operations.records import create_participant


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """Two records that may be the person's, and one of which somebody said that it is not."""
    person = db.session.get_one(Participant, ids["participant_id"])
    like, unlike = (_beside(person, actor, name) for name in ("Joaquina Dávila", "Joaquina Davila Reis"))
    one, other = in_order(person.id, like.id)
    pair = LikelyPair(id=new_id(), municipality_id=person.municipality_id, one_id=one, other_id=other)
    pair.doubt, pair.reasons = 20, ["sound", "birth_year"]
    db.session.add(pair)
    db.session.flush()
    said = say_not_same(actor, one=person, other=unlike)
    return {"likely_pair_id": pair.id, "not_same_id": said.id}


def _beside(person: Participant, actor: Actor, name: str) -> Participant:
    where = person.municipality_id
    return create_participant(
        actor, participant_id=new_id(), municipality_id=where, name=name, birth_year=1961
    )
