"""Initiatives in figures: exact ones as a plain count gives them, rounded ones that give nobody away."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.disclosure import BASE, EXACT, Rounded
from app.core.narrowing import too_narrow
from app.initiatives.reports.figures import (
    AGES,
    ALL,
    BEGUN,
    INCOME,
    KINDS,
    LAUNCHED,
    OF_YEAR,
    PEOPLE,
    ROWS,
    Belonging,
    Counted,
    Course,
    Earned,
    _ties,
    column_of,
    figures,
    parts_due,
    settled,
)

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
PARTS = [OF_YEAR, *map(column_of, AGES)]
ROUNDING = Rounded(b"a secret of nobody")
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))
courses = st.lists(
    st.builds(
        Course,
        key=st.integers(1, 10**9),
        kind=st.sampled_from(KINDS),
        begun_on=days,
        launched_on=st.none() | days,
        closed_on=st.none() | days,
    ),
    max_size=40,
    unique_by=lambda each: each.key,
)
people = st.lists(st.builds(Belonging, key=st.integers(1, 12), kind=st.sampled_from(KINDS)), max_size=30)
earned = st.lists(
    st.builds(Earned, key=st.integers(1, 8), kind=st.sampled_from(KINDS), cents=st.integers(0, 10**6)),
    max_size=20,
)
counted = st.builds(Counted, st.just(FIRST), st.just(LAST), courses=courses, belongings=people, earned=earned)


def plainly(found: Counted, row: str) -> Mapping[str, int]:
    """The exact figures of a row, counted once more."""
    mine = [each for each in found.courses if row in {ALL, each.kind}]
    launched = [each for each in mine if each.launched_on and FIRST <= each.launched_on <= LAST]
    return {
        BEGUN: sum(FIRST <= each.begun_on <= LAST for each in mine),
        LAUNCHED: len(launched),
        PEOPLE: len({each.key for each in found.belongings if row in {ALL, each.kind}}),
        INCOME: sum(each.cents for each in found.earned if row in {ALL, each.kind}),
        **{column_of(age): sum(each.is_there_after(age) for each in launched) for age in AGES},
    }


@given(counted)
def test_exact_figures_are_what_a_plain_count_gives(found: Counted) -> None:
    told = figures(found, PARTS, EXACT)
    for row in ROWS:
        assert {column: rows[row] for column, rows in told.items()} == plainly(found, row)


@given(counted)
@settings(max_examples=60)
def test_rounded_figures_give_nobody_away_also_when_they_are_told_year_after_year(found: Counted) -> None:
    known: dict[str, dict[str, int | None]] = {}
    for part in PARTS:
        known |= settled(figures(found, [part], ROUNDING), known)  # type: ignore[arg-type]
        cells = {
            (column, row): number
            for column, rows in known.items()
            for row, number in rows.items()
            if number is not None and column != INCOME
        }
        assert not too_narrow(cells, *_ties(set(cells)))
        assert all(number % BASE == 0 for number in cells.values())


@pytest.mark.parametrize(
    ("closed_on", "is_there"),
    [(None, True), (date(2024, 9, 14), False), (date(2024, 9, 15), True)],
    ids=["never closed", "a day before", "on that day"],
)
def test_six_months_are_counted_from_the_launch(closed_on: date | None, *, is_there: bool) -> None:
    course = Course(1, KINDS[0], FIRST, date(2024, 3, 15), closed_on)
    assert course.is_there_after(6) is is_there


def test_how_many_are_still_there_is_told_when_all_of_them_could_be() -> None:
    assert parts_due(LAST, date(2025, 6, 29)) == [OF_YEAR]
    assert parts_due(LAST, date(2025, 7, 1)) == [OF_YEAR, column_of(6)]
    assert parts_due(LAST, LAST + timedelta(days=3 * 366)) == PARTS
