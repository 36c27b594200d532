"""Opens a list for a page: the check of the person it belongs to comes with it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g

from app.core.errors import existing
from app.core.i18n import MAIN, Language, current, language
from app.core.unit_of_work import writes
from app.people.models import Participant
from app.people.queries import get_participant
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.queries.inventories import get_inventory


@dataclass(frozen=True, slots=True)
class Opened:
    """A list and whose it is; `spoken` is the language it was made in."""

    inventory: Inventory
    participant: Participant | None
    spoken: Language

    @property
    def shown(self) -> dict[str, Any]:
        """What every page of the list needs of it, and the language beside the one spoken."""
        return {
            "inventory": self.inventory,
            "participant": self.participant,
            "spoken": self.spoken,
            "main": language(MAIN),
        }


def opened(inventory_id: UUID) -> Opened:
    """The list of an address. A sealed person's asks for a reason first, as their page does."""
    inventory = get_inventory(g.actor, inventory_id, to_change=writes())
    participant = get_participant(g.actor, inventory.participant_id) if inventory.participant_id else None
    return Opened(inventory, participant, language(inventory.language))


def entry_of(inventory: Inventory, entry_id: UUID) -> InventoryEntry:
    """An entry of this very list."""
    return existing(next((each for each in inventory.entries if each.id == entry_id), None))


def spoken_here(opened: Opened) -> list[str]:
    """The languages to search in: the person's, the reader's, Portuguese."""
    return list(dict.fromkeys((opened.spoken.code, current().code, "pt")))
