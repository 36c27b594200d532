"""A list's life: started, saved under a code, erased; going through it stands in review.py."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, Forbidden
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.core.secret import secret_key
from app.core.signals import Signal
from app.skills import codes, permissions
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.models.learning import LearningWish
from app.skills.queries.inventories import zone_of
from app.skills.wording import RETURN_REASONS

ORIGINS = frozenset({"kiosk", "desk", "paper", "outreach"})
STATES = Machine(
    Step(InventoryState.DRAFT, InventoryState.SAVED),
    Step(InventoryState.DRAFT, InventoryState.ERASED),
    Step(InventoryState.SAVED, InventoryState.CLAIMED),
    Step(InventoryState.SAVED, InventoryState.ERASED),
    Step(InventoryState.CLAIMED, InventoryState.REVIEWED),
    # Where it turns out to be somebody else's.
    Step(InventoryState.REVIEWED, InventoryState.CLAIMED),
    Step(InventoryState.CLAIMED, InventoryState.SAVED, reasons=RETURN_REASONS),
)


@dataclass(frozen=True, slots=True)
class Erased:
    """A list was erased before it was handed over."""

    actor: Actor
    inventory: Inventory


erased: Signal[Erased] = Signal()


def start_inventory(
    actor: Actor,
    *,
    municipality_id: UUID,
    language: str,
    origin: str,
    inventory_id: UUID | None = None,
    participant_id: UUID | None = None,
) -> Inventory:
    """A new list, or the one that this id started before.

    `origin` is one of ORIGINS. With a participant it is made together, straight into their record.
    """
    actor.demand(Permission.INVENTORY_WRITE, municipality_id)
    same: Any = {"municipality_id": municipality_id, "participant_id": participant_id}
    if inventory_id and (found := records.known(Inventory, inventory_id, **same)):
        return found
    inventory = new_inventory(
        actor, inventory_id=inventory_id or new_id(), language=language, origin=origin, **same
    )
    return records.add(actor, inventory, act="started")


def new_inventory(
    actor: Actor,
    *,
    inventory_id: UUID,
    municipality_id: UUID,
    participant_id: UUID | None,
    language: str,
    origin: str,
) -> Inventory:
    """A list with nothing in it, not stored yet; of a participant it counts as received."""
    assert origin in ORIGINS
    now = clock.now()
    return Inventory(
        id=inventory_id,
        municipality_id=municipality_id,
        language=language,
        origin=origin,
        state=(InventoryState.CLAIMED if participant_id else InventoryState.DRAFT).value,
        participant_id=participant_id,
        claimed_at=now if participant_id else None,
        claimed_by=actor.id if participant_id else None,
        created_at=now,
        entries=[],
    )


def save_inventory(actor: Actor, *, inventory: Inventory) -> ClaimCode:
    """Keep a list under its code for 90 days; saving it again shows the same code."""
    lock(actor, inventory)
    if inventory.state == InventoryState.DRAFT:
        zone = zone_of(inventory.municipality_id)
        inventory.valid_until = clock.today(zone.key) + codes.VALID_FOR
        inventory.saved_at = clock.now()
        code = code_of(inventory)
        keys = [key for _, key in code.pictures]
        inventory.code_hash = codes.hashed(code.digits, keys, secret=secret_key())
        inventory.pictures = " ".join(keys)
        STATES.move(actor, inventory, InventoryState.SAVED)
    return code_of(inventory)


def keep_inventory(actor: Actor, *, inventory: Inventory, until: date) -> None:
    """Keep an unclaimed list at least until that day: something of a later feature hangs on it."""
    if inventory.keep_until is None or inventory.keep_until < until:
        inventory.keep_until = until
        records.record(actor, "kept", inventory)


def code_of(inventory: Inventory) -> ClaimCode:
    """The code of a saved list, to be shown during the visit. Conflict for a list that has none."""
    if inventory.valid_until is None:
        raise Conflict
    last_day = inventory.last_day or inventory.valid_until
    return codes.derive(inventory.id, secret=secret_key(), valid_until=last_day)


def erase_inventory(actor: Actor, *, inventory: Inventory) -> None:
    """Erase a list that was not handed over: all of it but an empty row, which is left to count."""
    actor.demand(Permission.INVENTORY_WRITE, inventory.municipality_id)
    read_anew(inventory)
    if inventory.state == InventoryState.ERASED:
        return
    STATES.move(actor, inventory, InventoryState.ERASED)
    erased.send(Erased(actor, inventory))
    inventory.entries.clear()
    db.session.execute(delete(LearningWish).where(LearningWish.inventory_id == inventory.id))
    inventory.code_hash = inventory.valid_until = inventory.keep_until = None
    inventory.pictures = inventory.language = ""
    db.session.flush()


def lock(actor: Actor, inventory: Inventory) -> None:
    """Make whoever else writes this list wait; Forbidden where the actor may not change it."""
    read_anew(inventory)
    demand_change(actor, inventory)


def demand_change(actor: Actor, inventory: Inventory) -> None:
    """Raise Forbidden where the actor may not change a list."""
    if not permissions.may_change(actor, inventory):
        raise Forbidden


def read_anew(inventory: Inventory) -> None:
    """Make whoever else writes this list wait, and see what the last of them wrote."""
    db.session.flush()
    query = select(Inventory).where(Inventory.id == inventory.id).with_for_update()
    db.session.scalars(query.execution_options(populate_existing=True)).one()
