"""Somebody with a list wants something that is there; somebody of the office sees to it."""

from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import IllegalTransition, NotFound
from app.core.permission import Permission
from app.directory.index.answers import PublicEntry
from app.directory.interests.models import Interest
from app.directory.interests.states import INTEREST
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.inventories import read_anew, save_inventory


def want(actor: Actor, *, inventory: Inventory, entry: PublicEntry) -> Interest:
    """Note that whoever this list belongs to wants the entry, and keep the list under its code for it.

    What waits already is the same interest. `entry` in Portuguese. NotFound for an erased list.
    """
    actor.demand(Permission.INVENTORY_WRITE, inventory.municipality_id)
    read_anew(inventory)
    if inventory.state == InventoryState.ERASED:
        raise NotFound
    if inventory.state == InventoryState.DRAFT:
        save_inventory(actor, inventory=inventory)
    if waiting := _waiting(inventory.id, entry.id):
        return waiting
    interest = Interest(
        id=new_id(),
        municipality_id=inventory.municipality_id,
        inventory_id=inventory.id,
        entry_kind=entry.kind,
        entry_id=entry.id,
        title=str(entry.name),
        state="waiting",
        created_at=clock.now(),
    )
    return records.add(actor, interest)


def take_back(actor: Actor, *, inventory: Inventory, interest_id: UUID) -> None:
    """The person wants it no more; what is not theirs does not exist, what does not wait stays as it is."""
    actor.demand(Permission.INVENTORY_WRITE, inventory.municipality_id)
    read_anew(inventory)
    interest = db.session.get(Interest, interest_id, with_for_update=True)
    if interest is None or interest.inventory_id != inventory.id:
        raise NotFound
    if interest.state == "waiting":
        INTEREST.move(actor, interest, "withdrawn")


def answer_interest(actor: Actor, *, interest: Interest) -> None:
    """Somebody has seen to it; IllegalTransition for what does not wait."""
    INTEREST.move(actor, interest, "answered")
    interest.answered_at, interest.answered_by = clock.now(), actor.id


def reopen_interest(actor: Actor, *, interest: Interest) -> None:
    """It was no answer after all; IllegalTransition where the same waits already, or was taken back."""
    if _waiting(interest.inventory_id, interest.entry_id):
        raise IllegalTransition
    INTEREST.move(actor, interest, "waiting")
    interest.answered_at = interest.answered_by = None


def _waiting(inventory_id: UUID, entry_id: UUID) -> Interest | None:
    query = select(Interest).where(
        Interest.inventory_id == inventory_id, Interest.entry_id == entry_id, Interest.state == "waiting"
    )
    return db.session.scalars(query).first()
