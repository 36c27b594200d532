"""What happened with a person, newest first: each moment says when, what and by whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from app.people.history import Event
from app.people.models import Consent, Participant
from app.skills.models import Inventory


class Happening(StrEnum):
    REGISTERED = "registered"
    LIST_MADE = "list_made"
    LIST_RECEIVED = "list_received"
    LIST_REVIEWED = "list_reviewed"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"


@dataclass(frozen=True, slots=True)
class Moment:
    """`about` is the inventory or the consent it belongs to, `by` the staff, where known."""

    at: datetime
    what: Happening
    by: UUID | None = None
    about: Inventory | Consent | None = None


def moments(
    participant: Participant, inventories: Iterable[Inventory], consents: Iterable[Consent]
) -> Sequence[Moment]:
    """Everything that is dated and known about a person."""
    every = [Moment(participant.created_at, Happening.REGISTERED, participant.created_by)]
    for inventory in inventories:
        every.extend(_of_inventory(inventory))
    for consent in consents:
        every.extend(_of_consent(consent))
    return sorted(every, key=lambda moment: moment.at, reverse=True)


def _of_inventory(inventory: Inventory) -> Iterator[Moment]:
    yield Moment(inventory.created_at, Happening.LIST_MADE, about=inventory)
    if inventory.claimed_at and inventory.saved_at:
        yield Moment(inventory.claimed_at, Happening.LIST_RECEIVED, inventory.claimed_by, inventory)
    if inventory.reviewed_at:
        yield Moment(inventory.reviewed_at, Happening.LIST_REVIEWED, about=inventory)


def _of_consent(consent: Consent) -> Iterator[Moment]:
    yield Moment(consent.given_at, Happening.CONSENT_GIVEN, consent.taken_by, consent)
    if consent.withdrawn_at:
        yield Moment(consent.withdrawn_at, Happening.CONSENT_WITHDRAWN, consent.withdrawn_to, consent)


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
