"""A year of a programme made up by chance, and an attacker who has read every page of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

from app.core.disclosure import EXACT, HOUR, NONE, Rounded, Shown, nameless, step_of
from app.workshops.attendance.hours import ATTENDING
from app.workshops.reports.periods import MONTHS
from app.workshops.reports.programme import PARTS, Happening, Programme, Somebody, programme, settled
from app.workshops.reports.report import Mark, Sitting, Visitor
from app.workshops.reports.year import NAMELESS, PARTS_OF, Activity, of_one, periods
from app.workshops.reports.year import settled as settled_together
from tests.attacker import Attacker
from tests.attacker import Line as Known

YEAR = 2025
GROUPS = ("women", "migrant", "over_45", "long_term", "disability", "youth")
REASONS = ("health", "work", "transport", "childcare", "family", "")
LARGEST = 20
"""People: no family that anybody has heard of is larger."""
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class MadeYear:
    """Everything that reports count of one year."""

    people: Mapping[int, Somebody]
    sittings: Sequence[Sitting]
    visitors: Sequence[Visitor]
    marks: Sequence[Mark]
    happenings: Sequence[Happening]

    def of_series(self, series: UUID) -> tuple[list[Sitting], list[Visitor], list[Mark]]:
        return (
            [each for each in self.sittings if each.workshop_id == series],
            [each for each in self.visitors if each.workshop_id == series],
            [each for each in self.marks if each.workshop_id == series],
        )


def make_year(seed: int, people: int = 250, series: int = 14) -> MadeYear:
    """Many small numbers: parishes and languages of a few people, series of three to twenty."""
    chance = Random(seed)  # noqa: S311  the same every time

    def some_id() -> UUID:
        return UUID(int=chance.getrandbits(128))

    parishes = [some_id() for _ in range(12)]
    weights = [2.0**-rank for rank in range(12)]
    known = {
        chance.getrandbits(128): Somebody(
            chance.choices([*parishes, None], [*weights, 0.05])[0],
            chance.choices(["pt", "uk", "ne", "bn", "ar", "zh", "ro"], [50, 9, 6, 5, 3, 2, 1])[0],
            chance.choice([None, *range(1940, 2008)]),
            frozenset(group for group in GROUPS if chance.random() < 0.25),
        )
        for _ in range(people)
    }
    sittings: list[Sitting] = []
    visitors: list[Visitor] = []
    marks: list[Mark] = []
    for number in range(series):
        _series(chance, some_id(), number, list(known.items()), sittings, visitors, marks)
    homes = _homes(seed, visitors)
    visitors = [replace(each, household_id=homes.get(each.key)) for each in visitors]
    return MadeYear(known, sittings, visitors, marks, _happenings(chance, known, marks))


def _homes(seed: int, visitors: Sequence[Visitor]) -> dict[int, UUID]:
    """Half of those who come to something live with somebody who comes to it too."""
    chance, homes = Random(f"homes {seed}"), dict[int, UUID]()  # noqa: S311  the same every time
    for one, other in pairwise(visitors):
        if one.workshop_id == other.workshop_id and other.key not in homes and chance.random() < 0.5:
            homes[other.key] = homes.setdefault(one.key, UUID(int=chance.getrandbits(128)))
    return homes


def _series(
    chance: Random,
    series: UUID,
    number: int,
    known: Sequence[tuple[int, Somebody]],
    sittings: list[Sitting],
    visitors: list[Visitor],
    marks: list[Mark],
) -> None:
    minutes, first = chance.choice([60, 90, 120, 180]), chance.randint(1, 12)
    places = ("", *(f"{letter}{number}" for letter in "ab"))[: 1 + number % 3]
    months = sorted(min(12, first + chance.randint(0, 4)) for _ in range(chance.choice([1, 2, 4, 8, 16])))
    for month in months:
        groups = [group for group in (*GROUPS[:3], "") if number % 3 == 0 and chance.random() < 0.6]
        heads = {
            each: nameless(chance.randint(1, 14), UUID(int=chance.getrandbits(128)), each) for each in groups
        }
        parish = places[month % len(places)]
        sittings.append(Sitting(series, minutes, "held", heads, f"Oficina {number}", month, parish))
    for key, somebody in chance.sample(known, chance.randint(3, 20)):
        needs = chance.random() < 0.1, chance.random() < 0.1
        lives_in = str(somebody.parish_id or "")
        visitors.append(Visitor(key, series, somebody.birth_year, somebody.groups, *needs, parish=lives_in))
        noted: Counter[tuple[str, str, int]] = Counter()
        for month in months:
            state = chance.choices(["present", "absent", "excused", ""], [75, 10, 5, 10])[0]
            if state:
                noted[state, chance.choice(REASONS) if state != "present" else "", month] += 1
        marks += [
            Mark(
                key,
                series,
                state,
                minutes * times if state == "present" else 0,
                reason,
                times,
                month,
                places[month % len(places)],
            )
            for (state, reason, month), times in noted.items()
        ]


def _happenings(chance: Random, known: Mapping[int, Somebody], marks: Sequence[Mark]) -> list[Happening]:
    found = []
    for key in known:
        for kind, often in (("registered", 0.6), ("kept", 0.3), ("certified", 0.1)):
            if chance.random() < often:
                found.append(Happening(kind, key, chance.randrange(12)))
        if chance.random() < 0.2:
            found.append(Happening("confirmed", key, chance.randrange(12), chance.randint(1, 12)))
    came: Counter[tuple[int, int]] = Counter()
    for mark in marks:
        if mark.state in ATTENDING:
            came[mark.key, mark.month - 1] += mark.times
    return found + [Happening("came", key, month, times) for (key, month), times in came.items()]


def read_everything(year: MadeYear, teller: Rounded) -> Attacker:
    """Every period's report, every series' own, and the figures of the whole year; files say the same."""
    attacker = Attacker()
    given = (year.sittings, year.visitors, year.marks, YEAR)
    told, true = settled_together(periods(*given, teller)), periods(*given, EXACT)
    for period in MONTHS:
        _reads_activity(attacker, (period,), told[period], true[period])
    for whole, parts in PARTS_OF.items():
        _compares(attacker, (whole,), [(part,) for part in parts])
    series = list(true["year"].lines)
    for each in series:
        own = (*year.of_series(each), YEAR)
        _reads_activity(
            attacker, ("own", each), settled_together({"": of_one(*own, teller)})[""], of_one(*own, EXACT)
        )
        _is_the_same(attacker, ("own", each, "people", ""), ("year", "series", each))
        _is_the_same(attacker, ("own", each, "heads", ""), ("year", "series_heads", each))
    _compares(attacker, ("year",), [("own", each) for each in series])
    columns = [programme(year.happenings, year.people, 12, YEAR, each) for each in (teller, EXACT)]
    _reads_programme(attacker, settled(columns[0]), columns[1])
    _is_the_same(attacker, ("programme", "came", "people", ""), ("year", "people", ""))
    for age in true["year"].report.ages:
        _is_the_same(attacker, ("programme", "came", "age", age), ("year", "age", age))
    for each in series:  # who of a parish came to a series is among those of the parish who came in the year
        for line in of_one(*year.of_series(each), YEAR, EXACT).report.parishes:
            attacker.is_among(("own", each, "parish", line), ("programme", "came", "parish", line))
    return attacker


def _tables(found: Activity) -> dict[str, Mapping[Any, Shown]]:
    report = found.report
    return {
        "people": {"": report.people},
        "families": {"": report.families},
        "age": report.ages,
        "group": report.groups,
        "needs": {"transport": report.transport, "childcare": report.childcare},
        "heads": {"": report.heads},
        "head": report.heads_by_group,
        "parish": report.parishes,
        "reached": report.reached,
        "reached_heads": report.reached_heads,
        "series": {key: line.people for key, line in found.lines.items()},
        "series_heads": {key: line.heads for key, line in found.lines.items()},
    }


def _reads_activity(attacker: Attacker, where: Key, told: Activity, true: Activity) -> None:
    shown, really = _tables(told), _tables(true)
    for table, numbers in really.items():
        for line, number in numbers.items():
            assert number is not None
            said = shown[table].get(line, NONE)  # a line that is not there is a 0
            attacker.reads((*where, table, line), said, number)
    people, heads = (*where, "people", ""), (*where, "heads", "")
    attacker.adds_up(people, [(*where, "age", line) for line in really["age"]])
    attacker.adds_up(heads, [(*where, "head", line) for line in really["head"]])
    if really["series"]:
        attacker.covers(people, [(*where, "series", line) for line in really["series"]])
        attacker.adds_up(heads, [(*where, "series_heads", line) for line in really["series_heads"]])
    for group in really["group"]:
        attacker.is_among((*where, "group", group), people)
    if really["parish"]:
        attacker.adds_up(people, [(*where, "parish", line) for line in really["parish"]])
    if really["reached"]:
        attacker.covers(people, [(*where, "reached", line) for line in really["reached"]])
    if really["reached_heads"]:
        attacker.adds_up(heads, [(*where, "reached_heads", line) for line in really["reached_heads"]])
    families = (*where, "families", "")
    attacker.is_among(families, people)
    attacker.is_among(people, families, LARGEST)
    _reads_hours(attacker, where, told, true)


def _reads_hours(attacker: Attacker, where: Key, told: Activity, true: Activity) -> None:
    """Hours grow or shrink like the people told, and nobody attends more than what was held."""
    rows: list[tuple[Key, Key, Any, Any]] = [
        ((*where, "people", ""), (*where, "attended", ""), told.report, true.report)
    ]
    for key, line in true.lines.items():
        rows.append(((*where, "series", key), (*where, "attended", key), told.lines[key], line))
    for people, attended, shown, really in rows:
        attacker.knows(attended, 0, 10**6, really.attended)
        attacker.is_among(attended, people, really.held)
        _knows_share(attacker, people, attended, shown.people, shown.attended, HOUR)
    if true.lines:
        attacker.adds_up((*where, "attended", ""), [(*where, "attended", key) for key in true.lines])


def _knows_share(
    attacker: Attacker, people: Key, value: Key, told: int | None, shown: Shown, unit: int = 1
) -> None:
    """What is shown is value × told / people to the nearest step, and the step is guessed rightly."""
    if not told or shown is None:
        return
    step = step_of(int(attacker.true[value]), int(attacker.true[people]), unit)
    each = step // 5
    coarse = 10 ** (len(str(each // unit)) - 1) * unit
    attacker.is_among(value, people, each)
    attacker.is_among(people, value, 1 / max(each - coarse, 1))
    attacker.lines.append(Known({value: told, people: -(shown - step / 2)}, low=0))
    attacker.lines.append(Known({value: told, people: -(shown + step / 2)}, high=0))


def _compares(attacker: Attacker, whole: Key, parts: Iterable[Key]) -> None:
    """What a period has in common with those that it is made of."""
    known = list(parts)
    for key in [each for each in attacker.bounds if isinstance(each, tuple) and each[: len(whole)] == whole]:
        table, line = key[len(whole) :]
        found = [(*part, table, line) for part in known]
        there = [each for each in found if each in attacker.bounds]
        if table in (*NAMELESS, "attended"):
            attacker.adds_up(key, there)
        elif table in ("people", "families", "age", "series", "needs", "group"):
            attacker.covers(key, there)


def _is_the_same(attacker: Attacker, one: Key, other: Key) -> None:
    if one in attacker.bounds:
        attacker.lines.append(Known({one: 1, other: -1}, 0, 0))


def _reads_programme(attacker: Attacker, told: Programme, true: Programme) -> None:
    for kind, really in true.columns.items():
        shown, where = told.columns[kind], ("programme", kind)
        assert really.people is not None
        assert really.times is not None
        people, times = (*where, "people", ""), (*where, "times", "")
        attacker.reads(people, shown.people, really.people)
        attacker.knows(times, 0, 10**6, really.times)
        attacker.is_among(people, times)
        _knows_share(attacker, people, times, shown.people, shown.times)
        for table in (*PARTS, "group"):
            for line, number in really.by[table].items():
                assert number is not None
                attacker.reads((*where, table, line), shown.by[table].get(line, NONE), number)
                attacker.is_among((*where, table, line), people)
        for table in PARTS:
            attacker.adds_up(people, [(*where, table, line) for line in really.by[table]])
        _reads_months(attacker, where, shown.by["month"], really.by["month"])


def _reads_months(
    attacker: Attacker, where: Key, shown: Mapping[str, Shown], really: Mapping[str, Shown]
) -> None:
    """Of those registered, each once; of what else happened, how often, by how many nobody knows."""
    for month, number in really.items():
        assert number is not None
        if where[-1] == "registered":
            attacker.reads((*where, "month", month), shown.get(month, NONE), number)
        else:
            attacker.knows((*where, "month", month), 0, 10**6, number)
        if where[-1] == "came":  # how many came in a month stands in its report
            people = (f"month-{int(month) + 1}", "people", "")
            attacker.is_among(people, (*where, "month", month))
            told = attacker.counts[people]
            _knows_share(attacker, people, (*where, "month", month), told, shown.get(month, NONE))
    attacker.adds_up((*where, "times", ""), [(*where, "month", month) for month in really])
