"""A report in words: the same tables for the page, the paper and the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core.i18n import current
from app.workshops.queries import PeriodReport
from app.workshops.reasons import reason_name
from app.workshops.report import Report
from app.workshops.suppression import Shown
from app.workshops.wording import AGES, duration, group_name

LEFT_OUT = _("left out")
TOTAL = _("All together")


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its number; `said` as people read it, None as number when it is left out."""

    name: str
    number: Shown
    said: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series of a period; `people` and `attended` (minutes) may be left out."""

    title: str
    sessions: int
    held: int
    people: Shown
    attended: Shown


def row(name: Any, number: Shown, *, is_time: bool = False) -> Row:
    """A line of a report."""
    if number is None:
        return Row(str(name), None, str(LEFT_OUT))
    return Row(str(name), number, duration(number) if is_time else str(number))


def sections(report: Report) -> list[Section]:
    """The tables of a report, empty ones left away."""
    activity = [
        row(_("Sessions held"), report.sessions),
        row(_("Sessions cancelled"), report.cancelled),
        row(_("Hours held"), report.held, is_time=True),
        row(_("People who came"), report.people),
        row(_("Hours attended by all together"), report.attended, is_time=True),
    ]
    needs = [
        row(_("Needed transport"), report.transport),
        row(_("Needed somebody to look after the children"), report.childcare),
    ]
    found = [
        Section(str(_("Activity")), activity),
        Section(str(_("Age of those who came")), _named(report.ages, lambda key: AGES[key], report.people)),
        Section(str(_("Groups of those who came")), _named(report.groups, group_name)),
        Section(str(_("Said at sign-up")), needs),
        Section(
            str(_("Absences by reason")),
            _named(report.reasons, _absence, report.absences),
        ),
        Section(str(_("Counted without names")), _named(report.heads_by_group, group_name, report.heads)),
    ]
    return [each for each in found if each.rows]


def _absence(key: str) -> str:
    return reason_name(key, current().code) if key else gettext("Reason not known")


def _named(numbers: Mapping[str, Shown], name_of: Callable[[str], Any], *totals: Shown) -> list[Row]:
    """Rows by name; under them the sum, where one is given."""
    rows = [row(name_of(key), number) for key, number in numbers.items()]
    return [*rows, *(row(TOTAL, total) for total in totals)] if rows else []


def series_rows(found: PeriodReport) -> list[SeriesRow]:
    """Series by series, with their titles."""
    return [
        SeriesRow(found.titles[each.workshop_id], each.sessions, each.held, each.people, each.attended)
        for each in found.lines
    ]
