"""What the browser's tests leave to other turns: a fault in one language, or without scripts, still shows."""

from itertools import product

import pytest

from tests import turns
from tests.browser.samples import (
    AXE,
    EACH_TIME,
    FURTHER,
    PART,
    in_pairs,
    in_turn,
    of_the_office,
    worth_a_look,
)

LANGUAGES = ["pt", "uk", "ar"]
OFFICE = {f"page.{at}": [f"/{at}", f"/{at}?q=a", f"/{at}?q=b"][: 1 + at % 3] for at in range(20)}
PAGES = {"people.list": ["/people", "/people?q=a"], "people.one": ["/people/1"], "people.same": ["/people/2"]}


def pairs(languages: list[str], journey: str) -> set[tuple[str, bool]]:
    return {(str(each.values[0]), bool(each.values[1])) for each in in_pairs(languages, journey)}


@pytest.mark.usefixtures("any_turn")
@pytest.mark.parametrize("languages", [LANGUAGES, LANGUAGES[:2]], ids=len)
def test_a_journey_is_made_in_every_language_with_scripts_and_without(languages: list[str]) -> None:
    made = pairs(languages, "a journey")
    assert {language for language, _ in made} == set(languages)
    assert {is_on for _, is_on in made} == {True, False}
    assert len(made) == len(languages)


def test_all_pairs_have_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})
    everything = set(product(LANGUAGES, [True, False]))
    made = set()
    for number in range(20):
        monkeypatch.setattr(turns, "seed", lambda number=number: number)
        made |= pairs(LANGUAGES, "a journey")
    assert made == everything
    monkeypatch.setenv("SAMPLED", "no")
    assert pairs(LANGUAGES, "a journey") == everything


@pytest.mark.usefixtures("any_turn")
def test_every_page_of_the_office_is_looked_at_in_portuguese_and_a_third_in_each_other_language() -> None:
    """A fault of one page shows at every commit; of a part of pages in Arabic, where there are three such."""
    assert set(of_the_office(OFFICE, "pt")) >= {urls[0] for urls in OFFICE.values()}
    for language in AXE[1:]:
        assert len(of_the_office(OFFICE, language)) >= len(OFFICE) // PART


def test_every_page_and_address_of_the_office_has_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})
    everything = {url for urls in OFFICE.values() for url in urls}
    seen: dict[str, set[str]] = {language: set() for language in AXE}
    for number in range(60):
        monkeypatch.setattr(turns, "seed", lambda number=number: number)
        for language, found in seen.items():
            found |= set(of_the_office(OFFICE, language))
    assert seen == {"pt": everything} | {each: {urls[0] for urls in OFFICE.values()} for each in AXE[1:]}
    monkeypatch.setenv("SAMPLED", "no")
    assert set(of_the_office(OFFICE, "pt")) == everything
    assert len(of_the_office(OFFICE, "ar")) == len(OFFICE)


@pytest.mark.usefixtures("any_turn")
def test_every_screen_is_measured_in_portuguese_and_two_other_languages() -> None:
    measured = turns.some(FURTHER, EACH_TIME, "languages")
    assert len(measured) == 2
    assert set(worth_a_look(PAGES, "pt", measured, set())) == {url for urls in PAGES.values() for url in urls}
    for language in measured:
        assert set(worth_a_look(PAGES, language, measured, set())) == {urls[0] for urls in PAGES.values()}


@pytest.mark.usefixtures("any_turn")
@pytest.mark.parametrize("language", AXE[1:])
def test_what_was_new_to_axe_is_looked_at_in_each_of_its_languages(language: str) -> None:
    assert set(worth_a_look(PAGES, language, (), {"/people", "/people/1"})) == {"/people", "/people/1"}


def test_of_two_pages_of_one_structure_each_is_the_first_at_some_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "seed", lambda: 0)
    first = in_turn(list(PAGES.values()))
    monkeypatch.setattr(turns, "seed", lambda: 1)
    second = in_turn(list(PAGES.values()))
    assert first != second
    assert sorted(first) == sorted(second)
