"""The periods of a year together: whoever reads of one may read of the others too, and add them up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar
from uuid import UUID

from app.core.disclosure import Shown, Teller
from app.core.narrowing import Sum, too_narrow
from app.workshops.reports.periods import MONTHS
from app.workshops.reports.report import Line, Mark, Report, Sitting, Visitor, by_parish, lines, report

PARTS_OF = {
    "year": ("half-1", "half-2"),
    "half-1": ("quarter-1", "quarter-2"),
    "half-2": ("quarter-3", "quarter-4"),
    **{f"quarter-{each}": tuple(f"month-{3 * each - rest}" for rest in (2, 1, 0)) for each in range(1, 5)},
}
NAMELESS = ("heads", "head", "series_heads", "reached_heads")
"""Tables in which the same person of two periods counts twice; of all others they are one."""
OVERLAPPING = ("series", "reached")
"""Tables in which the same person may stand in several lines."""
Row = TypeVar("Row", Sitting, Mark)


@dataclass(frozen=True, slots=True)
class Activity:
    """What is told of some sessions: together, and series by series."""

    report: Report
    lines: Mapping[UUID, Line]


class Name(NamedTuple):
    """A number of a period's report: its table, and its line there; a total has none."""

    period: str
    table: str
    line: str = ""


def activity(
    sittings: Sequence[Sitting], visitors: Sequence[Visitor], marks: Sequence[Mark], year: int, teller: Teller
) -> Activity:
    """What is told of what is given, whatever else is told."""
    return Activity(report(sittings, visitors, marks, year, teller), lines(sittings, marks, teller))


def of_one(
    sittings: Sequence[Sitting], visitors: Sequence[Visitor], marks: Sequence[Mark], year: int, teller: Teller
) -> Activity:
    """The same of one series or one session, by parish too."""
    found = activity(sittings, visitors, marks, year, teller)
    return replace(found, report=by_parish(found.report, sittings, visitors, marks, teller))


def periods(
    sittings: Sequence[Sitting], visitors: Sequence[Visitor], marks: Sequence[Mark], year: int, teller: Teller
) -> dict[str, Activity]:
    """What is told of each period of a year, of which everything is given."""
    held, noted = _by_month(sittings), _by_month(marks)
    every = {}
    for period, (first, last) in MONTHS.items():
        months = range(first, last + 1)
        met = [each for month in months for each in held[month]]
        series = {each.workshop_id for each in met}
        came = [each for each in visitors if each.workshop_id in series]
        of_them = [each for month in months for each in noted[month]]
        every[period] = activity(met, came, of_them, year, teller)
    return every


def _by_month(rows: Iterable[Row]) -> Mapping[int, Sequence[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for each in rows:
        found[each.month].append(each)
    return found


def settled(every: Mapping[str, Activity]) -> dict[str, Activity]:
    """All of it without the numbers that could be worked out from the others."""
    told = {name: number for period, each in every.items() for name, number in _numbers(period, each)}
    sums = [each for period, found in every.items() for each in _sums_within(period, found, told)]
    fewer = [(Name(period, "families"), Name(period, "people")) for period in every]
    hidden = too_narrow(told, [*sums, *_sums_of_periods(every, told)], fewer)
    return {period: _without(period, each, hidden) for period, each in every.items()}


def _numbers(period: str, each: Activity) -> Iterator[tuple[Name, int]]:
    """How many people and families there were, by whatever they are told apart, and absences."""
    found = each.report
    tables: dict[str, Mapping[str, Shown]] = {
        "people": {"": found.people},
        "families": {"": found.families},
        "age": found.ages,
        "heads": {"": found.heads},
        "head": found.heads_by_group,
        "absences": {"": found.absences},
        "reason": found.reasons,
        "parish": found.parishes,
        "reached": found.reached,
        "reached_heads": found.reached_heads,
        "series": {str(key): line.people for key, line in each.lines.items()},
        "series_heads": {str(key): line.heads for key, line in each.lines.items()},
    }
    for table, numbers in tables.items():
        for line, number in numbers.items():
            if number is not None:
                yield Name(period, table, line), number


def _sums_within(period: str, each: Activity, told: Mapping[Name, int]) -> Iterator[Sum[Name]]:
    """What adds up within a period. Of one session, each absence is one person."""
    apart = {
        "age": "people",
        "head": "heads",
        "parish": "people",
        "reached": "people",
        "reached_heads": "heads",
        "series": "people",
        "series_heads": "heads",
    }
    if each.report.sessions == 1:
        apart["reason"] = "absences"
    for table, total in apart.items():
        parts = [name for name in told if (name.period, name.table) == (period, table)]
        yield Sum(Name(period, total), parts, overlaps=table in OVERLAPPING)


def _sums_of_periods(every: Mapping[str, Activity], told: Mapping[Name, int]) -> Iterator[Sum[Name]]:
    """What adds up over periods; whoever came in two of them is one person of both together."""
    for name in told:
        if name.table in ("absences", "reason"):  # of one person there may be several
            continue
        found = [Name(part, name.table, name.line) for part in PARTS_OF.get(name.period, ())]
        # Where nothing took place, everybody can tell that nobody came.
        met = [
            each for each in found if told.get(each) or (each in told and every[each.period].report.sessions)
        ]
        yield Sum(name, met, overlaps=name.table not in NAMELESS)


def _without(period: str, each: Activity, hidden: set[Name]) -> Activity:
    """What stays told. A line that says "0" where others have none would say that somebody was there."""

    def left(table: str, numbers: Mapping[str, Shown], *, every_line: bool = False) -> dict[str, Shown]:
        shown = {
            line: None if Name(period, table, line) in hidden else told for line, told in numbers.items()
        }
        return {line: told for line, told in shown.items() if every_line or told != 0}

    def total(table: str, number: Shown) -> Shown:
        return None if Name(period, table) in hidden else number

    found = each.report
    people = total("people", found.people)
    told = replace(
        found,
        people=people,
        families=None if people is None else total("families", found.families),
        attended=None if people is None else found.attended,
        ages=left("age", found.ages, every_line=True),
        groups=left("group", found.groups),
        heads=total("heads", found.heads),
        heads_by_group=left("head", found.heads_by_group),
        absences=total("absences", found.absences),
        reasons=left("reason", found.reasons),
        parishes=left("parish", found.parishes),
        reached=left("reached", found.reached),
        reached_heads=left("reached_heads", found.reached_heads),
    )
    known = {key: _line(period, str(key), line, hidden) for key, line in each.lines.items()}
    return Activity(told, known)


def _line(period: str, series: str, line: Line, hidden: set[Name]) -> Line:
    """What stays told of one series."""
    if Name(period, "series", series) in hidden:
        line = replace(line, people=None, attended=None)
    return replace(line, heads=None) if Name(period, "series_heads", series) in hidden else line
