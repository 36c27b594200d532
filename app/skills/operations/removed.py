"""Lines that were taken out of somebody's list by mistake, and what was agreed on by mistake: taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, delete, func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.skills.models.inventory import Inventory, InventoryEntry, RemovedEntry

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


def values_of(removed: RemovedEntry) -> dict[str, Any]:
    """How the line stood, by column."""
    return {name: _read(name, value) for name, value in removed.kept.items() if name in _COLUMNS}


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
