"""The cash of 24 months: what comes in and goes out, what is left, when it runs out and when it carries
itself. All amounts are whole cents, so that sums are those of their parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Line:
    """What comes in or goes out in each month. `is_variable`: sales, or a cost that grows with them."""

    title: str
    is_income: bool
    is_variable: bool
    cents: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.cents)


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, and what is there at its end."""

    first: date
    income: int
    outgoings: int
    closing: int

    @property
    def result(self) -> int:
        return self.income - self.outgoings


@dataclass(frozen=True)
class Forecast:
    """A plan worked out. `opening`: what is there before the first month."""

    opening: int
    lines: tuple[Line, ...]
    months: tuple[Month, ...]

    @property
    def income(self) -> int:
        return sum(each.income for each in self.months)

    @property
    def outgoings(self) -> int:
        return sum(each.outgoings for each in self.months)

    @property
    def closing(self) -> int:
        return self.months[-1].closing

    @cached_property
    def runs_out(self) -> Month | None:
        """The first month at whose end there is less than nothing."""
        return next((each for each in self.months if each.closing < 0), None)

    @cached_property
    def lowest(self) -> Month:
        """The month at whose end there is least, the first of several."""
        return min(self.months, key=lambda each: each.closing)

    @cached_property
    def carries_from(self) -> Month | None:
        """Break-even: the first month from which all that came in since the beginning, without the opening
        cash, covers all that went out, to the end of the plan. None while nothing comes in.
        """
        from_here = None
        for each in reversed(self.months):
            if each.closing < self.opening:
                break
            from_here = each
        return from_here if self.income else None

    @cached_property
    def sales_needed(self) -> int | None:
        """Sales a month, on the average, that would cover all costs; the next whole cent.

        Of each euro sold the variable costs are gone; what is left has to pay the fixed ones. None where
        nothing is sold or nothing is left of a sale.
        """
        sales = sum(each.total for each in self.lines if each.is_income and each.is_variable)
        grows = sum(each.total for each in self.lines if not each.is_income and each.is_variable)
        fixed = self.outgoings - grows
        left = sales - grows
        return -(-fixed * sales // (left * MONTHS)) if sales and left > 0 else None


def forecast(begins_on: date, opening: int, lines: Sequence[Line]) -> Forecast:
    """A plan from the month of `begins_on` on; ValueError for a line that has not 24 months."""
    months, there = [], opening
    columns = list(zip(*(each.cents for each in lines), strict=True)) if lines else [()] * MONTHS
    if len(columns) != MONTHS:
        raise ValueError(len(columns))
    for first, cents in zip(months_from(begins_on), columns, strict=True):
        pairs = list(zip(lines, cents, strict=True))
        income = sum(each for line, each in pairs if line.is_income)
        outgoings = sum(each for line, each in pairs if not line.is_income)
        there += income - outgoings
        months.append(Month(first, income, outgoings, there))
    return Forecast(opening, tuple(lines), tuple(months))


def months_from(begins_on: date) -> list[date]:
    """The first days of the 24 months."""
    at = begins_on.year * 12 + begins_on.month - 1
    return [date((at + each) // 12, (at + each) % 12 + 1, 1) for each in range(MONTHS)]


def spread(cents: int, first: int, last: int, every: int = 1) -> tuple[int, ...]:
    """The same amount every so many months, from the `first` to the `last` month (0 to 23)."""
    return tuple(cents if first <= at <= last and (at - first) % every == 0 else 0 for at in range(MONTHS))
