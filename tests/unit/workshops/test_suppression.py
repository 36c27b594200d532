"""No number that is left out can be computed from those that are told."""

from collections.abc import Iterator, Mapping
from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from app.core.disclosure import EXACT, FEWEST, Count, Shown, alone, parts_of, tables_of, within

PARTS = st.lists(st.integers(0, 9), min_size=1, max_size=4)


def people(number: int) -> Count:
    return Count(number, number)


def consistent(total: Shown, parts: Mapping[int, Shown], most: int) -> Iterator[tuple[int, ...]]:
    """Every table that somebody who knows the rules could think of: zeros are told, the sum holds."""
    hidden = [key for key, value in parts.items() if value is None]
    known = sum(value for value in parts.values() if value is not None)
    for guess in product(range(1, most + 1), repeat=len(hidden)):
        if total is None or sum(guess) + known == total:
            yield guess


@given(PARTS)
def test_a_part_left_out_has_more_than_one_possible_value(values: list[int]) -> None:
    parts = {key: people(value) for key, value in enumerate(values)}
    total, shown = parts_of(people(sum(values)), parts)
    guesses = list(consistent(total, shown, max(sum(values), 2)))
    assert all(len(set(column)) > 1 for column in zip(*guesses, strict=True))


@given(PARTS)
def test_what_is_left_out_does_not_hang_on_the_order_of_the_parts(values: list[int]) -> None:
    parts = {str(key): people(value) for key, value in enumerate(values)}
    told = parts_of(people(sum(values)), parts)
    for order in permutations(parts):
        assert parts_of(people(sum(values)), {key: parts[key] for key in order}) == told


@given(PARTS, st.integers(1, 4))
def test_what_is_told_is_true_and_not_small(values: list[int], share: int) -> None:
    """Events of people: some of several events each."""
    parts = {key: Count(value * share, value) for key, value in enumerate(values)}
    whole = Count(sum(values) * share, sum(values))
    total, shown = parts_of(whole, parts)
    assert total in {None, whole.value}
    for key, value in shown.items():
        assert value in {None, parts[key].value}
        assert value is None or not parts[key].is_small
    if total is not None:
        assert sum(value is None for value in shown.values()) != 1


@given(st.integers(0, 30), st.integers(0, 30))
def test_neither_a_group_nor_the_rest_is_small(one: int, more: int) -> None:
    part = within(people(one + more), people(one))
    if part is not None:
        rest = one + more - part
        assert part == 0 or part >= FEWEST
        assert rest == 0 or rest >= FEWEST or one + more < FEWEST


def test_nothing_is_left_out_without_need() -> None:
    assert alone(people(0)) == 0
    assert alone(people(5)) == 5
    total, shown = parts_of(people(30), {"a": people(10), "b": people(20), "c": people(0)})
    assert (total, shown) == (30, {"a": 10, "b": 20, "c": 0})
    total, shown = parts_of(people(33), {"a": people(10), "b": people(20), "c": people(3)})
    assert (total, shown) == (33, {"a": None, "b": 20, "c": None})


def test_many_events_of_one_person_are_still_one_persons() -> None:
    assert alone(Count(40, 1)) is None


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=12))
def test_no_table_tells_a_total_that_another_leaves_out(facts: list[tuple[int, int]]) -> None:
    """The same people by one thing and by another."""
    total = people(len(facts))
    tables = [
        (total, {key: people([fact[by] for fact in facts].count(key)) for key in range(4)}) for by in (0, 1)
    ]
    told = tables_of(tables)
    assert len({shown for shown, _ in told}) == 1
    for shown, parts in told:
        guesses = list(consistent(shown, parts, max(len(facts), 2)))
        assert all(len(set(column)) > 1 for column in zip(*guesses, strict=True))
        if shown is None:
            assert not any(parts.values())


def test_nothing_is_left_out_of_exact_numbers() -> None:
    exact = {key: Count(key, key, EXACT) for key in (1, 2, 3)}
    assert parts_of(Count(6, 6, EXACT), exact) == (6, {1: 1, 2: 2, 3: 3})
    assert within(Count(3, 3, EXACT), exact[1]) == alone(exact[1]) == 1
