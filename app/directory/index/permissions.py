"""Who may see and change which entries: writers all of their municipality, partners those of their own.

An entry has a `municipality_id` and an `organisation_id`; one of no organisation is the office's.
"""

from datetime import date
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, false, or_

from app.core.actor import Actor
from app.core.errors import Forbidden
from app.core.permission import Permission
from app.directory.index.models import DirectoryEntry


class Owned(Protocol):
    """An entry, or the place at which it is offered."""

    @property
    def municipality_id(self) -> UUID: ...

    @property
    def organisation_id(self) -> UUID | None: ...


def may_write(actor: Actor, municipality_id: UUID, organisation_id: UUID | None) -> bool:
    """Whether the actor may write entries of an organisation in a municipality."""
    return actor.may(Permission.DIRECTORY_WRITE, municipality_id) or (
        organisation_id is not None
        and actor.may(Permission.DIRECTORY_PROPOSE, municipality_id)
        and actor.works_for(organisation_id, municipality_id)
    )


def may_edit(actor: Actor, entry: Owned) -> bool:
    """Whether the actor may change an entry."""
    return may_write(actor, entry.municipality_id, entry.organisation_id)


def demand_write(actor: Actor, municipality_id: UUID, organisation_id: UUID | None) -> None:
    """Raise Forbidden where `may_write` says no."""
    if not may_write(actor, municipality_id, organisation_id):
        raise Forbidden


def demand_edit(actor: Actor, entry: Owned) -> None:
    """Raise Forbidden where `may_edit` says no."""
    demand_write(actor, entry.municipality_id, entry.organisation_id)


def of_own(actor: Actor, table: Any) -> ColumnElement[bool]:
    """The rows of a table that belong to organisations the actor works for, where they may propose."""
    return or_(
        false(),
        *(
            and_(table.municipality_id == where, table.organisation_id.in_(organisations))
            for where, organisations in actor.organisations.items()
            if actor.may(Permission.DIRECTORY_PROPOSE, where)
        ),
    )


def shown_in(
    municipality_id: UUID | BindParameter[UUID], today: date | ColumnElement[date]
) -> ColumnElement[bool]:
    """The entries of the directory that anybody may see in a municipality on a day."""
    return and_(
        DirectoryEntry.municipality_id == municipality_id,
        DirectoryEntry.is_public,
        or_(DirectoryEntry.public_until.is_(None), DirectoryEntry.public_until >= today),
    )
