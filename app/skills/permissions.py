"""Who may read and change a list."""

from uuid import UUID

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.skills.models.inventory import Inventory, InventoryState

_HANDED_OVER = frozenset({InventoryState.CLAIMED.value, InventoryState.REVIEWED.value})


def readable_in(actor: Actor) -> frozenset[UUID]:
    """The municipalities whose lists the actor may read."""
    return actor.municipalities(Permission.INVENTORY_WRITE) | actor.municipalities(Permission.INVENTORY_CLAIM)


def may_return(actor: Actor, inventory: Inventory) -> bool:
    """Whoever received a list mends it when it was for the wrong person; the coordinator for everybody."""
    where = inventory.municipality_id
    is_own = inventory.claimed_by == actor.id and actor.may(Permission.INVENTORY_CLAIM, where)
    return inventory.state in _HANDED_OVER and (is_own or actor.may(Permission.PARTICIPANT_SEAL, where))


def demand_trace(actor: Actor, municipality_id: UUID) -> None:
    """Raise Forbidden for whoever neither notes who was at a session nor registers people there."""
    if not actor.may(Permission.ATTENDANCE_WRITE, municipality_id):
        actor.demand(Permission.OUTREACH_REGISTER, municipality_id)


def may_change(actor: Actor, inventory: Inventory) -> bool:
    """A terminal changes a list until it is handed over; staff change it until it is erased."""
    if inventory.state == InventoryState.ERASED or not actor.may(
        Permission.INVENTORY_WRITE, inventory.municipality_id
    ):
        return False
    return actor.kind is not ActorKind.TERMINAL or inventory.state not in _HANDED_OVER
