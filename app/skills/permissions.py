"""Who may read and change a list."""

from uuid import UUID

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.skills.models.inventory import Inventory, InventoryState

_HANDED_OVER = frozenset({InventoryState.CLAIMED.value, InventoryState.REVIEWED.value})


def readable_in(actor: Actor) -> frozenset[UUID]:
    """The municipalities whose lists the actor may read."""
    return actor.municipalities(Permission.INVENTORY_WRITE) | actor.municipalities(Permission.INVENTORY_CLAIM)


def may_change(actor: Actor, inventory: Inventory) -> bool:
    """A terminal changes a list until it is handed over; staff change it until it is erased."""
    if inventory.state == InventoryState.ERASED or not actor.may(
        Permission.INVENTORY_WRITE, inventory.municipality_id
    ):
        return False
    return actor.kind is not ActorKind.TERMINAL or inventory.state not in _HANDED_OVER
