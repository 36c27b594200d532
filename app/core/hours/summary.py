"""What can be said of opening hours in words: the weekly hours, of each part of the year.

It is worked out from what the rules make of every kind of day (`Schedule.program`), the same that says the
state at an instant, and not from the rules: words can then not say anything else than the state. What follows
weeks, years, Easter, the sun or schools has no words.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.hours.schedule import MIDNIGHT, NOTHING_SAID, Program, Schedule, Span, State
from app.core.hours.selectors import WEEK, Day, Holidays, Season, Weekdays

LEAP_YEAR = 2024
_FIRST = date(LEAP_YEAR, 1, 1)
_YEAR = [_FIRST + timedelta(n) for n in range(366)]
_USUAL = 300
"""Days of a year on which hours are the usual ones, from which the others are told apart."""
LAST = -1


class Unsayable(ValueError):
    """There are no words for these hours."""


@dataclass(frozen=True, slots=True)
class Nth:
    """Some of the weekdays of a month: the first and third Monday."""

    weekday: int
    nths: tuple[int, ...]
    program: Program


@dataclass(frozen=True, slots=True)
class Table:
    """The hours of a week: by weekday, of some of a month, and of holidays, of all or on some weekdays."""

    weekdays: tuple[Program, ...]
    nths: tuple[Nth, ...] = ()
    holidays: tuple[tuple[tuple[int, ...], Program], ...] = ()

    @property
    def programs(self) -> Iterator[Program]:
        """All that it says of any day."""
        yield from self.weekdays
        yield from (nth.program for nth in self.nths)
        yield from (program for _, program in self.holidays)

    @property
    def only(self) -> Program | None:
        """What every day is like, where they are all alike."""
        is_one = len(set(self.weekdays)) == 1 and not self.nths and not self.holidays
        return self.weekdays[0] if is_one else None


@dataclass(frozen=True, slots=True)
class Part:
    """Dates of the year, as (month, day) of a leap year, and the hours there; no dates: the usual hours."""

    table: Table
    dates: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """`rest` is what is so outside all hours; `only_closes`: the words say of no day that it is open."""

    parts: tuple[Part, ...]
    rest: Span | None = None
    only_closes: bool = False

    @property
    def silent(self) -> Program:
        """What is so where nothing is said."""
        return NOTHING_SAID if self.only_closes else Program()

    @property
    def tells_closed_dates(self) -> bool:
        return self.only_closes or not self.parts[0].dates


def summarise(schedule: Schedule) -> Summary:
    """All that can be said; raises Unsayable."""
    _demand_words(schedule)
    seasons = [one for one in schedule.selectors() if isinstance(one, Season)]
    starts = {_FIRST, *(_day(one.first) for one in seasons), *(_after(_day(one.last)) for one in seasons)}
    ordered = sorted(starts)
    by_table: dict[Table, list[tuple[date, date]]] = {}
    for first, following in zip(ordered, [*ordered[1:], _after(_YEAR[-1], wraps=False)], strict=True):
        table = _table(schedule, first)
        by_table.setdefault(table, []).append((first, following - timedelta(1)))
    rest = _rest(by_table)
    parts = tuple(_parts({_without_rest(table): spans for table, spans in by_table.items()}))
    if rest and any(program.is_closed for part in parts for program in _told(part)):
        raise Unsayable
    # Of words that only close, nobody hears that the other days are closed as well.
    is_ever_open = rest or any(not program.is_closed for part in parts for program in part.table.programs)
    return Summary(parts, rest, schedule.only_closes or not is_ever_open)


def _demand_words(schedule: Schedule) -> None:
    cuts_unsaid_hours = schedule.only_closes and any(rule.spans for rule in schedule.rules)
    if cuts_unsaid_hours or not schedule.is_knowable:
        raise Unsayable
    for one in schedule.selectors():
        if not isinstance(one, Holidays | Season | Weekdays):
            raise Unsayable
        if isinstance(one, Weekdays) and min(one.nths, default=0) < LAST:
            raise Unsayable


def _table(schedule: Schedule, on: date) -> Table:
    """The hours of a week in the part of the year that begins on a day."""
    usual, nths = [], []
    plain: dict[tuple[int, int], Program] = {}
    festive: dict[tuple[int, int], Program] = {}
    for weekday in range(WEEK):
        kinds = _kinds(schedule, weekday)
        for nth in kinds:
            kind = Day(on.month, on.day, weekday, max(nth, 0), int(nth == LAST))
            plain[weekday, nth] = _sayable(schedule.program(kind))
            festive[weekday, nth] = _sayable(schedule.program(replace(kind, is_holiday=True)))
        counts = Counter(plain[weekday, nth] for nth in kinds)
        most = (
            plain[weekday, 0] if 0 in kinds else max(counts, key=lambda each: (counts[each], each.is_closed))
        )
        usual.append(most)
        for program in counts:
            these = tuple(nth for nth in kinds if plain[weekday, nth] == program)
            if program != most:
                nths.append(Nth(weekday, these, program))
    return Table(tuple(usual), tuple(nths), tuple(_holidays(plain, festive)))


def _kinds(schedule: Schedule, weekday: int) -> Sequence[int]:
    """Of which of a month's the weekday must be asked apart: 0 (any), 0 and the last, or 1 to 5."""
    weekdays = [one for one in schedule.selectors() if isinstance(one, Weekdays) and one.has(weekday)]
    named = frozenset[int]().union(*(one.nths for one in weekdays))
    if not named:
        return (0,)
    if named == {LAST}:
        return (0, LAST)
    if LAST in named:
        raise Unsayable
    return range(1, 6)


