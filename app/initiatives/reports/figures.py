"""Initiatives in figures, kind by kind, as they are told: begun, launched, still there, people, income.

Of a group of one everything told is about one person: initiatives count like people, through
core/disclosure. What could be worked out from the other numbers is left out (core/narrowing).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.dates import months_before
from app.core.disclosure import Crowd, Shown, Teller, crowd
from app.core.narrowing import Sum, too_narrow
from app.initiatives.groups.models import Kind

ALL = ""
"""The row of all kinds together."""
KINDS = tuple(each.value for each in Kind)
ROWS = (*KINDS, ALL)
AGES = (6, 12, 24)
"""Months after which it is asked whether an initiative is still there."""
BEGUN, LAUNCHED, PEOPLE, INCOME = "begun", "launched", "people", "income"
OF_YEAR = "year"
"""The part that is known when the period is over; the others are called by their column."""
EURO = 100
Cell = tuple[str, str]
"""A column and a row."""
Figures = Mapping[str, Mapping[str, Shown]]
"""By column, then by row. None for what is left out; a column that cannot be told yet is not there."""


@dataclass(frozen=True, slots=True)
class Course:
    """One initiative: `key` is its record key; when it was noted, launched and closed, where it was."""

    key: int
    kind: str
    begun_on: date
    launched_on: date | None = None
    closed_on: date | None = None

    def is_there_after(self, months: int) -> bool:
        """Whether it was not closed before it was so old, counted from its launch; a pause is no end."""
        if self.launched_on is None:
            return False
        return self.closed_on is None or months_before(self.closed_on, months) >= self.launched_on


@dataclass(frozen=True, slots=True)
class Belonging:
    """Somebody who was in an initiative of a kind."""

    key: int
    kind: str


@dataclass(frozen=True, slots=True)
class Earned:
    """What an initiative received for what it sells, in cents."""

    key: int
    kind: str
    cents: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What is known of a period."""

    first: date
    last: date
    courses: Sequence[Course]
    belongings: Sequence[Belonging]
    earned: Sequence[Earned]


def column_of(months: int) -> str:
    """The column of those that were still there."""
    return f"after_{months}"


def parts_due(last: date, today: date) -> list[str]:
    """What can be told of a period that ends on `last`: the ages that all launched in it have reached."""
    return [OF_YEAR, *(column_of(each) for each in AGES if months_before(today, each) >= last)]


def figures(found: Counted, parts: Iterable[str], teller: Teller) -> dict[str, dict[str, Shown]]:
    """These parts of what is told of a period, before anything is left out of them."""
    launched = [
        each for each in found.courses if each.launched_on and found.first <= each.launched_on <= found.last
    ]
    told: dict[str, dict[str, Shown]] = {}
    for part in parts:
        if part == OF_YEAR:
            begun = [each for each in found.courses if found.first <= each.begun_on <= found.last]
            told[BEGUN] = _told(begun, teller)
            told[LAUNCHED] = _told(launched, teller)
            told[PEOPLE] = _told(found.belongings, teller)
            told[INCOME] = _income(found.earned, teller)
        else:
            months = next(each for each in AGES if column_of(each) == part)
            told[part] = _told([each for each in launched if each.is_there_after(months)], teller)
    return told


def settled(new: Figures, before: Figures) -> dict[str, dict[str, Shown]]:
    """Rounded figures without those that others would give away; what was told before is told already."""
    counts = {(column, row): number for column, rows in new.items() for row, number in rows.items()}
    mine = {cell: number for cell, number in counts.items() if number is not None and cell[0] != INCOME}
    known = {
        (column, row): number
        for column, rows in before.items()
        for row, number in rows.items()
        if number is not None and column != INCOME
    }
    while narrow := too_narrow({**known, **mine}, *_ties({*known, *mine})):
        rows = {row for _column, row in narrow}
        out = (
            {cell for cell in mine if cell in narrow}
            or {cell for cell in mine if cell[1] in rows}
            or set(mine)
        )
        if not out:
            break
        mine = {cell: number for cell, number in mine.items() if cell not in out}
    return {
        column: {row: number if column == INCOME else mine.get((column, row)) for row, number in rows.items()}
        for column, rows in new.items()
    }


def _ties(cells: set[Cell]) -> tuple[list[Sum[Cell]], list[tuple[Cell, Cell]]]:
    """Kinds add up, but for people, who may be in several; fewer are still there than were launched."""
    sums = []
    for column in {column for column, _row in cells}:
        parts = [(column, kind) for kind in KINDS]
        if {*parts, (column, ALL)} <= cells:
            sums.append(Sum((column, ALL), parts, overlaps=column == PEOPLE))
    order = [LAUNCHED, *map(column_of, AGES)]
    fewer = [
        ((later, row), (earlier, row))
        for at, later in enumerate(order)
        for earlier in order[:at]
        for row in ROWS
    ]
    return sums, [(one, other) for one, other in fewer if one in cells and other in cells]


def _told(things: Iterable[Course | Belonging], teller: Teller) -> dict[str, Shown]:
    return {row: teller.people(who) for row, who in _crowds(things).items()}


def _income(earned: Iterable[Earned], teller: Teller) -> dict[str, Shown]:
    """In cents, as coarse as the number of initiatives that received it asks for."""
    things = list(earned)
    cents: dict[str, int] = defaultdict(int)
    for each in things:
        cents[each.kind] += each.cents
        cents[ALL] += each.cents
    return {row: teller.theirs(cents[row], who, EURO) for row, who in _crowds(things).items()}


def _crowds(things: Iterable[Course | Belonging | Earned]) -> dict[str, Crowd]:
    by_row: dict[str, set[int]] = defaultdict(set)
    for each in things:
        by_row[each.kind].add(each.key)
        by_row[ALL].add(each.key)
    return {row: crowd(by_row[row]) for row in ROWS}
