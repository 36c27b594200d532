"""With fourteen thousand competences in many languages a worker keeps, and a page asks, what it did."""

from uuid import UUID

import pytest

from app.core.application import Autonomus
from app.core.unit_of_work import writing
from app.dev.bench.competences import add_competences
from app.skills import snapshot
from app.skills.queries.catalogue import catalogue, catalogue_for, search
from tests.counting import counted

MANY = 14_000


@pytest.fixture
def others(app: Autonomus) -> list[UUID]:
    """Competences of a large catalogue; a few languages are enough to see what grows."""
    with writing():
        return add_competences(MANY, ("pt", "uk"))


def weight(known: snapshot.Catalogue) -> int:
    """Bytes of the names and sentences of the cards; what tests before this one asked for does not count.

    Not their size in memory: a text that was once sent to SQLite keeps its bytes beside its letters.
    """
    texts = (
        text for view in known.competences.values() for text in (*view.names.values(), *view.cards.values())
    )
    return sum(len(text.encode()) for text in texts)


def test_the_snapshot_holds_the_cards_and_no_more_whatever_is_asked(app: Autonomus) -> None:
    before = catalogue()
    few = len(before.competences), weight(before)
    with writing():
        ids = add_competences(MANY, ("pt", "uk"))
    known = catalogue()
    assert known is not before
    assert (len(known.competences), weight(known)) == few
    for start in range(0, MANY, 500):
        known.several(ids[start : start + 500])
    assert len(known.others.known) <= snapshot.MOST_OTHERS


def test_a_page_of_competences_without_cards_costs_one_query(others: list[UUID]) -> None:
    catalogue()
    with counted() as statements:
        known = catalogue_for(others[:40])
        names = {known.competence(each).name("uk").value for each in others[:40]}  # type: ignore[union-attr]
    assert len(names) == 40
    assert len(statements) == 2, "the version, and the forty"


def test_a_search_finds_them_and_reads_only_what_it_shows(others: list[UUID]) -> None:
    name = catalogue_for(others[:1]).competence(others[0]).name("pt").value  # type: ignore[union-attr]
    search(name, languages=("pt", "uk"))
    with counted() as statements:
        hits = search(name, languages=("pt", "uk"))
    assert hits[0].competence.id == others[0]
    assert len(statements) <= 3


def test_a_key_from_an_address_may_be_anything(app: Autonomus) -> None:
    assert catalogue().by_key("\x00") is None
    assert catalogue().by_key("") is None
    assert catalogue().by_key("no-such-thing") is None
