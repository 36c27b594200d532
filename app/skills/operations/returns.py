"""A list that was received for the wrong person waits under its code again, or goes to the right one."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden
from app.core.signals import Signal
from app.people.models import Participant
from app.people.queries import find_participant
from app.skills import permissions
from app.skills.models.inventory import Inventory, InventoryEntry, InventoryState
from app.skills.operations.entries import take_agreement_back, write_evidence
from app.skills.operations.inventories import STATES, keep_inventory, read_anew
from app.skills.queries.inventories import zone_of

KEPT_FOR = timedelta(days=30)
"""How long at least a list waits that was given back: its person has to hear of it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came with a list to the person `before` goes with it: to `participant`, or back to the list."""

    actor: Actor
    inventory: Inventory
    before: UUID
    participant: Participant | None


moved: Signal[Moved] = Signal()


def give_back(actor: Actor, *, inventory: Inventory, reason: str) -> None:
    """The list waits under its code again. Given back already: nothing happens.

    Raises Forbidden for whoever did not receive it, Conflict for one that was made at the desk and has no
    code, UnknownReason.
    """
    read_anew(inventory)
    if inventory.state == InventoryState.SAVED:
        return
    if inventory.valid_until is None:
        raise Conflict
    before = _leave(actor, inventory)
    STATES.move(actor, inventory, InventoryState.SAVED, reason=reason)
    _belongs_to(inventory, None)
    inventory.claimed_at = inventory.claimed_by = None
    today = clock.today(zone_of(inventory.municipality_id).key)
    keep_inventory(actor, inventory=inventory, until=today + KEPT_FOR)
    moved.send(Moved(actor, inventory, before, None))


def move_inventory(actor: Actor, *, inventory: Inventory, participant: Participant) -> None:
    """The list is this participant's, who was confused with somebody else. Moved already: nothing happens.

    Raises Forbidden for whoever did not receive it, Conflict for one that nobody has received.
    """
    if participant.municipality_id != inventory.municipality_id:
        raise Conflict
    read_anew(inventory)
    if inventory.participant_id == participant.id:
        return
    before = _leave(actor, inventory)
    _belongs_to(inventory, participant.id)
    records.record(actor, "inventory_received", participant, inventory=str(inventory.id))
    moved.send(Moved(actor, inventory, before, participant))


def _leave(actor: Actor, inventory: Inventory) -> UUID:
    """Whose it was, by mistake. Of a list that came with a code what was agreed on since was agreed on with
    somebody else; one that was made at the desk was made with whoever sat there.
    """
    if inventory.participant_id is None:
        raise Conflict
    if not permissions.may_return(actor, inventory):
        raise Forbidden
    if wrong := find_participant(actor, inventory.participant_id):
        records.record(actor, "inventory_moved_away", wrong, inventory=str(inventory.id))
    if inventory.saved_at:
        _as_it_came(actor, inventory)
    return inventory.participant_id


def _as_it_came(actor: Actor, inventory: Inventory) -> None:
    for entry in list(inventory.entries):
        take_agreement_back(actor, entry)
        since = entry.evidenced_at and inventory.claimed_at and entry.evidenced_at >= inventory.claimed_at
        if entry.evidence and since:
            write_evidence(actor, entry, "")
    if inventory.state == InventoryState.REVIEWED:
        inventory.reviewed_at = None
        STATES.move(actor, inventory, InventoryState.CLAIMED)


def _belongs_to(inventory: Inventory, participant_id: UUID | None) -> None:
    inventory.participant_id = participant_id
    entries = update(InventoryEntry).where(InventoryEntry.inventory_id == inventory.id)
    db.session.execute(
        entries.values(participant_id=participant_id), execution_options={"synchronize_session": "fetch"}
    )
    db.session.flush()
