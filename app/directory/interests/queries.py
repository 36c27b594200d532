"""Reads of what people with a list want."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.directory.interests.models import Interest
from app.people.models import Participant
from app.people.queries import get_known
from app.skills.queries.inventories import readable_by

Row = TypeVar("Row")


def interests_page(actor: Actor, *, state: str, after: str | None = None) -> Page[Interest]:
    """What is wanted in the current municipality, the newest first."""
    query = _listed(select(Interest).options(contains_eager(Interest.inventory)), actor, state)
    return page(query, by=Interest.id, then=Interest.id, after=after, descending=True)


def interests_to_answer(actor: Actor) -> Select[int]:
    """Counts what nobody has answered in the current municipality."""
    return _listed(select(func.count()).select_from(Interest), actor, "waiting")


def get_interest(actor: Actor, interest_id: UUID) -> Interest:
    """An interest that the actor may answer, locked; NotFound, ReasonNeeded."""
    query = (
        select(Interest)
        .join(Interest.inventory)
        .options(contains_eager(Interest.inventory))
        .where(
            Interest.id == interest_id,
            Interest.municipality_id.in_(actor.municipalities(Permission.INVENTORY_CLAIM)),
            readable_by(actor),
        )
    )
    found = existing(db.session.scalars(query.with_for_update(of=Interest)).one_or_none())
    if found.inventory.participant_id:
        get_known(actor, found.inventory.participant_id)
    return found


def list_of_list(inventory_id: UUID) -> Sequence[Interest]:
    """What is wanted with a list that the caller may read, in the order it was said, but for what was
    taken back.
    """
    query = select(Interest).where(Interest.inventory_id == inventory_id, Interest.state != "withdrawn")
    return db.session.scalars(query.order_by(Interest.created_at, Interest.id)).all()


def names_of(interests: Sequence[Interest]) -> dict[UUID, str]:
    """The names of the known people who want something, by their ids, in one query; not of protected ones."""
    ids = [each.inventory.participant_id for each in interests if each.inventory.participant_id]
    if not ids:
        return {}
    found = select(Participant.id, Participant.name).where(
        Participant.id.in_(ids), Participant.sealed_at.is_(None)
    )
    return {row.id: row.name for row in db.session.execute(found)}


def _listed(query: Select[Row], actor: Actor, state: str) -> Select[Row]:
    return query.join(Interest.inventory).where(
        Interest.municipality_id == actor.here(), Interest.state == state, readable_by(actor)
    )
