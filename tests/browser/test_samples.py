"""What the browser's tests leave to other turns: a fault in one language, or without scripts, still shows."""

from itertools import product

import pytest

from tests import turns
from tests.browser.samples import AXE, EACH_TIME, FURTHER, in_pairs, in_turn, worth_a_look

LANGUAGES = ["pt", "uk", "ar"]
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
def test_every_page_is_measured_in_portuguese_and_two_other_languages() -> None:
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
