"""Reads: the catalogue and its search, lists and their entries, who can do what near where."""

from app.skills.queries.catalogue import Hit, catalogue, search
from app.skills.queries.inventories import (
    WaitingDay,
    entries_in,
    entries_of,
    find_lost,
    get_entry,
    get_inventory,
    list_inventories,
    list_waiting,
)
from app.skills.queries.who_can import Found, Wanted, able, who_can

__all__ = [
    "Found",
    "Hit",
    "WaitingDay",
    "Wanted",
    "able",
    "catalogue",
    "entries_in",
    "entries_of",
    "find_lost",
    "get_entry",
    "get_inventory",
    "list_inventories",
    "list_waiting",
    "search",
    "who_can",
]
