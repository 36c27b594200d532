"""Reads of opportunities: one, the list, the open ones, what one came from, offers that nobody takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from app.core import paging, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.machine import Transition
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.sorting import Sort
from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.permissions import seen_by as offers_seen_by
from app.initiatives.opportunities.models import (
    Opportunity,
    OpportunityMerge,
    OpportunityNeed,
    OpportunityState,
    Origin,
)
from app.initiatives.opportunities.permissions import seen_by

LONGEST_SEARCH = 200
MOST_TO_MERGE = 200
SORTS: Mapping[str, InstrumentedAttribute[Any]] = {
    "title": Opportunity.sort_key,
    "newest": Opportunity.created_at,
}
BY_TITLE = Sort("title")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityFilters:
    """What the list is narrowed to; without a state it is all but the merged ones."""

    q: str | None = None
    state: str | None = None
    origin: str | None = None
    parish: UUID | None = None


def get_opportunity(actor: Actor, opportunity_id: UUID, *, to_change: bool = False) -> Opportunity:
    """An opportunity the actor may look at, with its needs; NotFound. `to_change` locks it."""
    query = select(Opportunity).where(Opportunity.id == opportunity_id, seen_by(actor))
    query = query.options(selectinload(Opportunity.needs))
    return existing(db.session.scalars(query.with_for_update(of=Opportunity) if to_change else query).first())


def list_open(actor: Actor) -> Sequence[Opportunity]:
    """The open ones of the current municipality with their needs, by title."""
    actor.demand(Permission.INITIATIVE_READ)
    query = select(Opportunity).where(
        Opportunity.municipality_id == actor.here(), Opportunity.state == OpportunityState.OPEN.value
    )
    query = query.options(selectinload(Opportunity.needs))
    return db.session.scalars(query.order_by(Opportunity.sort_key, Opportunity.id)).all()


def opportunities_page(
    actor: Actor, filters: OpportunityFilters, *, after: str | None = None, sort: Sort = BY_TITLE
) -> paging.Page[Opportunity]:
    """The opportunities of the current municipality that the actor may look at, with their needs."""
    query = _filtered(actor, filters).options(selectinload(Opportunity.needs))
    by = SORTS[sort.key]
    return paging.page(query, by=by, then=Opportunity.id, after=after, descending=sort.descending)


def opportunities_to_export(actor: Actor, filters: OpportunityFilters, sort: Sort = BY_TITLE) -> Slices:
    """The same list, whole."""
    query = _filtered(actor, filters).options(selectinload(Opportunity.needs))
    return Slices(query, by=SORTS[sort.key], then=Opportunity.id, descending=sort.descending)


def opportunities_to_publish(actor: Actor) -> Select[int]:
    """Counts the drafts of partners in the current municipality."""
    return (
        select(func.count())
        .select_from(Opportunity)
        .where(
            Opportunity.municipality_id == actor.here(),
            Opportunity.state == OpportunityState.DRAFT.value,
            Opportunity.origin == Origin.PARTNER.value,
        )
    )


def told_by(actor: Actor, party_id: UUID) -> Select[Any]:
    """What a party told of, of what the actor may look at, by title (core/resting.py)."""
    place = func.row_number().over(order_by=(Opportunity.sort_key, Opportunity.id)).label("place")
    seen = Opportunity.organisation_id == party_id, seen_by(actor)
    return select(Opportunity.id, Opportunity.title, place).where(*seen)


def list_others(actor: Actor, opportunity: Opportunity) -> Sequence[Opportunity]:
    """The first two hundred others, by title, that it could turn out to be the same as."""
    query = select(Opportunity).where(
        Opportunity.municipality_id == opportunity.municipality_id,
        Opportunity.id != opportunity.id,
        Opportunity.state.in_([OpportunityState.DRAFT, OpportunityState.OPEN, OpportunityState.SERVED]),
        seen_by(actor),
    )
    by = (Opportunity.sort_key, Opportunity.id)
    return db.session.scalars(query.order_by(*by).limit(MOST_TO_MERGE)).all()


def list_merged_into(actor: Actor, opportunity: Opportunity) -> Sequence[Opportunity]:
    """Those that were found to be the same as this one, of what the actor may look at."""
    query = select(Opportunity).where(Opportunity.merged_into == opportunity.id, seen_by(actor))
    return db.session.scalars(query.order_by(Opportunity.sort_key, Opportunity.id)).all()


def find_merge(opportunity: Opportunity) -> OpportunityMerge | None:
    """How it became part of another one, if it did."""
    query = select(OpportunityMerge).where(
        OpportunityMerge.gone_id == opportunity.id, OpportunityMerge.undone_at.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def history_of(opportunity: Opportunity) -> Sequence[Transition]:
    """What became of it, the latest first."""
    query = select(Transition).where(
        Transition.subject_type == Opportunity.__tablename__, Transition.subject_id == opportunity.id
    )
    return db.session.scalars(query.order_by(Transition.at.desc(), Transition.id.desc())).all()


def untaken_offers_page(actor: Actor, *, after: str | None = None) -> paging.Page[Offer]:
    """The offers of the current municipality of which somebody said why nobody takes them."""
    actor.demand(Permission.INITIATIVE_WRITE)
    query = select(Offer).where(
        Offer.municipality_id == actor.here(),
        Offer.state.in_([OfferState.OPEN, OfferState.EXPIRED]),
        Offer.hindrances.any(),
        offers_seen_by(actor, Offer),
    )
    query = query.options(selectinload(Offer.hindrances), selectinload(Offer.competences))
    return paging.page(query, by=Offer.sort_key, then=Offer.id, after=after)


def get_untaken_offer(actor: Actor, offer_id: UUID) -> Offer:
    """An offer that the actor may make an opportunity of; NotFound."""
    query = select(Offer).where(
        Offer.id == offer_id,
        Offer.municipality_id.in_(actor.municipalities(Permission.INITIATIVE_WRITE)),
        Offer.hindrances.any(),
        offers_seen_by(actor, Offer),
    )
    return existing(db.session.scalars(query).first())


def made_of(actor: Actor, offer_ids: Iterable[UUID]) -> dict[UUID, Opportunity]:
    """What was made of offers, by the offer; of one that was merged, the one it is now part of."""
    query = select(Opportunity).where(Opportunity.offer_id.in_(list(offer_ids)), seen_by(actor))
    found = db.session.scalars(query.order_by(Opportunity.created_at, Opportunity.id)).all()
    return {each.offer_id: standing(each) for each in found if each.offer_id}


def standing(opportunity: Opportunity) -> Opportunity:
    """Itself, or what it became part of."""
    while opportunity.merged_into:
        opportunity = existing(db.session.get(Opportunity, opportunity.merged_into))
    return opportunity


def find_kept(actor: Actor, opportunity: Opportunity) -> Opportunity | None:
    """What a merged one became part of, where the actor may look at that."""
    query = select(Opportunity).where(Opportunity.id == standing(opportunity).id, seen_by(actor))
    return db.session.scalars(query).first()


def find_offer(actor: Actor, opportunity: Opportunity) -> Offer | None:
    """The offer it was made of, where the actor may see it."""
    if opportunity.offer_id is None:
        return None
    query = select(Offer).where(Offer.id == opportunity.offer_id, offers_seen_by(actor, Offer))
    return db.session.scalars(query.options(selectinload(Offer.hindrances))).first()


def wanted_competences(opportunities: Iterable[Opportunity]) -> set[UUID]:
    """The competences that several need together."""
    needs: Iterable[OpportunityNeed] = (need for each in opportunities for need in each.needs)
    return {each.competence_id for each in needs}


def _filtered(actor: Actor, filters: OpportunityFilters) -> Select[Opportunity]:
    actor.demand(Permission.OPPORTUNITY_PROPOSE)
    query = select(Opportunity).where(Opportunity.municipality_id == actor.here(), seen_by(actor))
    for word in text.fold((filters.q or "")[:LONGEST_SEARCH]).split():
        query = query.where(Opportunity.sort_key.contains(word, autoescape=True))
    if filters.state:
        query = query.where(Opportunity.state == filters.state)
    else:
        query = query.where(Opportunity.state != OpportunityState.MERGED.value)
    if filters.origin:
        query = query.where(Opportunity.origin == filters.origin)
    if filters.parish:
        query = query.where(Opportunity.parish_id == filters.parish)
    return query
