"""What is typed from a sheet means what was ticked on it."""

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import i18n
from app.network.models import Parish
from app.outreach.papers.entry import Row, Trouble, TypedRow, read, twice
from app.outreach.papers.signs import LETTERS, Signs
from app.outreach.registrations.choices import Asked, Choices
from app.outreach.slip_codes import code_of
from app.people.purposes import purposes

ID = UUID(int=7)
PARISHES = {"1": UUID(int=11), "2": UUID(int=12), "3": UUID(int=13)}
NAMES = ("Amieira", "São Brás de Amieira", "Tolosa")
SIGNS = Signs(
    parishes=PARISHES,
    situations={"1": "registered", "2": "retired"},
    interests={"a": "job", "b": "training"},
    call="c",
    groups={"d": "women"},
    wishes={"w": UUID(int=21)},
    cards={"A": "cook", "B": "sew"},
    numbers={3: "drive", 101: "paint"},
    purposes=("matching", "messages", "statistics"),
)
ASKED = [Asked(purposes()[key]) for key in SIGNS.purposes]
OFFERED = Choices(
    municipality_id=ID,
    session_id=None,
    workshop_id=None,
    today=date(2027, 3, 1),
    parishes=[Parish(id=each, name=name) for each, name in zip(PARISHES.values(), NAMES, strict=True)],
    former=[],
    languages={"pt": "português", "uk": "ucraniano", "ro": "romeno", "ru": "russo"},
    written=i18n.offered("kiosk"),
    situations={},
    groups={},
    interests={},
    cards=[],
    series=[],
    consents=ASKED,
    notice={},
)


def row(**typed: str) -> Row:
    return read(TypedRow(1, slip="4", **typed), ID, SIGNS, OFFERED)


def said(found: Row, name: str) -> list[str]:
    return [value for key, value in found.pairs if key == name]


@given(st.sets(st.sampled_from("abcdw")), st.sampled_from(["", "1", "2"]), st.randoms())
def test_every_tick_arrives_in_whatever_order_it_is_typed(
    ticks: set[str], situation: str, chance: Any
) -> None:
    typed = [*ticks, situation]
    chance.shuffle(typed)
    found = row(ticks=" ".join(typed))
    assert not found.faults
    meant = {**SIGNS.interests, **SIGNS.groups, **SIGNS.wishes, "c": "y"}
    arrived = Counter(
        value for name in ("interests", "groups", "wishes", "wants_call") for value in said(found, name)
    )
    assert arrived == Counter(str(meant[sign]) for sign in ticks)
    assert said(found, "work") == ([SIGNS.situations[situation]] if situation else [])


@pytest.mark.parametrize("typed", ["ab 3 101", "AB3,101", "101 b a 3", "a;b;3;101;a"])
def test_cards_are_letters_and_numbers(typed: str) -> None:
    assert sorted(said(row(cards=typed), "competences")) == ["cook", "drive", "paint", "sew"]


@pytest.mark.parametrize(
    ("typed", "answers", "how", "who"),
    [
        ("", {}, "spoken", ""),
        ("ssn", {"matching": "yes", "messages": "yes", "statistics": "no"}, "spoken", ""),
        ("S-N", {"matching": "yes", "statistics": "no"}, "spoken", ""),
        ("sna", {"matching": "yes", "messages": "no"}, "signed", ""),
        (
            "ssn a Maria Silva",
            {"matching": "yes", "messages": "yes", "statistics": "no"},
            "signed",
            "Maria Silva",
        ),
        ("s Ana", {"matching": "yes"}, "spoken", "Ana"),
    ],
)
def test_answers_are_in_the_order_of_the_questions(
    typed: str, answers: dict[str, str], how: str, who: str
) -> None:
    found = row(answers=typed)
    assert not found.faults
    assert {key: said(found, f"consents-{key}")[0] for key in answers} == answers
    assert not any(said(found, f"consents-{key}") for key in SIGNS.purposes if key not in answers)
    assert (said(found, "how"), said(found, "representative")) == ([how], [who])
    for key in answers:
        assert said(found, f"consents-{key}-wording") == [purposes()[key].version], (
            "the words that were shown"
        )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1", "1"), ("amieira", "1"), ("AMI", "1"), ("sao b", "2"), ("bras", "2"), ("t", "3")],
)
def test_a_parish_is_its_number_or_its_first_letters(typed: str, meant: str) -> None:
    assert said(row(parish=typed), "parish") == [str(PARISHES[meant])]


@pytest.mark.parametrize(
    ("typed", "code"), [("", "pt"), ("UK", "uk"), ("ucr", "uk"), ("укр", "uk"), ("rom", "ro")]
)
def test_a_language_is_its_code_or_its_first_letters(typed: str, code: str) -> None:
    assert said(row(language=typed), "language") == [code]


@pytest.mark.parametrize(
    ("typed", "column", "trouble"),
    [
        ({"parish": "x"}, "parish", Trouble.PARISH),
        ({"language": "r"}, "language", Trouble.SEVERAL),
        ({"ticks": "z"}, "ticks", Trouble.SIGN),
        ({"ticks": "12"}, "ticks", Trouble.SITUATIONS),
        ({"cards": "z"}, "cards", Trouble.CARD),
        ({"cards": "4"}, "cards", Trouble.CARD),
        ({"answers": "ssss"}, "answers", Trouble.ANSWERS),
        ({"year": "1861"}, "year", Trouble.YEAR),
    ],
)
def test_what_means_nothing_is_said_in_its_column(
    typed: dict[str, str], column: str, trouble: Trouble
) -> None:
    assert [(each.column, each.trouble) for each in row(**typed).faults] == [(column, trouble)]


@given(st.builds(TypedRow, st.just(1), *[st.text(max_size=40)] * 9))
def test_whatever_is_typed_is_read_or_refused(typed: TypedRow) -> None:
    found = read(typed, ID, SIGNS, OFFERED)
    assert said(found, "name") == [typed.name]


def test_the_code_of_a_slip_is_its_number() -> None:
    assert TypedRow(1, slip=code_of(17, ID)).number == 17
    assert TypedRow(1, slip="017").number == 17
    assert TypedRow(1, slip="17b").number is None


def test_only_the_second_of_two_lines_with_a_number_is_one_too_many() -> None:
    assert twice(
        [TypedRow(1, slip="4"), TypedRow(2, slip="04"), TypedRow(3, slip="x"), TypedRow(4, slip="x")]
    ) == {2}


def test_no_letter_looks_like_a_digit() -> None:
    assert not {"l", "o"} & set(LETTERS)
