"""Who may see offers, publications and things of the learning library."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.directory.index.permissions import of_own
from app.directory.shelves.models.publications import ShelfState
from app.directory.shelves.states import PUBLIC


def first_state(actor: Actor, model: type[Any], municipality_id: UUID) -> str:
    """The state of a new entry: public when the actor may write, else proposed."""
    writes = actor.may(Permission.DIRECTORY_WRITE, municipality_id)
    return PUBLIC[model] if writes else ShelfState.PROPOSED.value


def seen_by(actor: Actor, model: type[Any]) -> ColumnElement[bool]:
    """Writers see every state; other readers what is public, and partners everything of their own."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    readable = model.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ))
    return or_(
        model.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_WRITE)),
        and_(readable, model.state == PUBLIC[model]),
        of_own(actor, model),
    )
