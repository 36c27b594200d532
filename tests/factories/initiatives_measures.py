"""Measures, demands that they open, people who could serve them, and searches; inside a transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.measures.demands import demands_of, question
from app.initiatives.measures.models import Measure, MeasureSearch
from app.initiatives.measures.operations import catalogue as operations
from app.initiatives.measures.operations import searching
from app.initiatives.measures.operations.catalogue import Plan
from app.initiatives.measures.outcome import kept
from app.initiatives.measures.queries import list_offered
from app.initiatives.measures.solver import solve
from app.initiatives.opportunities import operations as opportunities
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.needs import Need
from app.people.models import Participant
from app.skills.operations.entries import answer_card, describe_entry
from app.skills.operations.inventories import start_inventory
from app.skills.queries.catalogue import catalogue
from tests.factories.enrolments import make_person

CONTEXT = "home-family"
SECONDS = 60.0


def competence(place: int) -> UUID:
    """One that has a card, always the same."""
    return list(catalogue().cards(CONTEXT))[place].id


def somebody_able(actor: Actor, name: str, *can: UUID, matching: bool = True, **known: Any) -> Participant:
    """Who can do these alone, and agreed to be proposed unless `matching` is False."""
    person = make_person(actor, name, matching=matching, **known)
    inventory = start_inventory(
        actor, municipality_id=actor.here(), language="pt", origin="desk", participant_id=person.id
    )
    for each in can:
        entry = answer_card(
            actor, inventory=inventory, competence_id=each, context=CONTEXT, frequency="often"
        )
        assert entry
        describe_entry(actor, entry=entry, level="alone", wish="yes")
    return person


def a_demand(actor: Actor, title: str, needs: Mapping[UUID, str], **values: Any) -> Opportunity:
    """An open opportunity that takes each of these competences once, at a level."""
    opportunity = opportunities.create_opportunity(
        actor,
        opportunity_id=new_id(),
        municipality_id=actor.here(),
        plan=opportunities.Plan(title=title, **values),
        needs=[Need(competence_id=each, minimum_level=level) for each, level in needs.items()],
    )
    opportunities.publish(actor, opportunity=opportunity)
    return opportunity


def a_measure(actor: Actor, title: str = "Curso de motosserra", *gives: UUID, **values: Any) -> Measure:
    plan = Plan(title=title, **{"kind": "course", "cents": 60_000, **values})
    return operations.create_measure(
        actor, measure_id=new_id(), municipality_id=actor.here(), plan=plan, competence_ids=gives
    )


def a_search(actor: Actor, at_most: int = 3, budget: int | None = None) -> MeasureSearch:
    """Asked for, and not yet carried out."""
    return searching.ask(
        actor,
        search_id=new_id(),
        municipality_id=actor.here(),
        at_most=at_most,
        budget=budget,
        page="/measure-searches",
    )


def solved(actor: Actor, search: MeasureSearch) -> MeasureSearch:
    """As the worker would carry it out, without a process of its own."""
    demands, measures = demands_of(actor), list_offered(search.municipality_id)
    asked = question(actor, demands, measures, at_most=search.at_most, budget=search.budget)
    answer = solve(asked, seconds=SECONDS)
    searching.keep(actor, search.id, kept(answer, asked, demands, measures))
    return search


def one_of_each_measure(actor: Actor) -> dict[str, UUID]:
    """A measure that opens a demand, one that is no longer offered, and a search of each kind."""
    known, taught = competence(0), competence(1)
    somebody_able(actor, "Ilda Trabalhos", known)
    a_demand(actor, "Podas", {known: "alone", taught: "alone"}, fewest=1, most=2)
    a_demand(actor, "Vedações", {competence(2): ""})
    measure = a_measure(actor, "Curso de podas", taught, seats=12)
    operations.set_offered(
        actor, measure=a_measure(actor, "Carrinha", kind="transport", lifts=("transport",)), is_offered=False
    )
    a_search(actor)
    search = solved(actor, a_search(actor))
    db.session.flush()
    return {"measure_id": measure.id, "search_id": search.id}
