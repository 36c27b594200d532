"""Writes of drop-in slots."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.errors import Conflict
from app.core.recurrence import first_time
from app.core.texts import Key, translate
from app.directory.index import operations as index
from app.directory.index.permissions import demand_edit, demand_write
from app.directory.slots.models import ChangeKind, DropInSlot, SlotChange
from app.network.protocols.queries.resting import demand_protocol
from app.network.queries import get_zone


class NeverHeld(Conflict):
    """The rule ends before the slot is held for the first time."""


class DayChanged(Conflict):
    """The day has a change already, which must be undone first."""


def add_slot(actor: Actor, *, slot_id: UUID, municipality_id: UUID, **values: Any) -> DropInSlot:
    """Add a slot, from the first day on that its rule means; `values` by column name.

    Raises NeverHeld, NotItsProtocol.
    """
    demand_write(actor, municipality_id, values["organisation_id"])
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(DropInSlot, slot_id, **same):
        return known
    demand_protocol(values.get("protocol_id"), municipality_id, values["organisation_id"])
    slot = DropInSlot(id=slot_id, zone=get_zone(municipality_id), changed_at=clock.now(), **same, **values)
    _align(slot)
    records.add(actor, slot, act="added")
    index.renew(municipality_id)
    return slot


def edit_slot(actor: Actor, *, slot: DropInSlot, version: int, **values: Any) -> None:
    """Change a slot; days that are no longer its own lose their changes.

    Raises StaleRecord, NeverHeld, NotItsProtocol.
    """
    demand_edit(actor, slot)
    demand_write(actor, slot.municipality_id, values["organisation_id"])
    records.demand_version(slot, version)
    kept = (slot.protocol_id, slot.organisation_id)
    demand_protocol(values.get("protocol_id"), slot.municipality_id, values["organisation_id"], kept)
    if changed := records.put(slot, values):
        _align(slot)
        _change(actor, "edited", slot, changed)


def end_slot(actor: Actor, *, slot: DropInSlot) -> None:
    """Hold a slot no more; calendars show it as cancelled."""
    demand_edit(actor, slot)
    if slot.ended_at is None:
        slot.ended_at = clock.now()
        _change(actor, "ended", slot, ["ended_at"])


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
    demand_edit(actor, slot)
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
    _change(actor, "day_changed", slot, ["changes"])
    return change


def undo_change(actor: Actor, *, slot: DropInSlot, change: SlotChange) -> None:
    """Let a day be again what the slot's rule says."""
    demand_edit(actor, slot)
    slot.changes.remove(change)
    _change(actor, "change_undone", slot, ["changes"])


def translate_slot(actor: Actor, *, slot: DropInSlot, version: int, texts: Mapping[Key, str]) -> None:
    """Say what one can come for in other languages; an empty one is removed. Raises StaleRecord."""
    demand_edit(actor, slot)
    if translate(actor, slot, version, texts):
        _renew(slot)


def _align(slot: DropInSlot) -> None:
    first = first_time(slot.rule, slot.start, slot.zone)
    if first is None:
        raise NeverHeld
    slot.first_on = first.date()


def _change(actor: Actor, act: str, slot: DropInSlot, fields: Iterable[str]) -> None:
    records.record_edit(actor, slot, fields, act=act)
    _renew(slot)


def _renew(slot: DropInSlot) -> None:
    """Let calendars and kiosks hear of the change."""
    slot.changed_at = clock.now()
    index.renew(slot.municipality_id)
