"""Reads: the catalogue and its search, lists and their entries, who can do what near where."""

from app.skills.queries.catalogue import Hit, catalogue, catalogue_at, search
from app.skills.queries.inventories import (
    Answer,
    WaitingDay,
    answers_in,
    entries_of,
    find_lost,
    get_entry,
    get_inventory,
    list_inventories,
    list_waiting,
)
from app.skills.queries.who_can import Found, Wanted, able, who_can

__all__ = [
    "Answer",
    "Found",
    "Hit",
    "WaitingDay",
    "Wanted",
    "able",
    "answers_in",
    "catalogue",
    "catalogue_at",
    "entries_of",
    "find_lost",
    "get_entry",
    "get_inventory",
    "list_inventories",
    "list_waiting",
    "search",
    "who_can",
]
