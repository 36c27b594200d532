"""Tables of the catalogue and of inventories."""

from app.skills.models.catalogue import (
    CatalogueVersion,
    Competence,
    CompetenceContext,
    CompetenceText,
    LabelWord,
)
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry, InventoryState

__all__ = [
    "CatalogueVersion",
    "Competence",
    "CompetenceContext",
    "CompetenceText",
    "EntryState",
    "Inventory",
    "InventoryEntry",
    "InventoryState",
    "LabelWord",
]
