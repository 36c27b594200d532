"""Reads of the places at which services are offered."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, select

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.directory.index.permissions import of_own
from app.directory.services.models import Service, Structure
from app.directory.services.permissions import structures_seen_by

LONGEST_SEARCH = 200


def get_structure(actor: Actor, structure_id: UUID, *, to_change: bool = False) -> Structure:
    """One place the actor may look at; `to_change` keeps others from writing it meanwhile."""
    query = select(Structure).where(Structure.id == structure_id, structures_seen_by(actor))
    return existing(db.session.scalars(query.with_for_update() if to_change else query).first())


def structures_page(actor: Actor, *, search: str = "", after: str | None = None) -> paging.Page[Structure]:
    """The places of the current municipality by name; `search` finds parts of words in any order."""
    actor.demand(Permission.DIRECTORY_READ)
    query = select(Structure).where(Structure.municipality_id == actor.here())
    for word in text.fold(search[:LONGEST_SEARCH]).split():
        query = query.where(Structure.sort_key.contains(word, autoescape=True))
    return paging.page(query, by=Structure.sort_key, then=Structure.id, after=after)


def list_offered_structures(actor: Actor) -> Sequence[Structure]:
    """The places at which the actor may write services, in the current municipality, by name."""
    query = select(Structure).where(Structure.municipality_id == actor.here())
    if not actor.may(Permission.DIRECTORY_WRITE):
        query = query.where(of_own(actor, Structure))
    return db.session.scalars(query.order_by(Structure.sort_key, Structure.id)).all()


def count_services(structure_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many services each place offers, in whatever state."""
    rows = (
        select(Service.structure_id, func.count())
        .where(Service.structure_id.in_(list(structure_ids)))
        .group_by(Service.structure_id)
    )
    return {row[0]: row[1] for row in db.session.execute(rows)}
