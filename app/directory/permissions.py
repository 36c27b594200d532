"""Who may see and change which entries: writers all of their municipality, partners those of their own."""

from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, or_, true

from app.core.actor import Actor, ActorKind
from app.core.errors import Forbidden
from app.core.permission import Permission
from app.directory.models import DirectoryEntry, Service, ServiceState, Structure


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
        own(actor),
    )


def structures_seen_by(actor: Actor) -> ColumnElement[bool]:
    """The places of services in the municipalities whose directory the actor reads."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return Structure.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ))


def own(actor: Actor) -> ColumnElement[bool]:
    """What hangs on the places of the organisations the actor works for, where they may propose."""
    return or_(
        *(
            and_(Structure.municipality_id == where, Structure.organisation_id.in_(organisations))
            for where, organisations in actor.organisations.items()
            if actor.may(Permission.DIRECTORY_PROPOSE, where)
        ),
        Structure.id.is_(None),  # never true: an OR of nothing has no meaning
    )


def may_edit(actor: Actor, municipality_id: UUID, organisation_id: UUID) -> bool:
    """Whether the actor may write entries of an organisation in a municipality."""
    return actor.may(Permission.DIRECTORY_WRITE, municipality_id) or (
        actor.may(Permission.DIRECTORY_PROPOSE, municipality_id)
        and actor.works_for(organisation_id, municipality_id)
    )


def demand_edit(actor: Actor, municipality_id: UUID, organisation_id: UUID) -> None:
    """Raise Forbidden where `may_edit` says no."""
    if not may_edit(actor, municipality_id, organisation_id):
        raise Forbidden


def shown_in(
    municipality_id: UUID | BindParameter[UUID], today: date | ColumnElement[date]
) -> ColumnElement[bool]:
    """The entries of the directory that anybody may see in a municipality on a day."""
    return and_(
        DirectoryEntry.municipality_id == municipality_id,
        DirectoryEntry.is_public,
        or_(DirectoryEntry.public_until.is_(None), DirectoryEntry.public_until >= today),
    )
