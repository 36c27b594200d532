"""Lines that were taken out of somebody's list, and can be put back for a while."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, func, select

from app.core import clock
from app.core.db import db
from app.skills.models.inventory import Inventory, InventoryEntry, RemovedEntry

KEPT_FOR = timedelta(days=90)
"""So long a line can be put back; after that its words are gone."""
_WHOSE = {"id", "inventory_id", "participant_id", "municipality_id"}
COLUMNS = {each.name: each for each in InventoryEntry.__table__.columns if each.name not in _WHOSE}
"""What is kept of a line, by name."""


def list_removed(inventory: Inventory) -> Sequence[RemovedEntry]:
    """What can be put back into a list, the latest first."""
    there = select(RemovedEntry).where(RemovedEntry.inventory_id == inventory.id)
    return db.session.scalars(there.order_by(RemovedEntry.removed_at.desc(), RemovedEntry.id)).all()


def line_of(removed: RemovedEntry) -> InventoryEntry:
    """The line as it stood, to be read: in no list, and never to be kept."""
    return InventoryEntry(id=removed.id, municipality_id=removed.municipality_id, **values_of(removed))


def values_of(removed: RemovedEntry) -> dict[str, Any]:
    """How the line stood, by column."""
    return {name: _read(name, value) for name, value in removed.kept.items() if name in COLUMNS}


def count_forgettable() -> int:
    return db.session.scalar(select(func.count()).select_from(RemovedEntry).where(is_over())) or 0


def is_over() -> ColumnElement[bool]:
    """What nobody put back in time."""
    return RemovedEntry.removed_at < clock.now() - KEPT_FOR


def _read(name: str, value: Any) -> Any:
    kind = COLUMNS[name].type
    if value is None:
        return None
    if isinstance(kind, Uuid):
        return UUID(value)
    return datetime.fromisoformat(value) if kind.python_type is datetime else value
