"""What wants several competences together here: open opportunities and offers of work; and what teaches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.actor import Actor
from app.core.db import db
from app.directory.shelves.models.offers import Offer, OfferKind, OfferState
from app.directory.shelves.permissions import seen_by
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.queries import list_open
from app.initiatives.pool.people import LEVELS
from app.initiatives.teams.combos import Want
from app.initiatives.teams.problem import Need


@dataclass(frozen=True, slots=True)
class Wanted:
    """`things` by id are what `wants` stand for; `taught` by competence the offers of training in it."""

    wants: Sequence[Want]
    things: Mapping[UUID, Opportunity | Offer]
    taught: Mapping[UUID, Sequence[Offer]]


def wanted_here(actor: Actor) -> Wanted:
    """Of the current municipality, as far as the actor may read it, by title. Four queries."""
    query = select(Offer).where(
        Offer.municipality_id == actor.here(), Offer.state == OfferState.OPEN.value, seen_by(actor, Offer)
    )
    query = query.options(selectinload(Offer.competences)).order_by(Offer.sort_key, Offer.id)
    offers = db.session.scalars(query).all()
    work = [each for each in offers if each.kind != OfferKind.TRAINING]
    opportunities = list_open(actor)
    taught: dict[UUID, list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.kind == OfferKind.TRAINING:
            for each in offer.competences:
                taught[each.competence_id].append(offer)
    wants = [_of_opportunity(each) for each in opportunities] + [_of_offer(each) for each in work]
    things: dict[UUID, Opportunity | Offer] = {each.id: each for each in opportunities}
    things |= {each.id: each for each in work}
    return Wanted(wants, things, taught)


def _of_opportunity(opportunity: Opportunity) -> Want:
    needs = (Need(each.competence_id, each.weight, LEVELS[each.minimum_level]) for each in opportunity.needs)
    return Want(opportunity.id, tuple(needs))


def _of_offer(offer: Offer) -> Want:
    return Want(offer.id, tuple(Need(each.competence_id) for each in offer.competences))
