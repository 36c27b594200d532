"""Who may see and change initiatives."""

from sqlalchemy import ColumnElement, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, Member


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The initiatives of the municipalities in which the actor reads them."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return Initiative.municipality_id.in_(actor.municipalities(Permission.INITIATIVE_READ))


def may_write(actor: Actor, thing: Initiative | Member) -> bool:
    """Whether the actor changes it."""
    return actor.may(Permission.INITIATIVE_WRITE, thing.municipality_id)
