"""Handing a list over: the code that the person brings, and whose record it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select, update

from app.core import audit, clock, records, throttle
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotFound
from app.core.permission import Permission
from app.core.secret import secret_key
from app.core.signals import Signal
from app.core.unit_of_work import afterwards
from app.people.models import Participant
from app.people.queries import find_participant
from app.skills import codes
from app.skills.models.inventory import Inventory, InventoryEntry, InventoryState
from app.skills.operations.inventories import STATES, read_anew
from app.skills.queries.inventories import zone_of

BUCKET = "claim code"


class CodeUnknown(NotFound):
    """No list has this code with these pictures."""


class CodeExpired(DomainError):
    """The code was right, but its last day has passed."""

    def __init__(self, valid_until: date) -> None:
        self.valid_until = valid_until
        super().__init__(valid_until)


class AlreadyClaimed(Conflict):
    """Somebody else has received this list; `staff_id` is who, `at` when."""

    def __init__(self, staff_id: UUID | None, at: datetime | None) -> None:
        self.staff_id, self.at = staff_id, at
        super().__init__(staff_id, at)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """An anonymous list became a participant's."""

    actor: Actor
    inventory: Inventory
    participant: Participant


handed_over: Signal[HandedOver] = Signal()


def open_by_code(actor: Actor, *, digits: str, pictures: Sequence[str]) -> Inventory:
    """The saved list of a code; `pictures` are the keys of the two pictures, in order.

    The code of a list that belongs to somebody the actor may not know of is an unknown one.
    Raises CodeUnknown, CodeExpired, AlreadyClaimed; Throttled after 20 wrong tries in an hour.
    """
    actor.demand(Permission.INVENTORY_CLAIM)
    check_tries(actor)
    inventory = find_by_code(actor, Permission.INVENTORY_CLAIM, digits=digits, pictures=pictures)
    if inventory is None or _is_hidden(actor, inventory):
        refuse_code(actor)
        raise CodeUnknown
    if inventory.state != InventoryState.SAVED:
        raise AlreadyClaimed(inventory.claimed_by, inventory.claimed_at)
    if is_over(inventory) and inventory.last_day:
        raise CodeExpired(inventory.last_day)
    return inventory


def _is_hidden(actor: Actor, inventory: Inventory) -> bool:
    owner = inventory.participant_id
    return owner is not None and find_participant(actor, owner) is None


def find_by_code(
    actor: Actor, permission: Permission, *, digits: str, pictures: Sequence[str]
) -> Inventory | None:
    """The list of a code, in any state, where the actor holds the permission; ask `check_tries` before."""
    return db.session.scalars(
        select(Inventory).where(
            Inventory.code_hash == codes.hashed(digits, pictures, secret=secret_key()),
            Inventory.municipality_id.in_(actor.municipalities(permission)),
        )
    ).first()


def is_over(inventory: Inventory) -> bool:
    """Whether the last day of the list's code has passed."""
    last_day = inventory.last_day
    return last_day is not None and last_day < clock.today(zone_of(inventory.municipality_id).key)


def check_tries(actor: Actor) -> None:
    """Raise Throttled after 20 wrong codes of an account in an hour, or 60 at a terminal."""
    assert actor.id is not None
    at_terminal = actor.kind is ActorKind.TERMINAL
    limit = codes.WRONG_TRIES_AT_A_TERMINAL if at_terminal else codes.WRONG_TRIES_AN_HOUR
    throttle.check(BUCKET, actor.id, limit)


def refuse_code(actor: Actor) -> None:
    """Count a wrong code, whatever becomes of the request."""
    afterwards(lambda: _note_wrong_try(actor))


def _note_wrong_try(actor: Actor) -> None:
    assert actor.id is not None
    throttle.count(BUCKET, actor.id)
    audit.record(actor, "inventory.code_refused", "inventory")


def claim_inventory(actor: Actor, *, inventory: Inventory, participant: Participant) -> None:
    """The list becomes this participant's. Claiming it again for the same one changes nothing.

    Raises AlreadyClaimed with who has it: of two facilitators, the second to arrive.
    """
    actor.demand(Permission.INVENTORY_CLAIM, inventory.municipality_id)
    if participant.municipality_id != inventory.municipality_id:
        raise Conflict
    read_anew(inventory)
    if inventory.state in {InventoryState.CLAIMED, InventoryState.REVIEWED}:
        if inventory.participant_id == participant.id:
            return
        raise AlreadyClaimed(inventory.claimed_by, inventory.claimed_at)
    inventory.participant_id = participant.id
    inventory.claimed_by, inventory.claimed_at = actor.id, clock.now()
    STATES.move(actor, inventory, InventoryState.CLAIMED)
    entries = update(InventoryEntry).where(InventoryEntry.inventory_id == inventory.id)
    db.session.execute(
        entries.values(participant_id=participant.id), execution_options={"synchronize_session": "fetch"}
    )
    records.record(actor, "inventory_received", participant, inventory=str(inventory.id))
    handed_over.send(HandedOver(actor, inventory, participant))
