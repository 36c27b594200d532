"""Going through a list with its person: what was said and agreed on, row by row, and the end of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry, InventoryState
from app.skills.operations.entries import add_evidence, confirm_entry, record
from app.skills.operations.inventories import STATES, lock
from app.skills.scales import Frequency, Level, Wish


class NotAllSeen(Conflict):
    """Some entries of the list were not gone through with the person."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of one entry; `is_seen`: agreed on with the person just now, at this level."""

    level: str | None
    wish: str | None
    evidence: str
    is_seen: bool


def keep_rows(actor: Actor, *, inventory: Inventory, rows: Mapping[UUID, Row]) -> int:
    """Write what differs; in how many rows. Another level of what was agreed on is agreed on as well."""
    actor.demand(Permission.INVENTORY_CONFIRM, inventory.municipality_id)
    lock(actor, inventory)
    changed = [_keep(actor, entry, rows[entry.id]) for entry in inventory.entries if entry.id in rows]
    db.session.flush()
    return sum(changed)


def _keep(actor: Actor, entry: InventoryEntry, row: Row) -> bool:
    before = (entry.level, entry.wish, entry.evidence, entry.state)
    level = Level(row.level).value if row.level else None
    wish = Wish(row.wish).value if row.wish else None
    if level and (row.is_seen or (entry.state == EntryState.CONFIRMED and level != entry.level)):
        confirm_entry(actor, entry=entry, level=level)
    said = [name for name, value in (("level", level), ("wish", wish)) if getattr(entry, name) != value]
    if said:
        entry.level, entry.wish = level, wish
        record(actor, "entry.described", entry, *said)
    add_evidence(actor, entry=entry, text=row.evidence)
    return before != (entry.level, entry.wish, entry.evidence, entry.state)


def unseen(inventory: Inventory) -> list[InventoryEntry]:
    """What the person said and nobody has gone through with them yet."""
    return [
        each
        for each in inventory.entries
        if each.state != EntryState.CONFIRMED and each.frequency != Frequency.NEVER
    ]


def review_inventory(actor: Actor, *, inventory: Inventory, leaving_the_rest: bool = False) -> None:
    """Say that the list was gone through with the person. NotAllSeen unless the rest is left on purpose: it
    stays as the person said it.
    """
    actor.demand(Permission.INVENTORY_CONFIRM, inventory.municipality_id)
    lock(actor, inventory)
    if inventory.state == InventoryState.REVIEWED:
        return
    if unseen(inventory) and not leaving_the_rest:
        raise NotAllSeen
    inventory.reviewed_at = clock.now()
    STATES.move(actor, inventory, InventoryState.REVIEWED)
