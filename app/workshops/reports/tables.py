"""A report in words: the same tables for the page, the paper and the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.disclosure import Shown, not_people
from app.core.exports import Cell
from app.core.i18n import current
from app.core.text import fold
from app.ui.bars import Picture
from app.workshops.enrolments.reasons import reasons
from app.workshops.planning.wording import duration, group_name
from app.workshops.reports.report import Line, Report

AGES: dict[str, Any] = {
    "under_46": _("Up to 45"),
    "46_to_64": _("46 to 64"),
    "65_or_over": _("65 or over"),
    "age_unknown": _("Age not known"),
}
SMALL_LEFT_OUT = _(
    "Numbers of fewer than five people are left out, and with them others from which they could be "
    "computed. The report names nobody."
)
ROUNDED = _(
    "People, and what they did, are told in multiples of five, each number rounded by itself, totals too: "
    "sums may differ, and 0 can be up to four. A number that others would give away is left out. "
    "The report names nobody."
)
FAMILIES = _("A family is a household that was noted; whoever has none noted counts as one.")
LEFT_OUT = _("left out")
TOTAL = _("All together")
NO_PARISHES: Mapping[str, str] = {}
SESSIONS, HOURS, PEOPLE = _("Sessions held"), _("Hours held"), _("People who came")
HEADS = _("Counted without names")
SERIES = (SESSIONS, HOURS, PEOPLE, _("Hours attended"), HEADS)
"""What is told of each series."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as people read it, and as a file has it: hours as hours, what is left out in words."""

    said: str
    cell: Cell
    is_left_out: bool = False

    @property
    def size(self) -> int:
        """How long its bar is; nothing where it is left out."""
        return int(self.cell) if isinstance(self.cell, int | Decimal) else 0


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of several figures: a series within a period (in the order of SERIES), a month, a parish."""

    title: str
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of several figures a line, and pictures of some of its columns."""

    title: str
    columns: Sequence[str]
    rows: Sequence[GridRow]
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A report in words: of what, when, its tables, a period series by series and by what is known of people.

    `notes` say what is left out of it, or that nothing is.
    """

    title: str
    period: str
    sections: Sequence[Section]
    series: Sequence[GridRow] = ()
    grids: Sequence[Grid] = ()
    notes: Sequence[str] = ()


def count(number: Shown) -> Figure:
    """So many."""
    return _left_out() if number is None else Figure(str(number), number)


def hours(minutes: Shown) -> Figure:
    """So long; in files with two decimals, for 50 minutes are no whole part of an hour."""
    if minutes is None:
        return _left_out()
    return Figure(duration(minutes), round(Decimal(minutes) / 60, 2))


def _left_out() -> Figure:
    return Figure(str(LEFT_OUT), str(LEFT_OUT), is_left_out=True)


def series(lines: Sequence[Line]) -> list[GridRow]:
    """A period series by series."""
    return [
        GridRow(
            each.title,
            (
                count(not_people(each.sessions)),
                hours(not_people(each.held)),
                count(each.people),
                hours(each.attended),
                count(each.heads),
            ),
        )
        for each in lines
    ]


def row(name: Any, figure: Figure) -> Row:
    """A line of a report."""
    return Row(str(name), figure)


def sections(report: Report, parishes: Mapping[str, str] = NO_PARISHES) -> list[Section]:
    """The tables of a report, empty ones left away; `parishes` by id are the names of those it tells."""
    activity = [
        row(SESSIONS, count(not_people(report.sessions))),
        row(_("Sessions cancelled"), count(not_people(report.cancelled))),
        row(HOURS, hours(not_people(report.held))),
        row(PEOPLE, count(report.people)),
        row(_("Families supported"), count(report.families)),
        row(_("Hours attended by all together"), hours(report.attended)),
    ]
    needs = [
        row(_("Needed transport"), count(report.transport)),
        row(_("Needed somebody to look after the children"), count(report.childcare)),
    ]
    found = [
        Section(str(_("Activity")), activity),
        *people_sections(report, parishes),
        Section(str(_("Said at sign-up")), needs),
        Section(str(_("Absences by reason")), _named(report.reasons, _absence, report.absences)),
        Section(str(HEADS), _named(report.heads_by_group, group_name, report.heads)),
    ]
    return [each for each in found if each.rows]


def people_sections(report: Report, parishes: Mapping[str, str]) -> list[Section]:
    """Those who came by what is known of them."""
    total = [report.people] if report.ages else []
    ages = _named(report.ages, lambda key: AGES[key], *total)
    return [
        Section(str(_("Age of those who came")), ages),
        Section(str(_("Groups of those who came")), _named(report.groups, group_name)),
        Section(str(_("Parish where those who came live")), _of_parishes(report.parishes, parishes)),
        Section(str(_("Parish where they were reached")), _of_parishes(report.reached, parishes)),
        Section(
            str(_("Parish where people without names were counted")),
            _of_parishes(report.reached_heads, parishes),
        ),
    ]


def _of_parishes(numbers: Mapping[str, Shown], names: Mapping[str, str]) -> list[Row]:
    """By name, and last those of whom or of which it is not known."""
    ordered = sorted(numbers, key=lambda key: (not key, fold(names.get(key, ""))))
    found = {key: numbers[key] for key in ordered}
    return _named(found, lambda key: names[key] if key else gettext("Parish not known"))


def _absence(key: str) -> str:
    return str(reasons().name(key, current().code)) if key else gettext("Reason not known")


def _named(numbers: Mapping[str, Shown], name_of: Callable[[str], Any], *totals: Shown) -> list[Row]:
    """Rows by name; under them the sum, where one is given; none where everything is zero."""
    rows = [row(name_of(key), count(number)) for key, number in numbers.items()]
    sums = [row(TOTAL, count(total)) for total in totals]
    return [*rows, *sums] if rows or any(total != 0 for total in totals) else []
