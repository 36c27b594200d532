"""Reads of parties. The organisations offered in forms are no secret."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.core.sorting import Sort
from app.network.parties.models import Organisation, PartyReach
from app.network.parties.permissions import organisations_seen_by

LONGEST_SEARCH = 200
"""Letters of a search that are looked at: each further word would be a further condition."""


def list_organisations(municipality_id: UUID) -> Sequence[Organisation]:
    """The organisations that work in a municipality, by name: what its forms offer."""
    return db.session.scalars(
        select(Organisation)
        .join(PartyReach)
        .where(PartyReach.municipality_id == municipality_id)
        .order_by(Organisation.sort_key, Organisation.id)
    ).all()


def get_offered_organisation(municipality_id: UUID, organisation_id: UUID) -> Organisation:
    """An organisation that works in a municipality; NotFound for any other."""
    there = select(Organisation).join(PartyReach).where(Organisation.id == organisation_id)
    return existing(db.session.scalar(there.where(PartyReach.municipality_id == municipality_id)))


ORGANISATION_SORTS: Mapping[str, InstrumentedAttribute[Any]] = {"name": Organisation.sort_key}
BY_NAME = Sort("name")


def organisations_page(
    actor: Actor, *, search: str = "", after: str | None = None, sort: Sort = BY_NAME
) -> paging.Page[Organisation]:
    """The organisations of the current municipality; `search` finds parts of words in any order."""
    actor.demand(Permission.ORGANISATION_READ)
    here = select(PartyReach.party_id).where(PartyReach.municipality_id == actor.here())
    query = select(Organisation).where(Organisation.id.in_(here))
    for word in text.fold(search[:LONGEST_SEARCH]).split():
        query = query.where(Organisation.sort_key.contains(word, autoescape=True))
    by = ORGANISATION_SORTS[sort.key]
    return paging.page(query, by=by, then=Organisation.id, after=after, descending=sort.descending)


def get_organisation(actor: Actor, organisation_id: UUID, *, to_change: bool = False) -> Organisation:
    """One organisation the actor may look at; `to_change` keeps others from writing it meanwhile."""
    query = select(Organisation).where(Organisation.id == organisation_id, organisations_seen_by(actor))
    return existing(db.session.scalar(query.with_for_update() if to_change else query))


def reach_of(organisation_id: UUID) -> frozenset[UUID]:
    where = select(PartyReach.municipality_id).where(PartyReach.party_id == organisation_id)
    return frozenset(db.session.scalars(where))


def organisation_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several organisations by id, in one query."""
    wanted = {organisation_id for organisation_id in ids if organisation_id}
    if not wanted:
        return {}
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def is_name_taken(municipality_id: UUID, name: str, *, besides: UUID | None = None) -> bool:
    """Whether another organisation of the municipality has this name, accents and case apart."""
    same = (
        select(Organisation.id)
        .join(PartyReach)
        .where(
            PartyReach.municipality_id == municipality_id,
            Organisation.sort_key == text.fold(name),
        )
    )
    return any(found != besides for found in db.session.scalars(same))
