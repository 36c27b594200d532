"""Writes of drop-in slots."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, StaleRecord
from app.core.recurrence import first_time
from app.directory import index
from app.directory.models import ChangeKind, DropInSlot, SlotChange, SlotText
from app.directory.permissions import demand_edit
from app.network.queries import get_zone


class NeverHeld(Conflict):
    """The rule ends before the slot is held for the first time."""


class DayChanged(Conflict):
    """The day has a change already, which must be undone first."""


def add_slot(actor: Actor, *, slot_id: UUID, municipality_id: UUID, values: Mapping[str, Any]) -> DropInSlot:
    """Add a slot, from the first day on that its rule means; `values` by column name. Raises NeverHeld."""
    demand_edit(actor, municipality_id, values["organisation_id"])
    slot = DropInSlot(
        id=slot_id,
        municipality_id=municipality_id,
        zone=get_zone(municipality_id),
        changed_at=clock.now(),
        created_by=actor.id,
        **values,
    )
    _align(slot)
    db.session.add(slot)
    _changed(actor, "added", slot)
    return slot


def edit_slot(actor: Actor, *, slot: DropInSlot, version: int, values: Mapping[str, Any]) -> None:
    """Change a slot; raises StaleRecord, NeverHeld. Days that are no longer its own lose their changes."""
    for organisation_id in (slot.organisation_id, values["organisation_id"]):
        demand_edit(actor, slot.municipality_id, organisation_id)
    if slot.version != version:
        raise StaleRecord(slot.version)
    changed = [name for name, value in values.items() if getattr(slot, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(slot, name, values[name])
    _align(slot)
    slot.version += 1
    slot.changed_at = clock.now()
    _changed(actor, "edited", slot)


def end_slot(actor: Actor, *, slot: DropInSlot) -> None:
    """Hold a slot no more; calendars show it as cancelled."""
    demand_edit(actor, slot.municipality_id, slot.organisation_id)
    if slot.ended_at is None:
        slot.ended_at = slot.changed_at = clock.now()
        slot.version += 1
        _changed(actor, "ended", slot)


def change_day(
    actor: Actor,
    *,
    slot: DropInSlot,
    change_id: UUID,
    kind: ChangeKind,
    on: date,
    new_on: date | None = None,
    starts: time | None = None,
    ends: time | None = None,
) -> SlotChange:
    """Cancel, move or add one day of a slot; raises DayChanged."""
    demand_edit(actor, slot.municipality_id, slot.organisation_id)
    if any(change.on == on for change in slot.changes):
        raise DayChanged
    change = SlotChange(
        id=change_id,
        municipality_id=slot.municipality_id,
        kind=kind.value,
        on=on,
        new_on=new_on,
        starts=starts,
        ends=ends,
        created_by=actor.id,
    )
    slot.changes.append(change)
    _touch(actor, "day_changed", slot)
    return change


def undo_change(actor: Actor, *, slot: DropInSlot, change: SlotChange) -> None:
    """Let a day be again what the slot's rule says."""
    demand_edit(actor, slot.municipality_id, slot.organisation_id)
    slot.changes.remove(change)
    _touch(actor, "change_undone", slot)


def translate_slot(actor: Actor, *, slot: DropInSlot, version: int, topics: Mapping[str, str]) -> None:
    """Say what one can come for in other languages; an empty one is removed. Raises StaleRecord."""
    demand_edit(actor, slot.municipality_id, slot.organisation_id)
    if slot.version != version:
        raise StaleRecord(slot.version)
    kept = {row.lang: row.value for row in slot.texts}
    if all(kept.get(lang, "") == topic for lang, topic in topics.items()):
        return
    slot.texts = [row for row in slot.texts if row.lang not in topics]
    db.session.flush()  # what is gone leaves before the same key comes again
    for lang, topic in topics.items():
        if topic:
            text = SlotText(lang=lang, field="topic", value=topic, municipality_id=slot.municipality_id)
            slot.texts.append(text)
    _touch(actor, "translated", slot)


def _align(slot: DropInSlot) -> None:
    first = first_time(slot.rule, slot.start, slot.zone)
    if first is None:
        raise NeverHeld
    slot.first_on = first.date()


def _touch(actor: Actor, act: str, slot: DropInSlot) -> None:
    slot.version += 1
    slot.changed_at = clock.now()
    _changed(actor, act, slot)


def _changed(actor: Actor, act: str, slot: DropInSlot) -> None:
    index.renew(slot.municipality_id)
    audit.record(actor, f"drop_in_slot.{act}", "drop_in_slot", slot.id, municipality_id=slot.municipality_id)
