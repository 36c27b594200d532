"""Who may see services and places: writers all of their municipality, partners those of their own."""

from sqlalchemy import ColumnElement, and_, or_, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.directory.index.permissions import of_own
from app.directory.services.models import Service, ServiceState, Structure


def services_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Whoever writes sees every state; others what is published, and everything of their own organisations.

    Needs `Structure` joined.
    """
    if actor.kind is ActorKind.SYSTEM:
        return true()
    writing = actor.municipalities(Permission.DIRECTORY_WRITE)
    reading = actor.municipalities(Permission.DIRECTORY_READ)
    return or_(
        Service.municipality_id.in_(writing),
        and_(Service.municipality_id.in_(reading), Service.state == ServiceState.PUBLISHED.value),
        of_own(actor, Structure),
    )


def structures_seen_by(actor: Actor) -> ColumnElement[bool]:
    """The places of services in the municipalities whose directory the actor reads."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return Structure.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ))
