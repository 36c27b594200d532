"""What the programme did in a period: how often, by month; for how many people, by what is known of them.

A column for each thing that happens. Everything told goes through core/disclosure: months add up to their
total, and so do parishes, languages and ages, in which each person counts once; groups overlap.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.core.disclosure import FEWEST, Count, Shown, alone, so_many, tables_of
from app.workshops.reports.report import age_group, groups_of

HAPPENINGS = ("registered", "kept", "confirmed", "certified", "came")
"""What is told by month and by people; of what else happens, only how often."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to somebody so many times in a month of the period, counted from 0.

    `key` is a participant's id, or that of a list that nobody handed over.
    """

    kind: str
    key: UUID
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
    happenings: Iterable[Happening],
    people: Mapping[UUID, Somebody],
    months: int,
    year: int,
    fewest: int = FEWEST,
) -> Programme:
    """The figures of a period of so many months; ages are those reached in `year`."""
    by_kind: dict[str, list[Happening]] = defaultdict(list)
    for each in happenings:
        by_kind[each.kind].append(each)
    columns = {kind: _column(by_kind[kind], people, months, year, fewest) for kind in HAPPENINGS}
    totals = {kind: alone(_often(found, fewest)) for kind, found in by_kind.items() if kind not in HAPPENINGS}
    left = _often(_left(by_kind["begun"], by_kind["kept"]), fewest)
    if left.is_small or columns["kept"].times is None:
        totals["begun"] = None  # those kept are among them
    return Programme(columns=columns, totals=totals)


def _column(
    found: Sequence[Happening], people: Mapping[UUID, Somebody], months: int, year: int, fewest: int
) -> Column:
    whose = [people.get(key, Somebody()) for key in dict.fromkeys(each.key for each in found)]
    everybody = so_many(len(whose), fewest)

    def by(known: Callable[[Somebody], str]) -> tuple[Count, Mapping[str, Count]]:
        counts = Counter(known(each) for each in whose)
        return everybody, {key: so_many(count, fewest) for key, count in counts.items()}

    by_month = {
        str(month): _often([each for each in found if each.month == month], fewest) for month in range(months)
    }
    monthly, parishes, languages, ages = tables_of(
        [
            (_often(found, fewest), by_month),
            by(lambda each: str(each.parish_id or "")),
            by(lambda each: each.language),
            by(lambda each: age_group(each.birth_year, year)),
        ]
    )
    groups = groups_of(everybody, (each.groups for each in whose))
    if ages[0] is None:
        groups = dict.fromkeys(groups)
    parts = {"month": monthly[1], "parish": parishes[1], "language": languages[1]}
    parts |= {"age": ages[1], "group": groups}
    return Column(monthly[0], ages[0], parts)


def _left(begun: Iterable[Happening], kept: Iterable[Happening]) -> list[Happening]:
    """Lists begun and not kept."""
    times = {(each.key, each.month): each.times for each in kept}
    left = [replace(each, times=each.times - times.get((each.key, each.month), 0)) for each in begun]
    return [each for each in left if each.times]


def _often(found: Sequence[Happening], fewest: int) -> Count:
    return Count(sum(each.times for each in found), len({each.key for each in found}), fewest)
