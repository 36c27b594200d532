"""What the place asks for, as the solver reads it: open opportunities, and open offers that nobody fills yet.

An offer takes one person who has all its competences, at any level. That nobody applies, or that competences
are missing, is no hindrance of its own where it names its competences: these are what is judged. An offer of
which an open opportunity was made counts as that opportunity. Of what says neither competences nor
hindrances, nothing can be known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.directory.shelves.models.offers import Offer, OfferKind, OfferState
from app.initiatives.measures.models import Measure as Row
from app.initiatives.measures.problem import Demand, Measure, Need, Question
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.queries import list_open
from app.initiatives.pool.people import LEVELS, Person
from app.initiatives.pool.queries import people_of

OPPORTUNITY, OFFER = "opportunity", "offer"
SAID_BY_COMPETENCES = frozenset({"no_candidates", "skills"})


@dataclass(frozen=True, slots=True)
class Demands:
    """The demands of a place, what each is called, and how many say too little to be judged."""

    demands: tuple[Demand, ...]
    titles: Mapping[str, str]
    silent: int


def demands_of(actor: Actor) -> Demands:
    """Those of the current municipality, by kind and title."""
    opportunities = list_open(actor)
    made = {each.offer_id for each in opportunities}
    things: list[Opportunity | Offer] = [*opportunities]
    things += [each for each in _open_offers(actor) if each.id not in made]
    read = [(each.title, demand_of(each)) for each in things]
    said = [(title, demand) for title, demand in read if demand.needs or demand.hindrances]
    titles = {demand.id: title for title, demand in said}
    return Demands(tuple(demand for _, demand in said), titles, len(read) - len(said))


def demand_of(thing: Opportunity | Offer) -> Demand:
    if isinstance(thing, Opportunity):
        needs = tuple(
            Need(each.competence_id, LEVELS[each.minimum_level], each.people) for each in thing.needs
        )
        return Demand(f"{OPPORTUNITY}:{thing.id}", needs, thing.fewest, thing.most)
    competences = sorted(each.competence_id for each in thing.competences)
    reasons = frozenset(each.reason for each in thing.hindrances)
    hindrances = reasons - SAID_BY_COMPETENCES if competences else reasons
    return Demand(f"{OFFER}:{thing.id}", tuple(map(Need, competences)), hindrances=hindrances)


def measure_of(row: Row) -> Measure:
    gives = frozenset(each.competence_id for each in row.competences)
    level = LEVELS[row.gives]
    return Measure(str(row.id), row.cents, gives, level, row.seats, frozenset(row.lifts))


def people_for(municipality_id: UUID, demands: Iterable[Demand]) -> tuple[Person, ...]:
    """Everybody who may be proposed at this moment, with what they can do of what is needed."""
    needed = {need.competence for demand in demands for need in demand.needs}
    pool = people_of(municipality_id)
    return tuple(
        Person(each.id, {known: level for known, level in each.levels.items() if known in needed})
        for each in pool
    )


def question(
    actor: Actor, demands: Demands, measures: Sequence[Row], *, at_most: int, budget: int | None
) -> Question:
    """What is asked of the solver in the current municipality."""
    people = people_for(actor.here(), demands.demands)
    return Question(demands.demands, tuple(map(measure_of, measures)), people, at_most, budget)


def _open_offers(actor: Actor) -> Sequence[Offer]:
    actor.demand(Permission.INITIATIVE_READ)
    query = select(Offer).where(
        Offer.municipality_id == actor.here(),
        Offer.state == OfferState.OPEN.value,
        Offer.kind.in_([OfferKind.VACANCY.value, OfferKind.INTERNSHIP.value]),
    )
    query = query.options(selectinload(Offer.competences), selectinload(Offer.hindrances))
    return db.session.scalars(query.order_by(Offer.sort_key, Offer.id)).all()


def kind_and_id(demand_id: str) -> tuple[str, UUID]:
    kind, _, thing = demand_id.partition(":")
    return kind, UUID(thing)
