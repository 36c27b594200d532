"""Reads of offers, publications and things of the learning library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, defer, selectinload

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.directory.models import (
    DirectoryImport,
    LibraryItem,
    Offer,
    OfferHindrance,
    OfferState,
    Publication,
    ShelfState,
)
from app.directory.shelves import seen_by

E = TypeVar("E", Offer, Publication, LibraryItem)
LONGEST_SEARCH = 200
MOST_EXPORTED = 20_000
OFFER_LIST = "offers"
"""The kind of import that brings offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilters:
    """What a list is narrowed to; "" is everything. `hindrance` is of offers only."""

    text: str = ""
    kind: str = ""
    state: str = ""
    hindrance: str = ""
    organisation_id: UUID | None = None


def get_entry(actor: Actor, kind: type[E], entry_id: UUID, *, to_change: bool = False) -> E:
    """An entry the actor may look at, with its texts; `to_change` keeps others from writing it meanwhile."""
    query = select(kind).where(kind.id == entry_id, seen_by(actor, kind))
    if to_change:
        query = query.with_for_update(of=kind)
    found = db.session.scalars(query).first()
    if found is None:
        raise NotFound
    return found


def entries_page(
    actor: Actor, kind: type[E], filters: EntryFilters, *, after: str | None = None
) -> paging.Page[E]:
    """The entries of the current municipality by title."""
    by: InstrumentedAttribute[Any] = kind.sort_key
    return paging.page(_filtered(actor, kind, filters), by=by, then=kind.id, after=after)


def entries_to_export(actor: Actor, kind: type[E], filters: EntryFilters) -> Sequence[E]:
    """The same list, whole, with what an exported row says of each."""
    query = _filtered(actor, kind, filters).order_by(kind.sort_key, kind.id).limit(MOST_EXPORTED)
    if kind is Offer:
        query = query.options(selectinload(Offer.hindrances), selectinload(Offer.competences))
    return list(db.session.scalars(query))


def _filtered(actor: Actor, kind: type[E], filters: EntryFilters) -> Select[E]:
    actor.demand(Permission.DIRECTORY_READ)
    query = select(kind).where(kind.municipality_id == actor.here(), seen_by(actor, kind))
    for word in text.fold(filters.text[:LONGEST_SEARCH]).split():
        query = query.where(kind.sort_key.contains(word, autoescape=True))
    if filters.state:
        query = query.where(kind.state == filters.state)
    if filters.organisation_id:
        query = query.where(kind.organisation_id == filters.organisation_id)
    if filters.kind and (column := getattr(kind, "kind", None)) is not None:
        query = query.where(column == filters.kind)
    if filters.hindrance and kind is Offer:
        query = query.where(Offer.hindrances.any(OfferHindrance.reason == filters.hindrance))
    return query


def count_hindrances(actor: Actor) -> Mapping[str, int]:
    """How many open vacancies of the current municipality each reason keeps unfilled."""
    actor.demand(Permission.DIRECTORY_READ)
    rows = db.session.execute(
        select(OfferHindrance.reason, func.count())
        .join(Offer, Offer.id == OfferHindrance.offer_id)
        .where(OfferHindrance.municipality_id == actor.here(), Offer.state == OfferState.OPEN.value)
        .group_by(OfferHindrance.reason)
    )
    counted = {str(reason): int(count) for reason, count in rows}
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def get_offer_import(actor: Actor, import_id: UUID) -> DirectoryImport:
    """What became of a list of offers."""
    report = db.session.get(DirectoryImport, import_id)
    if report is None or report.kind != OFFER_LIST:
        raise NotFound
    if not actor.may(Permission.DIRECTORY_WRITE, report.municipality_id):
        raise NotFound
    return report


def list_offer_imports(actor: Actor) -> Sequence[DirectoryImport]:
    """The latest lists of offers that were brought to the current municipality."""
    actor.demand(Permission.DIRECTORY_WRITE)
    return db.session.scalars(
        select(DirectoryImport)
        .where(DirectoryImport.municipality_id == actor.here(), DirectoryImport.kind == OFFER_LIST)
        .options(defer(DirectoryImport.broken))
        .order_by(DirectoryImport.created_at.desc(), DirectoryImport.id.desc())
        .limit(paging.SIZE)
    ).all()


def get_published(publication_id: UUID) -> Publication:
    """A publication that everybody may read: its address is on papers and in phones."""
    found = db.session.get(Publication, publication_id)
    if found is None or found.state != ShelfState.PUBLISHED:
        raise NotFound
    return found
