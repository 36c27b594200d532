"""The cash of 24 months: sums that are those of their parts, and the months that matter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.initiatives.money.cash import MONTHS, Forecast, Line, forecast, months_from, spread

AMOUNTS = st.lists(st.integers(0, 10**7), min_size=MONTHS, max_size=MONTHS).map(tuple)
LINES = st.lists(st.builds(Line, st.just("x"), st.booleans(), st.booleans(), AMOUNTS), max_size=5)
OPENINGS = st.integers(0, 10**8)
START = date(2026, 11, 1)


def plan(income: tuple[int, ...], outgoings: tuple[int, ...], opening: int = 0) -> Forecast:
    lines = [Line("Vendas", True, True, income), Line("Renda", False, False, outgoings)]
    return forecast(START, opening, lines)


@given(OPENINGS, LINES)
def test_what_is_there_at_the_end_is_what_was_there_and_came_in_without_what_went_out(
    opening: int, lines: list[Line]
) -> None:
    found = forecast(START, opening, lines)
    assert found.closing == opening + found.income - found.outgoings
    assert found.income == sum(each.total for each in lines if each.is_income)
    assert found.outgoings == sum(each.total for each in lines if not each.is_income)
    there = opening
    for at, month in enumerate(found.months):
        there += sum(each.cents[at] if each.is_income else -each.cents[at] for each in lines)
        assert month.closing == there
        assert month.result == month.income - month.outgoings


@given(OPENINGS, LINES)
def test_the_months_that_matter_are_those_that_the_slow_way_finds(opening: int, lines: list[Line]) -> None:
    found = forecast(START, opening, lines)
    below = [each for each in found.months if each.closing < 0]
    assert found.runs_out == (below[0] if below else None)
    assert found.lowest.closing == min(each.closing for each in found.months)
    carrying = [
        month
        for at, month in enumerate(found.months)
        if found.income and all(later.closing >= opening for later in found.months[at:])
    ]
    assert found.carries_from == (carrying[0] if carrying else None)


@given(LINES)
def test_sales_at_what_is_needed_pay_all_costs_and_a_cent_less_a_month_does_not(lines: list[Line]) -> None:
    found = forecast(START, 0, lines)
    sales = sum(each.total for each in lines if each.is_income and each.is_variable)
    grows = sum(each.total for each in lines if not each.is_income and each.is_variable)
    needed = found.sales_needed
    if needed is None:
        assert not sales or grows >= sales
        return
    fixed = found.outgoings - grows

    def left(a_month: int) -> int:
        """Times `sales`, so that it stays whole."""
        return a_month * MONTHS * (sales - grows) - fixed * sales

    assert left(needed) >= 0
    assert needed == 0 or left(needed - 1) < 0


def test_a_plan_without_lines_keeps_what_is_there_and_carries_nothing() -> None:
    found = forecast(START, 5_000, [])
    assert {each.closing for each in found.months} == {5_000}
    assert (found.runs_out, found.carries_from, found.sales_needed) == (None, None, None)


def test_the_cash_runs_out_in_the_month_in_which_it_is_less_than_nothing() -> None:
    found = plan(spread(0, 0, 23), spread(10_000, 0, 23), opening=25_000)
    assert found.runs_out is found.months[2]
    assert found.lowest is found.months[23]


def test_it_carries_itself_once_sales_have_paid_what_was_laid_out() -> None:
    found = plan(spread(20_000, 2, 23), spread(10_000, 0, 23))
    assert found.carries_from is found.months[3]
    assert found.months[3].first == date(2027, 2, 1)


@given(st.integers(1, 10**6), st.integers(0, 23), st.integers(0, 23), st.integers(1, 24))
def test_an_amount_is_put_into_every_so_many_months_from_the_first_to_the_last(
    cents: int, first: int, last: int, every: int
) -> None:
    found = spread(cents, first, last, every)
    wanted = set(range(first, last + 1, every))
    assert [at for at in range(MONTHS) if found[at]] == sorted(wanted)
    assert set(found) <= {0, cents}


def test_months_go_over_the_end_of_a_year() -> None:
    months = months_from(date(2026, 11, 17))
    assert months[:3] == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert len(set(months)) == MONTHS


def test_a_line_with_other_than_24_months_is_refused() -> None:
    with pytest.raises(ValueError, match="23"):
        forecast(START, 0, [Line("x", True, False, (1,) * 23)])
