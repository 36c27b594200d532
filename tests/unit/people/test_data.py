"""The data files of people: purposes, the paper, groups, periods; contact keys."""

from datetime import date

import pytest

from app.people import notice, wording
from app.people.candidates import Reason
from app.people.contacts import contact_key
from app.people.groups import AGES, DECLARED, derived
from app.people.purposes import HOW, purposes
from app.people.retention import idle_months, months_before
from app.people.sealing import OPENING_REASONS, SEAL_REASONS, UNSEAL_REASONS

LANGUAGES = {"pt", "en", "uk", "ar"}


def test_every_wording_is_there_in_every_language() -> None:
    assert set(purposes()) == {"matching", "sharing", "messages", "statistics"}
    for purpose in purposes().values():
        assert purpose.version in purpose.versions
        for texts in purpose.versions.values():
            assert set(texts) == LANGUAGES
            for words in texts.values():
                assert ("{recipient}" in words.question) == purpose.has_recipient
                assert all((words.title, words.question, words.what, words.limits))


def test_a_language_without_wording_reads_portuguese() -> None:
    assert purposes()["matching"].wording("hi").language == "pt"


def test_the_recipient_may_hold_any_character() -> None:
    words = purposes()["sharing"].wording("pt").about("A {curva} %s")
    assert "A {curva} %s" in words.question


def test_the_paper_speaks_every_language() -> None:
    assert set(notice.texts()) == LANGUAGES
    assert notice.texts()["pt"]["if_no"] == "Se disser não, continuamos na mesma."
    assert len({frozenset(words) for words in notice.texts().values()}) == 1


def test_every_key_has_its_words() -> None:
    assert set(wording.GROUPS) == {*DECLARED, *AGES}
    assert set(wording.HOW) == set(HOW)
    assert set(wording.SEAL_REASONS) == set(SEAL_REASONS)
    assert set(wording.UNSEAL_REASONS) == set(UNSEAL_REASONS)
    assert set(wording.OPENING_REASONS) == set(OPENING_REASONS)
    assert set(wording.CANDIDATE_REASONS) == set(Reason)


def test_groups_that_a_year_of_birth_tells() -> None:
    assert derived(None, 2026) == []
    assert derived(1981, 2026) == []
    assert derived(1980, 2026) == ["over_45"]
    assert derived(1961, 2026) == ["over_45", "elderly"]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2026, 12, 15), 24, date(2024, 12, 15)),
        (date(2026, 1, 31), 1, date(2025, 12, 31)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_the_period_is_two_years() -> None:
    assert idle_months() == 24


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        ("phone", "912 345 678", "+351912345678"),
        ("phone", "+351 912-345-678", "+351912345678"),
        ("phone", "00380 44 123 4567", "+380441234567"),
        ("phone", "a vizinha, depois das 18", "a vizinha, depois das 18"),
        ("phone", "o da Rosa", "o da rosa"),
        ("email", " Ana.Lua@Exemplo.PT ", "ana.lua@exemplo.pt"),
        ("address", "Rua do Poço, 3", "rua do poco, 3"),
    ],
)
def test_contact_keys(kind: str, value: str, key: str) -> None:
    assert contact_key(kind, value) == key
