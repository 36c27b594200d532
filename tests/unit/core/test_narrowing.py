"""What is still told keeps three possible values, whoever compares it with what else is told."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from app.core.disclosure import BASE
from app.core.narrowing import POSSIBLE, Sum, too_narrow

MOST = 3
"""Parts of the tables here: all tables that fit are gone through."""


def could_be(told: int) -> range:
    """What a number that is told as this may be."""
    return range(max(told - BASE + 1, min(told, 1)), told + BASE)


def fitting(total: int, parts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every table that is told like this: its total, then its parts."""
    for guess in product(*(could_be(part) for part in parts)):
        if sum(guess) in could_be(total):
            yield sum(guess), *guess


def told(number: int, *, up: bool) -> int:
    return number - number % BASE + (BASE if up and number % BASE else 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=MOST), st.booleans())
def test_exactly_what_could_be_worked_out_is_left_out(parts: list[tuple[int, bool]], up: bool) -> None:
    shown = [told(number, up=way) for number, way in parts]
    total = told(sum(number for number, _ in parts), up=up)
    values = [len(set(column)) for column in zip(*fitting(total, shown), strict=True)]
    numbers: Mapping[str, int] = {"all": total, **{str(key): each for key, each in enumerate(shown)}}
    found = too_narrow(numbers, [Sum("all", [key for key in numbers if key != "all"])])
    assert found == {key for key, possible in zip(numbers, values, strict=True) if possible < POSSIBLE}


def test_three_people_of_three_ages_are_not_told() -> None:
    numbers = {"people": 0, "young": 5, "grown": 5, "old": 5}
    assert too_narrow(numbers, [Sum("people", ["young", "grown", "old"])]) == set(numbers)


def test_families_are_no_more_than_people() -> None:
    """Told alone 15 families of 10 people are 11 to 14; three ages of none make them 11 or 12."""
    numbers = {"families": 15, "people": 10, "young": 0, "grown": 0, "old": 0}
    ages = [Sum("people", ["young", "grown", "old"])]
    assert not too_narrow({key: numbers[key] for key in ("families", "people")}, [], [("families", "people")])
    assert not too_narrow(numbers, ages)
    assert too_narrow(numbers, ages, [("families", "people")]) == set(numbers)


def test_what_one_table_says_is_passed_on_to_the_next() -> None:
    numbers = {"year": 5, "a": 5, "b": 5, "one": 5, "two": 5, "three": 5}
    within_a = Sum("a", ["one", "two", "three"])
    assert not too_narrow(numbers, [within_a])
    assert "a" not in too_narrow(numbers, [Sum("year", ["a", "b"])])
    both = too_narrow({**numbers, "year": 0}, [Sum("year", ["a", "b"]), within_a])
    assert {"one", "two", "three", "a"} <= both


def test_whoever_is_in_several_parts_is_one_of_the_total() -> None:
    numbers = {"all": 5, "a": 5, "b": 5, "c": 5}
    assert not too_narrow(numbers, [Sum("all", ["a", "b", "c"], overlaps=True)])
    assert not too_narrow({**numbers, "all": 10}, [Sum("all", ["a", "b", "c"], overlaps=True)])
    extreme = too_narrow({"all": 15, "a": 0, "b": 0, "c": 0}, [Sum("all", ["a", "b", "c"], overlaps=True)])
    assert extreme == {"all", "a", "b", "c"}


def test_of_sums_that_do_not_hold_nothing_more_is_made() -> None:
    assert too_narrow({"all": 100, "a": 0, "b": 0}, [Sum("all", ["a", "b"])])
