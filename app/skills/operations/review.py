"""Going through a list with its person: what was said and agreed on, row by row, and the end of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry, InventoryState
from app.skills.operations.entries import Kept, agree_on, record, standing, write_evidence
from app.skills.operations.inventories import STATES, lock
from app.skills.scales import Frequency, Level, Wish


class NotAllSeen(Conflict):
    """Some entries of the list were not gone through with the person."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of one entry; `is_seen`: agreed on with the person just now, at this level. `was`: how the
    entry stood when it was drawn.
    """

    level: str | None
    wish: str | None
    evidence: str
    is_seen: bool
    was: str


def keep_rows(actor: Actor, *, inventory: Inventory, rows: Mapping[UUID, Row]) -> Kept:
    """Write what differs. Another level of what was agreed on is agreed on as well, unless a colleague did so
    meanwhile.
    """
    actor.demand(Permission.INVENTORY_CONFIRM, inventory.municipality_id)
    lock(actor, inventory)
    done, theirs = set[UUID](), set[UUID]()
    for entry in list(inventory.entries):
        if (row := rows.get(entry.id)) is None:
            continue
        if _is_agreed_meanwhile(entry, row):
            theirs.add(entry.id)
            row = replace(row, level=entry.level)
        if _keep(actor, entry, row):
            done.add(entry.id)
    db.session.flush()
    unsaid = rows.keys() - {each.id for each in inventory.entries}
    return Kept(done - unsaid, theirs, unsaid)


def _is_agreed_meanwhile(entry: InventoryEntry, row: Row) -> bool:
    """Whether a colleague confirmed it, at another level, after it was drawn."""
    return entry.state == EntryState.CONFIRMED and entry.level != row.level and standing(entry) != row.was


def _keep(actor: Actor, entry: InventoryEntry, row: Row) -> bool:
    before = (entry.level, entry.wish, entry.evidence, entry.state)
    level = Level(row.level).value if row.level else None
    wish = Wish(row.wish).value if row.wish else None
    if level and (row.is_seen or (entry.state == EntryState.CONFIRMED and level != entry.level)):
        agree_on(actor, entry, level)
    said = [name for name, value in (("level", level), ("wish", wish)) if getattr(entry, name) != value]
    if said:
        entry.level, entry.wish = level, wish
        record(actor, "entry.described", entry, *said)
    write_evidence(actor, entry, row.evidence)
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
