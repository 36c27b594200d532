"""Keeping lines that are taken out of somebody's list, to be put back, and erasing them later."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.skills.models.inventory import InventoryEntry, RemovedEntry
from app.skills.queries.removed import COLUMNS, count_forgettable, is_over


def keep_removed(actor: Actor, entry: InventoryEntry) -> None:
    """Keep a line of a known person's list that is about to go. What is tapped away at a kiosk just goes."""
    if entry.participant_id is None:
        return
    db.session.add(
        RemovedEntry(
            id=entry.id,
            municipality_id=entry.municipality_id,
            inventory_id=entry.inventory_id,
            kept={name: _plain(getattr(entry, name)) for name in COLUMNS},
            removed_at=clock.now(),
            removed_by=actor.id,
        )
    )


def forget_removed() -> int:
    """Erase the lines that nobody put back in time; how many they were."""
    count = count_forgettable()
    db.session.execute(delete(RemovedEntry).where(is_over()))
    return count


def _plain(value: Any) -> Any:
    return (
        value.isoformat() if isinstance(value, datetime) else str(value) if isinstance(value, UUID) else value
    )
