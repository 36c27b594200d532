"""The vocabularies are whole: names in every language, needs that exist, pictures, a way there and back."""

import re
from pathlib import Path

import pytest

from app.core import i18n
from app.core.config import ROOT
from app.dev.frontend import listed
from app.directory.index.meanings import needs_about
from app.directory.index.vocabulary import from_exchange, to_exchange, vocabulary

PUBLIC = ("themes", "needs", "groups", "kind", "cost", "reception", "request", "requester")
PICTOGRAMS: Path = ROOT / "app/ui/pictograms.txt"


@pytest.mark.parametrize("name", PUBLIC)
def test_what_the_public_sees_has_a_name_in_each_of_its_languages(name: str) -> None:
    languages = {each.code for each in i18n.offered("kiosk")}
    for value in vocabulary(name).values():
        assert set(value.names) >= languages, value.key
        assert all(value.names.values())


@pytest.mark.parametrize("name", [*PUBLIC, "networks"])
def test_the_first_french_value_leads_back(name: str) -> None:
    for value in vocabulary(name).values():
        french = to_exchange(name, value.key)
        assert french is None or from_exchange(name, french) == value.key


@pytest.mark.parametrize("name", [*PUBLIC, "networks"])
def test_no_french_value_means_two_of_ours(name: str) -> None:
    french = [each for value in vocabulary(name).values() for each in value.exchange]
    assert len(french) == len(set(french))


def test_every_theme_helps_with_a_need_and_wishes_with_areas() -> None:
    needs = vocabulary("needs")
    keys = {value.key for value in needs.values()}
    assert {value.need for value in vocabulary("themes").values()} <= keys
    assert {area for value in needs.values() for area in value.areas} <= keys
    assert [value.key for value in needs.values() if value.is_wish] == ["work", "learn", "idea"]


def test_every_need_has_a_picture_that_set_up_brings() -> None:
    pictures = set(listed(PICTOGRAMS))
    assert not {value.pictogram for value in vocabulary("needs").values()} - pictures


def test_whom_to_ask_is_said_in_each_language_and_its_numbers_hold_together() -> None:
    asking = {value.key: value.ask for value in vocabulary("needs").values() if value.ask}
    assert "health" in asking
    for said in asking.values():
        assert set(said) == {each.code for each in i18n.offered("kiosk")}
        assert not any(re.search(r"\d \d", words) for words in said.values()), (
            "in Arabic their parts change places"
        )


@pytest.mark.parametrize(
    ("said", "language", "meant"),
    [
        ("dentista", "pt", ["health"]),
        ("psicólogo", "pt", ["health"]),
        ("dor de dentes", "pt", ["health"]),
        ("стоматолог", "uk", ["health"]),
        ("طبيب أسنان", "ar", ["health"]),
        ("dentist", "en", ["health"]),
        ("xyzzyq", "pt", []),
        ("?!", "pt", []),
    ],
)
def test_words_are_about_a_need_whether_or_not_anything_here_helps(
    said: str, language: str, meant: list[str]
) -> None:
    assert [need.key for need in needs_about(said, [language, "pt"])] == meant


def test_a_value_of_no_list_is_shown_as_it_is() -> None:
    assert vocabulary("themes").name("from-elsewhere", "en").value == "from-elsewhere"
    assert from_exchange("themes", ["not", "text"]) is None
