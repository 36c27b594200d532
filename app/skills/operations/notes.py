"""A list of what somebody named in passing, while they registered: that they can do it, and no more."""

from collections.abc import Iterable
from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.people.models import Participant
from app.skills import snapshot
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import new_entry
from app.skills.operations.inventories import new_inventory

ORIGIN = "outreach"


def note_list(
    actor: Actor, *, inventory_id: UUID, participant: Participant, language: str, keys: Iterable[str]
) -> Inventory | None:
    """A new list with these competences of the catalogue, how often is not said; the same id again is the
    same list. None where there is nothing to note; a competence that was retired since is noted all the same.

    Whoever may do this changes no list by it: going through one asks for more.
    """
    actor.demand(Permission.INVENTORY_NOTE, participant.municipality_id)
    whose = {"municipality_id": participant.municipality_id, "participant_id": participant.id}
    if known := records.known(Inventory, inventory_id, **whose):
        return known
    catalogue = snapshot.current()
    named = (catalogue.by_key(key) for key in dict.fromkeys(keys))
    if not (found := [each for each in named if each]):
        return None
    inventory = new_inventory(actor, inventory_id=inventory_id, language=language, origin=ORIGIN, **whose)
    records.add(actor, inventory, act="started")
    for each in found:
        new_entry(inventory, each)
    db.session.flush()
    return inventory
