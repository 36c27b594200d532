"""Initiatives in figures, in words: the same table for the page and for the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.disclosure import Shown
from app.core.exports import Cell, Row, Sheet
from app.initiatives.groups.kinds import kinds
from app.initiatives.reports.figures import (
    AGES,
    ALL,
    BEGUN,
    INCOME,
    LAUNCHED,
    PEOPLE,
    ROWS,
    Figures,
    column_of,
)
from app.ui.wording import euros
from app.workshops.reports.tables import LEFT_OUT

COLUMNS: Mapping[str, Any] = {
    BEGUN: _("Ideas noted"),
    LAUNCHED: _("Initiatives launched"),
    column_of(6): _("Still there after 6 months"),
    column_of(12): _("Still there after 12 months"),
    column_of(24): _("Still there after 24 months"),
    PEOPLE: _("People"),
    INCOME: _("Income from sales"),
}
MEANINGS: Mapping[str, Any] = {
    BEGUN: _("Initiatives that were noted here in the period, at whatever stage they are now."),
    LAUNCHED: _("Initiatives whose day of launch lies in the period."),
    "after": _(
        "Of those launched in the period: how many were not closed before they were so old, counted from "
        "the day of their launch. A pause is no end. It is told once all of them have reached that age."
    ),
    PEOPLE: _(
        "People who were members of an initiative at some time in the period, each once in every kind and "
        "once in all together."
    ),
    INCOME: _(
        "What was received for what they sell, on days of the period, as it was noted with the money of the "
        "initiative; grants, loans and own money are not income."
    ),
}
ROUNDED = _(
    "Initiatives, people and amounts are told in multiples of five or coarser, each number rounded by "
    "itself, totals too: sums may differ, and 0 can be up to four. A number that others would give away is "
    "left out."
)
NOT_YET = _("not yet")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as people read it, and as a file has it; `is_soft` where words stand instead of it."""

    said: str
    cell: Cell
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A kind, or all together, with a figure for each column."""

    title: str
    is_total: bool
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """A period in words; `notes` say what is rounded, and since when it stands."""

    period: str
    columns: Sequence[str]
    lines: Sequence[Line]
    meanings: Sequence[tuple[str, str]]
    notes: Sequence[str]

    @property
    def header(self) -> list[str]:
        return [gettext("Kind of initiative"), *self.columns]

    @property
    def rows(self) -> list[Row]:
        return [[each.title, *(figure.cell for figure in each.figures)] for each in self.lines]

    @property
    def sheets(self) -> tuple[Sheet, Sheet]:
        """The figures, and what each of them means."""
        words: list[Row] = [*self.meanings, *(("", each) for each in self.notes)]
        meanings = Sheet(
            gettext("What the numbers mean"), [gettext("Number"), gettext("What it means")], words
        )
        return Sheet(gettext("Initiatives in figures"), self.header, self.rows), meanings


def report(told: Figures, period: str, notes: Sequence[Any]) -> Report:
    """What is told of a period, kind by kind, all together last."""
    lines = [
        Line(
            gettext("All together") if row == ALL else str(kinds()[row]),
            row == ALL,
            [_figure(told, column, row) for column in COLUMNS],
        )
        for row in ROWS
    ]
    age = gettext("Still there after %(ages)s months", ages=", ".join(map(str, AGES)))
    names = {**{key: str(name) for key, name in COLUMNS.items()}, "after": age}
    meanings = [(names[key], str(words)) for key, words in MEANINGS.items()]
    return Report(
        period, [str(each) for each in COLUMNS.values()], lines, meanings, [str(each) for each in notes]
    )


def _figure(told: Figures, column: str, row: str) -> Figure:
    if column not in told:
        return Figure(str(NOT_YET), str(NOT_YET), is_soft=True)
    number: Shown = told[column][row]
    if number is None:
        return Figure(str(LEFT_OUT), str(LEFT_OUT), is_soft=True)
    if column == INCOME:
        return Figure(euros(number), Decimal(number) / 100)
    return Figure(str(number), int(number))
