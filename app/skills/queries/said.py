"""Reads of what somebody said with a list and the office answers: something wanted, an idea.

`kind` is its model: a row of a municipality with a `state` and the `inventory` it was said with.
"""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import get_known
from app.skills.queries.inventories import readable_by

Said = TypeVar("Said", bound=Any)
Row = TypeVar("Row")


def listed(query: Select[Row], actor: Actor, kind: type[Any], state: str) -> Select[Row]:
    """A query about them, narrowed to those of the current municipality that the actor may read."""
    return query.join(kind.inventory).where(
        kind.municipality_id == actor.here(), kind.state == state, readable_by(actor)
    )


def said_page(actor: Actor, kind: type[Said], *, state: str, after: str | None = None) -> Page[Said]:
    """What was said in the current municipality, in a state, the newest first."""
    query = listed(select(kind).options(contains_eager(kind.inventory)), actor, kind, state)
    return page(query, by=kind.id, then=kind.id, after=after, descending=True)


def get_said(actor: Actor, kind: type[Said], row_id: UUID, permission: Permission) -> Said:
    """One of them for whoever answers by that permission, locked; NotFound, ReasonNeeded."""
    query = (
        select(kind)
        .join(kind.inventory)
        .options(contains_eager(kind.inventory))
        .where(
            kind.id == row_id,
            kind.municipality_id.in_(actor.municipalities(permission)),
            readable_by(actor),
        )
    )
    found: Said = existing(db.session.scalars(query.with_for_update(of=kind)).one_or_none())
    if found.inventory.participant_id:
        get_known(actor, found.inventory.participant_id)
    return found


def names_of(said: Iterable[Any]) -> dict[UUID, str]:
    """The names of the known people who said it, by their ids, in one query; not of protected ones."""
    ids = [each.inventory.participant_id for each in said if each.inventory.participant_id]
    if not ids:
        return {}
    found = select(Participant.id, Participant.name).where(
        Participant.id.in_(ids), Participant.sealed_at.is_(None)
    )
    return {row.id: row.name for row in db.session.execute(found)}
