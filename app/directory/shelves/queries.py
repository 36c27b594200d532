"""Reads of offers, publications and things of the learning library."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, defer, selectinload

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.machine import Transition
from app.core.permission import Permission
from app.core.slices import Slices
from app.directory.index.models import DirectoryImport
from app.directory.services.models import Service, ServiceState
from app.directory.shelves.models.offers import Offer, OfferHindrance, OfferKind, OfferState
from app.directory.shelves.models.publications import LibraryItem, Publication, ShelfState
from app.directory.shelves.models.stock import StockMovement
from app.directory.shelves.permissions import seen_by
from app.skills.queries.who_can import Abler, first_able

E = TypeVar("E", Offer, Publication, LibraryItem)
LONGEST_SEARCH = 200
READ_AT_ONCE = 250
SHOWN = 6
"""People that the page of an offer shows."""
OFFER_LIST = "offers"
"""The kind of import that brings offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilters:
    """What a list is narrowed to; None is everything. `hindrance` is of offers only."""

    text: str | None = None
    kind: str | None = None
    state: str | None = None
    hindrance: str | None = None


def get_entry(actor: Actor, model: type[E], entry_id: UUID, *, to_change: bool = False) -> E:
    """An entry the actor may look at, with its texts; `to_change` keeps others from writing it meanwhile."""
    query = select(model).where(model.id == entry_id, seen_by(actor, model))
    return existing(db.session.scalars(query.with_for_update(of=model) if to_change else query).first())


def entries_page(
    actor: Actor, model: type[E], filters: EntryFilters, *, after: str | None = None
) -> paging.Page[E]:
    """The entries of the current municipality by title."""
    by: InstrumentedAttribute[Any] = model.sort_key
    return paging.page(_filtered(actor, model, filters), by=by, then=model.id, after=after)


def offers_to_export(actor: Actor, filters: EntryFilters) -> Slices:
    """The list of offers, whole, with what an exported row says of each."""
    query = _filtered(actor, Offer, filters)
    query = query.options(selectinload(Offer.hindrances), selectinload(Offer.competences))
    return Slices(query, by=Offer.sort_key, then=Offer.id, size=READ_AT_ONCE)


def _filtered(actor: Actor, model: type[E], filters: EntryFilters) -> Select[E]:
    actor.demand(Permission.DIRECTORY_READ)
    query = select(model).where(model.municipality_id == actor.here(), seen_by(actor, model))
    for word in text.fold((filters.text or "")[:LONGEST_SEARCH]).split():
        query = query.where(model.sort_key.contains(word, autoescape=True))
    if filters.state:
        query = query.where(model.state == filters.state)
    if filters.kind and (column := getattr(model, "kind", None)) is not None:
        query = query.where(column == filters.kind)
    if filters.hindrance and model is Offer:
        query = query.where(Offer.hindrances.any(OfferHindrance.reason == filters.hindrance))
    return query


@dataclass(frozen=True, slots=True)
class Able:
    """The first people who can do what an offer wants, and whether somebody can do all of it."""

    people: Sequence[Abler]
    has_more: bool
    is_whole: bool


def people_for(actor: Actor, offer: Offer) -> Able | None:
    """Who agreed to be matched and can do it: who can do most of it, then of the parish that its place names.

    None for who may not read people, elsewhere, and where an offer asks for no competence but gives some.
    """
    wanted = [each.competence_id for each in offer.competences]
    may = actor.may(Permission.PARTICIPANT_READ, offer.municipality_id)
    if offer.kind == OfferKind.TRAINING or not wanted or not may or actor.here() != offer.municipality_id:
        return None
    found = first_able(actor, wanted=wanted, place=offer.place)
    return Able(found[:SHOWN], len(found) > SHOWN, any(each.count == len(wanted) for each in found))


@dataclass(frozen=True, slots=True)
class Proposed:
    """Something that waits for publication: a service, or an entry of one of the shelves (`key`)."""

    key: str
    id: UUID
    title: str


def list_proposed(actor: Actor, at_most: int) -> Sequence[Proposed]:
    """What waits for publication in the current municipality, the longest waiting first; one query.

    A service waits since it was last proposed, an entry of a shelf since it was made: it begins as proposed.
    """
    actor.demand(Permission.DIRECTORY_PUBLISH)
    here, proposed = actor.here(), ServiceState.PROPOSED.value
    is_step = and_(Transition.subject_id == Service.id, Transition.after == proposed)
    since = select(func.max(Transition.at)).where(is_step).scalar_subquery()
    waits = [_waits("services", Service, Service.name, since, here).where(Service.state == proposed)]
    for key, model in (("offers", Offer), ("library", LibraryItem), ("publications", Publication)):
        entries = _waits(key, model, model.title, model.created_at, here)
        waits.append(entries.where(model.state == ShelfState.PROPOSED.value))
    found = union_all(*waits).subquery()
    query = select(found.c.key, found.c.id, found.c.title).order_by(found.c.since, found.c.id)
    return [Proposed(*row) for row in db.session.execute(query.limit(at_most))]


def _waits(key: str, model: type[Any], title: Any, since: Any, here: UUID) -> Select[Any]:
    what = (literal(key).label("key"), model.id, title.label("title"), since.label("since"))
    return select(*what).where(model.municipality_id == here)


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


def movements_page(publication: Publication, *, after: str | None = None) -> paging.Page[StockMovement]:
    """The movements of the printed copies of a publication, the latest first."""
    query = select(StockMovement).where(StockMovement.publication_id == publication.id)
    by = StockMovement.created_at
    return paging.page(query, by=by, then=StockMovement.id, after=after, descending=True)


def get_movement(publication: Publication, movement_id: UUID) -> StockMovement:
    """One of them; NotFound."""
    found = db.session.get(StockMovement, movement_id)
    if found is None or found.publication_id != publication.id:
        raise NotFound
    return found


def reversed_among(movements: Iterable[StockMovement]) -> frozenset[UUID]:
    """Those of the movements that were evened out, by id."""
    ids, reverses = [each.id for each in movements], StockMovement.reverses_id
    found = db.session.scalars(select(reverses).where(reverses.in_(ids)))
    return frozenset(each for each in found if each)
