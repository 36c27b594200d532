"""What somebody took out of a list, for the addresses that carry its id."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import add_own_words, remove_entry


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    inventory = db.session.get_one(Inventory, ids["inventory_id"])
    entry = add_own_words(actor, inventory=inventory, text="caiar muros", language="pt")
    remove_entry(actor, entry=entry)
    return {"removed_entry_id": entry.id}
