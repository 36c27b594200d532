"""The data files of people: purposes, the paper, groups, periods; contact keys."""

from datetime import date

import pytest

from app.core.dates import months_before
from app.people import notice, wording
from app.people.contacts import is_unread, phone_keys, ways_in
from app.people.groups import AGES, DECLARED
from app.people.names import Alike
from app.people.purposes import HOW, purposes
from app.people.retention import idle_months
from app.people.sealing import SEAL_REASONS, UNSEAL_REASONS

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
    assert set(wording.CANDIDATE_REASONS) == set(Alike)


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
        ("phone", "+351 (0) 961 111 222", "+351961111222"),
        ("phone", "(0) 961 111 222", "+351961111222"),
        ("phone", "+39 (0)6 1234 5678", "+390612345678"),
        ("phone", "912 345 678 (vizinha)", "+351912345678"),
        ("phone", "912345678 ou 912 345 678 depois das 18h", "+351912345678"),
        ("email", "ana@exemplo.pt (a filha)", "ana@exemplo.pt"),
        ("email", " Ana.Lua@Exemplo.PT ", "ana.lua@exemplo.pt"),
        ("address", "Rua do Poço, 3", "rua do poco, 3"),
    ],
)
def test_contact_keys(kind: str, value: str, key: str) -> None:
    assert [way.key for way in ways_in(value, kind)] == [key]


@pytest.mark.parametrize(
    "typed",
    [
        "912 345 678 / 934 567 890",
        "912345678/934567890",
        "912-345-678; 934.567.890",
        "912 345 678 934 567 890",
        "912345678 934567890",
        "912 345 678\n+351 (0) 934 567 890",
        "912 345 678 (mãe) ou 00351 934 567 890",
    ],
)
def test_two_numbers_in_one_field_are_two_contacts(typed: str) -> None:
    assert phone_keys(typed) == ["+351912345678", "+351934567890"]
    assert [way.key for way in ways_in(typed)] == ["+351912345678", "+351934567890"]
    assert not is_unread(typed)


def test_each_number_keeps_the_words_beside_it() -> None:
    found = ways_in("Rosa: 912 345 678; a mãe: 934 567 890, rosa@exemplo.pt")
    assert [(way.kind, way.value) for way in found] == [
        ("phone", "Rosa: 912 345 678"),
        ("phone", "a mãe: 934 567 890"),
        ("email", "rosa@exemplo.pt"),
    ]


def test_digits_of_a_mail_address_are_no_telephone() -> None:
    assert [(way.kind, way.key) for way in ways_in("a912345678@exemplo.pt")] == [
        ("email", "a912345678@exemplo.pt")
    ]


@pytest.mark.parametrize(
    ("typed", "unread"),
    [("9123456789", True), ("912 345 678", False), ("no café", False), ("12 34 (bar)", False)],
)
def test_what_has_the_digits_of_a_number_is_read_or_asked_about(typed: str, unread: bool) -> None:
    assert is_unread(typed) is unread
