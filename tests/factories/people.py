"""What hangs on people, for the addresses that carry its id."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.duplicates.models import LikelyPair, in_order
from app.people.households.operations import live_together
from app.people.merging.operations import merge
from app.people.models import Merge, Participant
from app.people.operations.duplicates import say_not_same
from app.people.operations.identifiers import note_identifier
from app.people.operations.records import create_participant
from app.people.operations.rights import hold, lift
from tests.factories.enrolments import make_person


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """Somebody who lives with the person, a number of the state, a record that was merged into theirs, and a
    duty to keep that is over: one that holds would keep the person from the lists of the idle.
    """
    person = db.session.get_one(Participant, ids["participant_id"])
    where = person.municipality_id
    other = create_participant(actor, participant_id=new_id(), municipality_id=where, name="Benta Salgueiro")
    member_id = new_id()
    live_together(actor, member_id=member_id, person=person, other=other)
    until = clock.now().date() + timedelta(days=90)
    row = hold(actor, hold_id=new_id(), participant=person, reason="court", until_on=until)
    lift(actor, participant=person, row=row)
    nif = {"kind": "nif", "digits": "123456789"}
    identifier = note_identifier(actor, identifier_id=new_id(), participant=person, **nif)
    own = {"household_member_id": member_id, "hold_id": row.id, "identifier_id": identifier.id}
    own["merge_id"] = merged_into(actor, person, make_person(actor, "Joaquina Ávila")).id
    return own | _pairs(actor, person)


def _pairs(actor: Actor, person: Participant) -> dict[str, UUID]:
    """Two records that may be the person's, and one of which somebody said that it is not."""
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


def merged_into(actor: Actor, kept: Participant, gone: Participant) -> Merge:
    """A merge, registered twice being the reason; inside a transaction."""
    return merge(
        actor,
        merge_id=new_id(),
        kept=kept,
        gone=gone,
        versions=(kept.version, gone.version),
        reason="registered_twice",
    )
