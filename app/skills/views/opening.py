"""Opens a list for a page: the check of the person it belongs to comes with it."""

from dataclasses import dataclass
from uuid import UUID

from flask import g

from app.core.errors import NotFound
from app.core.i18n import Language, current, language
from app.people.models import Participant
from app.people.queries import get_participant
from app.skills import queries
from app.skills.models import Inventory, InventoryEntry


@dataclass(frozen=True, slots=True)
class Opened:
    """A list and whose it is; `spoken` is the language it was made in."""

    inventory: Inventory
    participant: Participant | None
    spoken: Language


def opened(inventory_id: UUID) -> Opened:
    """The list of an address. A sealed person's asks for a reason first, as their page does."""
    inventory = queries.get_inventory(g.actor, inventory_id)
    participant = get_participant(g.actor, inventory.participant_id) if inventory.participant_id else None
    return Opened(inventory, participant, language(inventory.language))


def entry_of(inventory: Inventory, entry_id: UUID) -> InventoryEntry:
    """An entry of this very list."""
    entry = next((each for each in inventory.entries if each.id == entry_id), None)
    if entry is None:
        raise NotFound
    return entry


def spoken_here(opened: Opened) -> list[str]:
    """The languages to search in: the person's, the reader's, Portuguese."""
    return list(dict.fromkeys((opened.spoken.code, current().code, "pt")))
