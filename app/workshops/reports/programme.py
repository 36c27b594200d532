"""What the programme did in a period: how often, by month; for how many people, by what is known of them.

A column for each thing that happens. Everything told goes through core/disclosure. Months are parts of how
often it did; parishes, languages and ages are parts of the people, each counted once; groups overlap.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.core.disclosure import Published, Shown, Teller, crowd
from app.core.narrowing import Sum, too_narrow
from app.workshops.reports.report import age_group, told_apart

HAPPENINGS = ("registered", "kept", "confirmed", "certified", "came")
"""What is told by month and by people; of what else happens, only how often."""
PARTS = ("parish", "language", "age")
"""What people are told apart by so that each is in one part."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to somebody so many times in a month of the period, counted from 0.

    `key` is the record key of a participant, or of a list that nobody handed over.
    """

    kind: str
    key: int
    month: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Somebody:
    """What is known of a person that reports sort by; nothing of whoever only left a list."""

    parish_id: UUID | None = None
    language: str = ""
    birth_year: int | None = None
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that happens: how often, to how many people, and both in parts.

    `by`: "month" has parts of the times; "parish", "language" and "age" of the people; "group" how many
    belong to each. Keys are a month's number, a parish's id, a language's code; "" where it is not known.
    What is in no part is zero.
    """

    times: Shown
    people: Shown
    by: Mapping[str, Mapping[str, Shown]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """`columns` by HAPPENINGS; `totals` of what else happened."""

    columns: Mapping[str, Column]
    totals: Mapping[str, Shown]


def programme(
    happenings: Iterable[Happening], people: Mapping[int, Somebody], months: int, year: int, teller: Teller
) -> Programme:
    """The figures of a period of so many months; ages are those reached in `year`."""
    by_kind: dict[str, list[Happening]] = defaultdict(list)
    for each in happenings:
        by_kind[each.kind].append(each)
    columns = {kind: _column(by_kind[kind], people, months, year, teller) for kind in HAPPENINGS}
    totals = {kind: _often(found, teller) for kind, found in by_kind.items() if kind not in HAPPENINGS}
    return Programme(columns=columns, totals=totals)


def settled(found: Programme) -> Programme:
    """It without the numbers that could be worked out from the others, nor lines in which nobody is told."""
    columns = {kind: _settled(kind, each) for kind, each in found.columns.items()}
    return replace(found, columns=columns)


def _settled(kind: str, column: Column) -> Column:
    told = {
        (by, line): number
        for by, lines in {"": {"": column.people}, **column.by}.items()
        for line, number in lines.items()
        if number is not None
    }
    apart = PARTS if kind != "registered" else (*PARTS, "month")  # a person is registered once
    sums = [Sum(("", ""), [name for name in told if name[0] == by]) for by in apart]
    hidden = too_narrow(told, sums)
    by = {
        table: {line: None if (table, line) in hidden else number for line, number in lines.items()}
        for table, lines in column.by.items()
    }
    shown = {table: {line: told for line, told in lines.items() if told != 0} for table, lines in by.items()}
    if ("", "") in hidden:
        return Column(None, None, shown)
    return replace(column, by=shown)


def _column(
    found: Sequence[Happening], people: Mapping[int, Somebody], months: int, year: int, teller: Teller
) -> Column:
    whose = {each.key: people.get(each.key, Somebody()) for each in found}

    def by(known: Callable[[Somebody], Iterable[str]]) -> dict[str, Published]:
        parts: dict[str, list[int]] = defaultdict(list)
        for key, somebody in whose.items():
            for part in known(somebody):
                parts[part].append(key)
        return told_apart(parts, teller)

    by_month: dict[int, list[Happening]] = defaultdict(list)
    for each in found:
        by_month[each.month].append(each)
    return Column(
        times=_often(found, teller),
        people=teller.people(crowd(whose)),
        by={
            "month": {str(month): _often(by_month[month], teller) for month in range(months)},
            "parish": by(lambda each: [str(each.parish_id or "")]),
            "language": by(lambda each: [each.language]),
            "age": by(lambda each: [age_group(each.birth_year, year)]),
            "group": by(lambda each: each.groups),
        },
    )


def _often(found: Sequence[Happening], teller: Teller) -> Published:
    return teller.theirs(sum(each.times for each in found), crowd(each.key for each in found))
