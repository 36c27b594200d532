"""Lines that were taken out of somebody's list by mistake, and what was agreed on by mistake: taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, delete, func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.skills.models.inventory import Inventory, InventoryEntry, RemovedEntry
from app.skills.operations.inventories import lock

KEPT_FOR = timedelta(days=90)
"""So long a line can be put back; after that its words are gone."""
_WHOSE = {"id", "inventory_id", "participant_id", "municipality_id"}
_COLUMNS = {each.name: each for each in InventoryEntry.__table__.columns if each.name not in _WHOSE}


def keep_removed(actor: Actor, entry: InventoryEntry) -> None:
    """Keep a line of a known person's list that is about to go. What is tapped away at a kiosk just goes."""
    if entry.participant_id is None:
        return
    db.session.add(
        RemovedEntry(
            id=entry.id,
            municipality_id=entry.municipality_id,
            inventory_id=entry.inventory_id,
            kept={name: _plain(getattr(entry, name)) for name in _COLUMNS},
            removed_at=clock.now(),
            removed_by=actor.id,
        )
    )


def list_removed(inventory: Inventory) -> Sequence[RemovedEntry]:
    """What can be put back into a list, the latest first."""
    there = select(RemovedEntry).where(RemovedEntry.inventory_id == inventory.id)
    return db.session.scalars(there.order_by(RemovedEntry.removed_at.desc(), RemovedEntry.id)).all()


def line_of(removed: RemovedEntry) -> InventoryEntry:
    """The line as it stood, to be read: in no list, and never to be kept."""
    return InventoryEntry(id=removed.id, municipality_id=removed.municipality_id, **_values(removed))


def put_back(actor: Actor, *, inventory: Inventory, removed: RemovedEntry) -> InventoryEntry:
    """The line stands in the list as it was; where the competence came back meanwhile, that line stays."""
    actor.demand(Permission.INVENTORY_CONFIRM, inventory.municipality_id)
    lock(actor, inventory)
    values = _values(removed)
    db.session.delete(removed)
    db.session.flush()
    entry = next((each for each in inventory.entries if _is_same(each, values)), None)
    if entry is None:
        entry = InventoryEntry(
            id=removed.id,
            inventory=inventory,
            municipality_id=inventory.municipality_id,
            participant_id=inventory.participant_id,
            **values,
        )
        db.session.add(entry)
        db.session.flush()
    return entry


def count_forgettable() -> int:
    return db.session.scalar(select(func.count()).select_from(RemovedEntry).where(_is_over())) or 0


def forget_removed() -> int:
    """Erase the lines that nobody put back in time; how many they were."""
    count = count_forgettable()
    db.session.execute(delete(RemovedEntry).where(_is_over()))
    return count


def _is_over() -> ColumnElement[bool]:
    return RemovedEntry.removed_at < clock.now() - KEPT_FOR


def _values(removed: RemovedEntry) -> dict[str, Any]:
    return {name: _read(name, value) for name, value in removed.kept.items() if name in _COLUMNS}


def _is_same(entry: InventoryEntry, values: dict[str, Any]) -> bool:
    return values["competence_id"] is not None and entry.competence_id == values["competence_id"]


def _plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value
    )


def _read(name: str, value: Any) -> Any:
    kind = _COLUMNS[name].type
    if value is None:
        return None
    if isinstance(kind, Uuid):
        return UUID(value)
    return datetime.fromisoformat(value) if kind.python_type is datetime else value