def _holidays(
    plain: dict[tuple[int, int], Program], festive: dict[tuple[int, int], Program]
) -> Iterator[tuple[tuple[int, ...], Program]]:
    if plain == festive:
        return
    if len(set(festive.values())) == 1:
        yield tuple(range(WEEK)), next(iter(festive.values()))
        return
    found: dict[Program, list[int]] = {}
    for weekday in range(WEEK):
        kinds = [kind for kind in festive if kind[0] == weekday]
        if all(plain[kind] == festive[kind] for kind in kinds):
            continue
        if len({festive[kind] for kind in kinds}) > 1:
            raise Unsayable
        found.setdefault(festive[kinds[0]], []).append(weekday)
    for program, weekdays in found.items():
        yield tuple(weekdays), program


def _sayable(program: Program) -> Program:
    """The program, when each of its spans can be said by two times of a clock."""
    for span in program.spans:
        is_short = span.end - span.start < MIDNIGHT and span.start < MIDNIGHT
        is_noted_break = span.state is State.CLOSED and not span.is_whole_day
        if is_noted_break or not (is_short or span.is_whole_day):
            raise Unsayable
    return program


def _rest(tables: dict[Table, list[tuple[date, date]]]) -> Span | None:
    """What is so outside of hours, when it is the same everywhere."""
    found = {program.rest for table in tables for program in _all(table)}
    if len(found) > 1:
        raise Unsayable
    return found.pop()


def _all(table: Table) -> Iterator[Program]:
    yield from table.weekdays
    yield from (each.program for each in table.nths)
    yield from (program for _, program in table.holidays)


def _told(part: Part) -> Iterator[Program]:
    """The programs of which words would have to say that they are closed."""
    yield from (each.program for each in part.table.nths)
    yield from (program for _, program in part.table.holidays)
    if part.table.only is not None:
        yield part.table.only


def _without_rest(table: Table) -> Table:
    return Table(
        tuple(replace(program, rest=None) for program in table.weekdays),
        tuple(replace(each, program=replace(each.program, rest=None)) for each in table.nths),
        tuple((weekdays, replace(program, rest=None)) for weekdays, program in table.holidays),
    )


def _parts(tables: dict[Table, list[tuple[date, date]]]) -> Iterator[Part]:
    """The usual hours first, where there are usual ones; then those of the other dates through the year."""
    lengths = {
        table: sum((last - first).days + 1 for first, last in spans) for table, spans in tables.items()
    }
    most = max(lengths, key=lambda table: lengths[table])
    usual = most if lengths[most] >= _USUAL else None
    if usual:
        yield Part(usual)
    for table, spans in tables.items():
        if table != usual:
            yield Part(table, tuple(_joined(spans)))


def _joined(spans: Sequence[tuple[date, date]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Dates that follow each other are one range, also across New Year."""
    found: list[list[date]] = []
    for first, last in spans:
        if found and _after(found[-1][1]) == first:
            found[-1][1] = last
        else:
            found.append([first, last])
    if len(found) > 1 and _after(found[-1][1]) == found[0][0]:
        found[0][0] = found.pop()[0]
    for first, last in found:
        yield (first.month, first.day), (last.month, last.day)


def _day(month_day: tuple[int, int]) -> date:
    return date(LEAP_YEAR, *month_day)


def _after(day: date, *, wraps: bool = True) -> date:
    following = day + timedelta(1)
    return _FIRST if wraps and following.year > LEAP_YEAR else following
