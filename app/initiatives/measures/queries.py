"""Reads of measures, of what they could be made from, and of searches for those that open most."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.core import text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.directory.shelves.models.offers import Offer, OfferKind, OfferState
from app.initiatives.measures.models import Measure, MeasureSearch
from app.workshops.planning.models.series import Workshop, WorkshopState

LONGEST_SEARCH = 200
MOST_SOURCES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFilters:
    """What the list is narrowed to; without a choice those that are offered."""

    q: str | None = None
    kind: str | None = None
    is_offered: bool = True


def measures_page(actor: Actor, filters: MeasureFilters, *, after: str | None = None) -> Page[Measure]:
    """The measures of the current municipality with their competences, by title."""
    actor.demand(Permission.INITIATIVE_READ)
    query = select(Measure).where(
        Measure.municipality_id == actor.here(), Measure.is_offered.is_(filters.is_offered)
    )
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Measure.sort_key.contains(word, autoescape=True))
    if filters.kind:
        query = query.where(Measure.kind == filters.kind)
    query = query.options(selectinload(Measure.competences))
    return page(query, by=Measure.sort_key, then=Measure.id, after=after)


def get_measure(actor: Actor, measure_id: UUID, *, to_change: bool = False) -> Measure:
    """A measure with its competences, locked where it is to be changed; NotFound."""
    permission = Permission.INITIATIVE_WRITE if to_change else Permission.INITIATIVE_READ
    query = select(Measure).where(
        Measure.id == measure_id, Measure.municipality_id.in_(actor.municipalities(permission))
    )
    query = query.options(selectinload(Measure.competences))
    return existing(db.session.scalars(query.with_for_update(of=Measure) if to_change else query).first())


def list_offered(municipality_id: UUID) -> Sequence[Measure]:
    """Those that a search may choose, by title."""
    query = select(Measure).where(Measure.municipality_id == municipality_id, Measure.is_offered)
    query = query.options(selectinload(Measure.competences))
    return db.session.scalars(query.order_by(Measure.sort_key, Measure.id)).all()


def count_offered(municipality_id: UUID) -> int:
    query = select(func.count()).where(Measure.municipality_id == municipality_id, Measure.is_offered)
    return db.session.scalars(query).one()


def searches_page(actor: Actor, *, after: str | None = None) -> Page[MeasureSearch]:
    """The searches of the current municipality, the latest first."""
    actor.demand(Permission.INITIATIVE_READ)
    query = select(MeasureSearch).where(MeasureSearch.municipality_id == actor.here())
    return page(query, by=MeasureSearch.created_at, then=MeasureSearch.id, after=after, descending=True)


def get_search(actor: Actor, search_id: UUID) -> MeasureSearch:
    """One search; NotFound."""
    query = select(MeasureSearch).where(
        MeasureSearch.id == search_id,
        MeasureSearch.municipality_id.in_(actor.municipalities(Permission.INITIATIVE_READ)),
    )
    return existing(db.session.scalars(query).first())


def list_chosen(search: MeasureSearch) -> Sequence[Measure]:
    """The measures that a search chose, as they are now, by title; without those that are gone."""
    ids = [UUID(each["id"]) for each in search.outcome.get("measures", ())]
    query = select(Measure).where(Measure.municipality_id == search.municipality_id, Measure.id.in_(ids))
    query = query.options(selectinload(Measure.competences))
    return db.session.scalars(query.order_by(Measure.sort_key, Measure.id)).all()


def list_trainings(actor: Actor) -> Sequence[Offer]:
    """The open training offers of the current municipality that say what they teach, by title."""
    actor.demand(Permission.INITIATIVE_WRITE)
    query = select(Offer).where(
        Offer.municipality_id == actor.here(),
        Offer.kind == OfferKind.TRAINING.value,
        Offer.state == OfferState.OPEN.value,
        Offer.competences.any(),
    )
    query = query.options(selectinload(Offer.competences)).order_by(Offer.sort_key, Offer.id)
    return db.session.scalars(query.limit(MOST_SOURCES)).all()


def list_series(actor: Actor) -> Sequence[Workshop]:
    """The latest series of the current municipality that develop competences."""
    actor.demand(Permission.INITIATIVE_WRITE)
    query = select(Workshop).where(
        Workshop.municipality_id == actor.here(),
        Workshop.state != WorkshopState.CANCELLED.value,
        Workshop.competences.any(),
    )
    query = query.options(selectinload(Workshop.competences)).order_by(Workshop.id.desc())
    return db.session.scalars(query.limit(MOST_SOURCES)).all()
