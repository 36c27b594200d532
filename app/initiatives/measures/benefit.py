"""Read when a page asks: what is feasible in the place now, and who could serve a demand with some measures.

Always about those who may be proposed at that moment: whoever has taken that back is in no count and no list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.directory.shelves.models.offers import Offer
from app.initiatives.measures.demands import (
    demand_of,
    demands_of,
    kind_and_id,
    measure_of,
    people_for,
    question,
)
from app.initiatives.measures.models import Measure, MeasureSearch
from app.initiatives.measures.place import Judged, Lacks, judge, who_could
from app.initiatives.measures.problem import Demand, Question
from app.initiatives.measures.queries import list_chosen, list_offered
from app.initiatives.opportunities.models import Opportunity
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import matchable

SHOWN = 50
"""People that the page of a demand names."""


@dataclass(frozen=True, slots=True)
class Row:
    """A demand as a page shows it; `kind` and `thing_id` say what it is."""

    kind: str
    thing_id: UUID
    title: str
    judged: Judged


@dataclass(frozen=True, slots=True)
class Feasibility:
    """The demands of a place; `titles` are those of measures, `silent` demands say too little."""

    rows: Sequence[Row]
    titles: Mapping[str, str]
    people: int
    silent: int

    def lacking(self, lacks: Lacks) -> list[Row]:
        return [each for each in self.rows if each.judged.lacks == lacks]


def feasibility_of(actor: Actor) -> Feasibility:
    """The open demands of the current municipality, with the measures that it offers."""
    demands, measures = demands_of(actor), list_offered(actor.here())
    asked = question(actor, demands, measures, at_most=1, budget=None)
    found = judge(asked)
    rows = [Row(*kind_and_id(each.id), demands.titles[each.id], found[each.id]) for each in demands.demands]
    titles = {str(each.id): each.title for each in measures}
    return Feasibility(rows, titles, len(asked.people), demands.silent)


@dataclass(frozen=True, slots=True)
class Able:
    """Somebody who could serve a demand: what they can do of it already, and what they would learn."""

    id: UUID
    name: str
    can: Sequence[UUID]
    learns: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Served:
    """The measures that were chosen, and who could serve a demand with them: how many, and the first."""

    measures: Sequence[Measure]
    count: int
    people: Sequence[Able]


def served_by(actor: Actor, search: MeasureSearch, thing: Opportunity | Offer) -> Served:
    """Who could serve it with what a search chose: whoever can do most of it first, then by name.

    Without names for who may not read people.
    """
    demand, measures = demand_of(thing), list_chosen(search)
    people = people_for(search.municipality_id, [demand])
    asked = Question((demand,), tuple(map(measure_of, measures)), people, at_most=len(measures))
    covers = {people[place].id: bits for place, bits in who_could(asked).items()}
    taught = {known for each in measures for known in (row.competence_id for row in each.competences)}
    named = [_able(demand, covers[who], taught, who, name) for who, name in _names(actor, search, covers)]
    named.sort(key=lambda each: -len(each.can))
    return Served(measures, len(covers), named[:SHOWN])


def _able(demand: Demand, covers: int, taught: set[UUID], who: UUID, name: str) -> Able:
    can = [need.competence for bit, need in enumerate(demand.needs) if covers >> bit & 1]
    lacking = [need.competence for bit, need in enumerate(demand.needs) if not covers >> bit & 1]
    return Able(who, name, can, [each for each in lacking if each in taught])


def _names(actor: Actor, search: MeasureSearch, ids: Mapping[UUID, int]) -> Sequence[tuple[UUID, str]]:
    if not actor.may(Permission.PARTICIPANT_READ, search.municipality_id):
        return []
    query = select(Participant.id, Participant.name).where(
        Participant.municipality_id == search.municipality_id, visible_to(actor), matchable()
    )
    rows = db.session.execute(query.order_by(Participant.sort_key, Participant.id))
    return [(row.id, row.name) for row in rows if row.id in ids]
