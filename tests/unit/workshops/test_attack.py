"""Somebody who reads everything that is told of a year finds no number of one to four people."""

from itertools import pairwise
from random import Random
from uuid import UUID

import pytest

from app.core.disclosure import BASE, Rounded, crowd, nameless
from app.core.narrowing import POSSIBLE, Sum, too_narrow
from tests.attacker import Attacker, possible
from tests.factories.figures import make_year, read_everything

SEEDS = (1, 2, 3)
AT_MOST = 0.001
"""The share of numbers that may be left out, for too little would remain unknown of them."""


@pytest.fixture(params=SEEDS)
def attacker(request: pytest.FixtureRequest) -> Attacker:
    found = read_everything(make_year(request.param), Rounded(b"%d" % request.param))
    assert not found.is_wrong()
    return found


def test_every_number_of_a_year_keeps_three_possible_values(attacker: Attacker) -> None:
    bounds = attacker.passed_on()
    of_somebody = [key for key in attacker.counts if attacker.true[key]]
    small = [key for key in of_somebody if attacker.true[key] < BASE]
    assert len(small) > 100
    assert not [key for key in of_somebody if possible(bounds[key]) < POSSIBLE]
    assert all(bounds[key][0] <= attacker.true[key] <= bounds[key][1] for key in attacker.bounds)
    left_out = [key for key, told in attacker.counts.items() if told is None]
    assert len(left_out) <= AT_MOST * len(of_somebody)


def test_nor_does_a_linear_program_find_one(attacker: Attacker) -> None:
    """All numbers of which passing bounds on left few values, and all small ones."""
    near = attacker.passed_on()
    asked = [
        key
        for key in attacker.counts
        if attacker.true[key] and (attacker.true[key] < BASE or possible(near[key]) < 2 * BASE - 1)
    ]
    solved = attacker.solved(asked)
    assert not [key for key in asked if possible(solved[key]) < POSSIBLE]


def test_the_attacker_finds_what_is_told_exactly() -> None:
    """Or the tests above would prove nothing: as it was, months 14, left out and 12, and their quarter 27."""
    attacker = Attacker()
    for key, number in {"january": 14, "march": 12, "quarter": 27}.items():
        attacker.knows(key, number, number, number)
    attacker.reads("february", None, 1)
    attacker.adds_up("quarter", ["january", "february", "march"])
    assert attacker.passed_on()["february"] == (1, 1)


def test_a_thousand_pairs_that_differ_by_a_few_people_tell_nobody_apart() -> None:
    """Who reads two numbers and knows that one counts the other's people and some more, how many more?"""
    chance, teller = Random(7), Rounded(b"pairs")  # noqa: S311  the same every time
    for _ in range(1000):
        people = [nameless(1, _id(chance), "") for _ in range(chance.randint(2, 40))]
        few = chance.randint(1, min(4, len(people) - 1))
        numbers = [sum(each[1:], each[0]) for each in (people, people[:-few], people[-few:])]
        attacker = Attacker()
        for key, who in zip(("more", "fewer"), numbers, strict=False):
            attacker.reads(key, teller.people(who), who.people)
        attacker.reads("between", None, few)
        attacker.adds_up("more", ["fewer", "between"])
        assert possible(attacker.passed_on()["between"]) >= POSSIBLE


def test_reading_every_day_while_people_come_keeps_the_last_number_open() -> None:
    """Each day another draw; whoever reads all of them does not know how many came in between."""
    chance, teller = Random(5), Rounded(b"days")  # noqa: S311  the same every time
    people = [chance.getrandbits(128) for _ in range(30)]
    for first in range(1, 20):
        attacker = Attacker()
        for day in range(first, first + 5):
            attacker.reads(day, teller.people(crowd(people[:day])), day)
        for before, after in pairwise(range(first, first + 5)):
            attacker.is_among(before, after)
        bounds = attacker.passed_on()
        assert all(possible(bounds[day]) >= POSSIBLE for day in range(first, first + 5))


def _id(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128))


def test_three_months_and_their_quarter() -> None:
    """Counted without names, a session a month: 14, 1 and 12 of one group, 20, 16 and 18 of none."""
    counted = {"migrant": (14, 1, 12), "": (20, 16, 18)}
    for seed in range(200):
        chance, teller = Random(seed), Rounded(b"%d" % seed)  # noqa: S311  the same every time
        attacker, told = Attacker(), dict[tuple[object, str], tuple[int, int]]()
        for group, months in counted.items():
            crowds = [nameless(number, _id(chance), group) for number in months]
            for key, who in zip((1, 2, 3, "quarter"), (*crowds, sum(crowds[1:], crowds[0])), strict=True):
                told[key, group] = teller.people(who), who.people
        sums: list[Sum[tuple[object, str]]] = [
            Sum(("quarter", group), [(month, group) for month in (1, 2, 3)]) for group in counted
        ]
        hidden = too_narrow({key: number for key, (number, _) in told.items()}, sums)
        for key, (number, true) in told.items():
            attacker.reads(key, None if key in hidden else number, true)
        for each in sums:
            attacker.adds_up(each.total, each.parts)
        assert possible(attacker.passed_on()[2, "migrant"]) >= POSSIBLE
