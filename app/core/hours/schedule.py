"""What opening hours mean: the rules in force on a day, what they make of it, and the state at an instant.

A rule replaces what earlier ones say of the days on which it holds. After a comma it adds to them; "off" with
times cuts these out; after "||" it fills what is neither open nor unknown. Hours past midnight belong to the
day on which they begin, and the next day's rules do not end them.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

from app.core.hours.selectors import Day, Holidays, Selector

MIDNIGHT = 24 * 60
AHEAD = 400
"""Days in which the next change is looked for."""


class State(StrEnum):
    OPEN = "open"
    UNKNOWN = "unknown"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Span:
    """From one minute of a day to another, past 1,440 on the next day; with the note that belongs to it.

    `is_open_end`: nobody said when it ends; it is unknown until the day or the next span says more.
    """

    start: int
    end: int
    state: State = State.OPEN
    note: str = ""
    is_open_end: bool = False

    @property
    def is_whole_day(self) -> bool:
        return (self.start, self.end) == (0, MIDNIGHT)


class Joins(StrEnum):
    """How a rule is joined to those before it."""

    REPLACES = ";"
    ADDS = ","
    FILLS = "||"


@dataclass(frozen=True, slots=True)
class Rule:
    """`selectors`: of each group one must hold. Without `spans` a rule is about the whole day."""

    selectors: tuple[tuple[Selector, ...], ...]
    spans: tuple[Span, ...]
    state: State
    note: str
    joins: Joins = Joins.REPLACES

    def holds(self, day: Day) -> bool:
        return all(any(one.holds(day) for one in group) for group in self.selectors)

    @property
    def says(self) -> tuple[Span, ...]:
        return self.spans or (Span(0, MIDNIGHT, self.state, self.note),)


@dataclass(frozen=True, slots=True)
class Program:
    """What a day holds: spans in order, none over another, and what is so at every other time."""

    spans: tuple[Span, ...] = ()
    rest: Span | None = None

    @property
    def is_closed(self) -> bool:
        return self.rest is None and all(span.state is State.CLOSED for span in self.spans)


NOTHING_SAID = Program((Span(0, MIDNIGHT, State.UNKNOWN),))


@dataclass(frozen=True, eq=False)
class Schedule:
    """Opening hours that were read; what hangs on the sun or on schools `is_knowable` to nobody here."""

    rules: tuple[Rule, ...]
    is_knowable: bool = True

    @cached_property
    def only_closes(self) -> bool:
        """Whether it names only days or hours at which it is closed, and says nothing of the others."""
        closes = all(rule.state is State.CLOSED for rule in self.rules)
        return closes and all(rule.selectors or rule.spans for rule in self.rules)

    @cached_property
    def asks_for_holidays(self) -> bool:
        return any(isinstance(one, Holidays) for one in self.selectors())

    def selectors(self) -> Iterator[Selector]:
        for rule in self.rules:
            for group in rule.selectors:
                yield from group

    @lru_cache(maxsize=1_024)  # noqa: B019 -- schedules are kept by `syntax.read` anyway
    def program(self, day: Day) -> Program:
        """What the rules make of a day."""
        found = NOTHING_SAID if self.only_closes else Program()
        for rule in self.rules:
            if rule.holds(day):
                found = _joined(found, rule)
        kept = [span for span in found.spans if span.state is not State.CLOSED or span.note or found.rest]
        return replace(found, spans=tuple(_merged(kept)))

    def at(self, local: datetime, holidays: Container[date]) -> tuple[State, str]:
        """The state at an instant in wall time, and the note that belongs to it."""
        if not self.is_knowable:
            return State.UNKNOWN, ""
        if not self.asks_for_holidays:
            holidays = ()
        minute = local.hour * 60 + local.minute
        today = self.program(Day.of(local.date(), holidays))
        yesterday = self.program(Day.of(local.date() - timedelta(1), holidays))
        now = [span for span in today.spans if span.start <= minute < span.end]
        late = [span for span in yesterday.spans if span.start <= minute + MIDNIGHT < span.end]
        said = [span for span in (*now, *late) if span.state is not State.CLOSED] or now
        found = said[0] if said else today.rest
        return (found.state, found.note) if found else (State.CLOSED, "")

    def next_change(self, local: datetime, holidays: Container[date]) -> datetime | None:
        """When it is next in another state, in wall time; None where that is far away, or never."""
        state = self.at(local, holidays)[0]
        for ahead in range(-1, AHEAD):
            day = datetime.combine(local.date() + timedelta(ahead), time.min)
            spans = self.program(Day.of(day.date(), holidays)).spans
            edges = sorted({0, *(edge for span in spans for edge in (span.start, span.end))})
            for edge in edges:
                when = day + timedelta(minutes=edge)
                if when > local.replace(tzinfo=None) and self.at(when, holidays)[0] is not state:
                    return when
        return None


def _joined(found: Program, rule: Rule) -> Program:
    if rule.joins is Joins.FILLS:
        return _filled(found, rule)
    if rule.joins is Joins.REPLACES and rule.state is not State.CLOSED:
        return Program(rule.says)
    if not rule.spans and rule.state is State.CLOSED:
        return Program(rule.says)
    spans = list(found.spans)
    for span in rule.says:
        spans = [*_without(spans, [span]), span]
    return replace(found, spans=_in_order(spans))


def _filled(found: Program, rule: Rule) -> Program:
    """What is closed by rules before this one becomes what it says; without times it is said of the rest."""
    said = [span for span in found.spans if span.state is not State.CLOSED]
    pieces = _without(rule.says, [*said, *([found.rest] if found.rest else [])])
    kept = [*said, *_without([span for span in found.spans if span not in said], pieces)]
    if rule.spans or rule.state is State.CLOSED:
        return replace(found, spans=_in_order([*kept, *pieces]))
    if found.rest:
        return found
    return Program(_in_order(kept), Span(0, MIDNIGHT, rule.state, rule.note))


def _in_order(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: span.start))


def _without(spans: Sequence[Span], gone: Sequence[Span]) -> list[Span]:
    """What is left of the spans where the others are not."""
    left = list(spans)
    for other in gone:
        pieces = [
            (replace(span, end=min(span.end, other.start)), replace(span, start=max(span.start, other.end)))
            for span in left
        ]
        left = [piece for pair in pieces for piece in pair if piece.start < piece.end]
    return left


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans that follow each other and say the same are one."""
    last: Span | None = None
    for span in spans:
        if last and replace(last, end=span.end) == replace(span, start=last.start) and last.end == span.start:
            last = replace(last, end=span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
