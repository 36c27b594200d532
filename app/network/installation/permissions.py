"""Who may see and change the installation of the programme."""

from uuid import UUID

from app.core.actor import Actor
from app.core.permission import Permission

READ, WRITE = Permission.PARTNERSHIP_READ, Permission.PARTNERSHIP_WRITE


def may_see_names(actor: Actor, municipality_id: UUID) -> bool:
    """Whether the actor reads who of the staff sees to what: not whoever only looks on."""
    return actor.may(Permission.PARTNERSHIP_CONTACT, municipality_id)
