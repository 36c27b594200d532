"""The pages of what opens doors, from a measure to who could serve what it opens."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from app.core.sheets import read_rows
from app.core.task_work import carry_out
from app.core.unit_of_work import writing
from app.initiatives.measures import queries
from app.initiatives.measures.models import MeasureSearch
from app.initiatives.measures.queries import MeasureFilters
from app.initiatives.opportunities.models import Opportunity
from app.skills.picker.operations import put_competences
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_measures import (
    a_demand,
    a_search,
    competence,
    solved,
)
from tests.factories.initiatives_opportunities import an_untaken_offer
from tests.factories.offers import an_offer

ClientFor = Callable[[Person | None], PageClient]


def begun(search_id: UUID) -> Iterator[None]:
    steps = carry_out({"task_id": str(search_id)})
    assert steps
    return steps


def carry(search_id: UUID) -> None:
    for _ in begun(search_id):
        pass


def found(cast: Cast, **asked: int) -> MeasureSearch:
    actor = cast.facilitator.actor
    with writing():
        return solved(actor, a_search(actor, **asked))


def test_pages_from_a_measure_to_what_it_opens(
    cast: Cast, client_for: ClientFor, pruning: Opportunity
) -> None:
    client = client_for(cast.facilitator)
    page = client.get("/measures/new")
    licence: dict[str, Any] = {"title": "Carta de condução", "kind": "licence", "cents": "600,50"}
    made = client.submit(page, "/measures", **licence, seats="3", gives="alone", lifts=["licence"])
    shown = client.follow(made).soup
    assert shown.h1
    assert "Carta de condução" in shown.h1.text
    sent = client.submit(client.get("/measure-searches/new"), "/measure-searches", at_most="2", budget="")
    search_id = UUID(sent.location.rpartition("/")[2])
    assert "Está a ser calculado" in client.follow(sent).text
    carry(search_id)
    outcome = client.get(sent.location).text
    assert "Podas" in outcome
    assert "Nada abre mais" in outcome
    assert "Ilda Podas" in client.get(f"{sent.location}/opportunities/{pruning.id}").text
    book = client.get(f"{sent.location}.xlsx").response.get_data()
    assert "Curso de podas" in read_rows(book, "medidas.xlsx", limit=10)[0].cells.values()
    assert "Podas" in client.get("/measures/feasible").text


@pytest.mark.parametrize(
    ("name", "typed"),
    [("cents", "muito"), ("cents", "-3"), ("seats", "0"), ("kind", "magia"), ("title", "")],
    ids=["cost-words", "cost-below-nothing", "no-seats", "unknown-kind", "no-title"],
)
def test_what_makes_no_sense_is_named_and_nothing_is_written(
    cast: Cast, client_for: ClientFor, name: str, typed: str
) -> None:
    client = client_for(cast.facilitator)
    answers: dict[str, Any] = {"title": "Curso de rega", "kind": "course", "cents": "10", "gives": "alone"}
    page = client.submit(client.get("/measures/new"), "/measures", status=422, **answers | {name: typed})
    assert "Curso de rega" in page.html or name == "title"
    assert not queries.measures_page(cast.facilitator.actor, MeasureFilters()).items


def test_a_search_without_measures_says_what_to_do(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.submit(
        client.get("/measure-searches/new"), "/measure-searches", status=422, at_most="2", budget=""
    )
    assert "Ainda não há medidas por onde escolher: registe primeiro algumas." in page.text


def test_a_measure_is_made_of_a_training_that_is_offered(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        training = an_offer(
            cast.coordinator.actor, kind="training", title="Curso de rega", positions=15, employer=""
        )
        put_competences(training, [competence(4)])
    client = client_for(cast.facilitator)
    source = f"offer:{training.id}"
    assert source in client.get("/measures/sources").html
    page = client.get(f"/measures/new?source={source}")
    client.submit(page, "/measures", cents="0", lifts=[])
    (made,) = queries.list_offered(cast.here)
    assert (made.title, made.seats, [each.competence_id for each in made.competences]) == (
        "Curso de rega",
        15,
        [competence(4)],
    )


def test_what_stays_closed_is_told_with_its_reasons(
    cast: Cast, client_for: ClientFor, pruning: Opportunity
) -> None:
    actor = cast.facilitator.actor
    with writing():
        a_demand(actor, "Costura", {competence(5): "", competence(6): ""}, most=2)
        put_competences(an_untaken_offer(cast.coordinator.actor, title="Longe"), [])
        a_demand(actor, "Cuidar", {competence(0): ""})
    page = client_for(cast.facilitator).get(f"/measure-searches/{found(cast).id}")
    assert "Poucas pessoas sabem e nada o ensina:" in page.text
    assert "Nada afasta:" in page.text
    assert "Cuidar" in page.text
