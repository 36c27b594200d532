"""A merge, and a record that looks like somebody's."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.people.merging.operations import merge
from app.people.models import Merge, Participant
from tests.factories.enrolments import make_person


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A record that was merged into the participant's, and one that still may be."""
    person = db.session.get_one(Participant, ids["participant_id"])
    make_person(actor, person.name)
    return {"merge_id": merged_into(actor, person, make_person(actor, "Joaquina Ávila")).id}


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
