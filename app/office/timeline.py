"""What happened with a person and with their record, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from app.people.history import Event

LIST_CHANGED = "inventory.changed"


@dataclass(frozen=True, slots=True)
class Act:
    """What one person did one day, however often: forty answered cards are one act."""

    at: datetime
    what: str
    by: UUID | None
    count: int


def acts(events: Iterable[Event]) -> list[Act]:
    """Events in a row of the same kind, person and day as one; the latest moment stands for it."""
    grouped = groupby(events, key=lambda event: (_kind(event.what), event.by, event.at.date()))
    found = []
    for (what, by, _day), same in grouped:
        run = list(same)
        found.append(Act(run[0].at, what, by, len(run)))
    return found


def _kind(action: str) -> str:
    return LIST_CHANGED if action.startswith("entry.") else action
