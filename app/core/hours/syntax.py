"""Reads opening hours in OpenStreetMap's syntax, as people write it: "Tu, Th", "9:00", "mo–fr", "PH Su".

A comma lists further days as long as a rule has neither times nor a state; after these it begins a rule that
adds to the one before (specification, additional_rule_separator).
"""

from collections.abc import Container
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.core.hours.schedule import MIDNIGHT, Joins, Rule, Schedule, Span, State
from app.core.hours.selectors import (
    Dates,
    Easter,
    Holidays,
    Numbers,
    Season,
    Selector,
    Unknowable,
    Weekdays,
)
from app.core.hours.tokens import END, SHOWN, NotUnderstood, Token, Tokens

LONGEST = 400
"""Letters of an expression; a longer one is no opening hours."""
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
STATES = {
    "open": State.OPEN,
    "unknown": State.UNKNOWN,
    "closed": State.CLOSED,
    "off": State.CLOSED,
}
_SUN = ("dawn", "sunrise", "sunset", "dusk")
LAST_YEAR, LAST_WEEK = 9999, 53


@lru_cache(maxsize=2_048)
def read(expression: str) -> Schedule:
    """The meaning of opening hours; raises NotUnderstood."""
    if len(expression) > LONGEST or not expression.strip():
        raise NotUnderstood(expression[:SHOWN])
    return _Reader(expression).schedule()


def problem(expression: str) -> str | None:
    """None where the hours are understood, else the piece from which on they are not."""
    try:
        read(expression)
    except NotUnderstood as error:
        return error.piece
    return None


def is_open(expression: str, now: datetime, zone: str, holidays: Container[date]) -> bool | None:
    """Whether it is open at an aware instant; None where nobody can tell, and where there are no hours."""
    try:
        state, _ = read(expression).at(now.astimezone(ZoneInfo(zone)), holidays)
    except NotUnderstood:
        return None
    return None if state is State.UNKNOWN else state is State.OPEN


class _Reader(Tokens):
    """Reads rule after rule."""

    is_knowable = True

    def schedule(self) -> Schedule:
        rules = [self.rule(Joins.REPLACES)]
        while self.next is not END:
            joins = next((each for each in Joins if self.takes(each)), None)
            if joins is None:
                raise self.stop()
            if self.next is END and joins is Joins.REPLACES:
                break
            rules.append(self.rule(joins))
        return Schedule(tuple(rules), self.is_knowable)

    def rule(self, joins: Joins) -> Rule:
        begins = self.next
        groups = [] if self.takes("24/7") else [*self.wide(), *self.days()]
        self.takes(":")
        spans = self.listed(self.span, _is_time) if _is_time(self.next) else []
        state = STATES[self.take().text] if self.next.text in STATES else None
        note = self.take().text.strip('"').strip() if self.next.kind == "note" else None
        if self.next is begins:
            raise self.stop()
        if state is None:
            state = State.OPEN if note is None else State.UNKNOWN
        spans = _placed(spans, state, note or "")
        return Rule(tuple(map(tuple, groups)), tuple(spans), state, note or "", joins)

    def wide(self) -> list[list[Selector]]:
        """Years, dates and weeks."""
        groups: list[list[Selector]] = []
        if self.next.kind == "year" and not _is_date(self.after):
            groups.append(self.listed(self.years, lambda token: token.kind == "year"))
        if self.next.kind == "year" or _is_date(self.next):
            groups.append([each for item in self.listed(self.dates, _goes_on_dates) for each in item])
        if self.takes("week"):
            groups.append(self.listed(self.weeks, lambda token: token.kind == "number"))
        self.takes(":")
        return groups

    def years(self) -> Selector:
        first = self.number("year", 1900, 2199)
        if self.takes("+"):
            return Numbers("year", first, LAST_YEAR)
        last = self.number("year", first, 2199) if self.takes("-") else first
        return Numbers("year", first, last, self.step())

    def weeks(self) -> Selector:
        first = self.number("number", 1, LAST_WEEK)
        last = self.number("number", first, LAST_WEEK) if self.takes("-") else first
        return Numbers("week", first, last, self.step())

    def step(self) -> int:
        return self.number("number", 1, LAST_WEEK) if self.takes("/") else 1

    def dates(self) -> list[Selector]:
        """Aug, Jul-Aug, Dec 24, Dec 24-26, Dec 24-Jan 6, Dec 24,26, 2026 Dec 24-2027 Jan 3, easter."""
        if self.next.text == "easter":
            first = self.easter()
            return [Easter(first, self.easter() if self.takes("-") else first)]
        begins = self.next
        year = self.number("year", 1900, 2199) if self.next.kind == "year" else None
        month, day = self.month_day()
        found = [self.until(begins, year, month, day)]
        while day and self.next.text == "," and self.after.kind == "number":
            self.at += 1
            found.append(
                self.until(self.next, year, month, self.number("number", 1, MONTH_LENGTHS[month - 1]))
            )
        return found

    def until(self, begins: Token, year: int | None, month: int, day: int | None) -> Selector:
        last_year, last_month, last_day = year, month, day
        if self.takes("-"):
            if self.next.kind == "number" and day:
                last_day = self.number("number", 1, MONTH_LENGTHS[month - 1])
            else:
                if self.next.kind == "year" and year:
                    last_year = self.number("year", year, 2199)
                last_month, last_day = self.month_day()
        first, last = (month, day or 1), (last_month, last_day or MONTH_LENGTHS[last_month - 1])
        if year is None or last_year is None:
            return Season(first, last)
        try:
            return Dates(
                date(year, *first), _last_date(last_year + (year == last_year and last < first), last)
            )
        except ValueError:
            raise self.stop(begins) from None

    def month_day(self) -> tuple[int, int | None]:
        if self.next.text not in MONTHS:
            raise self.stop()
        month = MONTHS.index(self.take().text) + 1
        has_day = self.next.kind == "number"
        return month, self.number("number", 1, MONTH_LENGTHS[month - 1]) if has_day else None

    def easter(self) -> int:
        if not self.takes("easter"):
            raise self.stop()
        sign = 1 if self.next.text == "+" else -1
        if self.next.text not in {"+", "-"} or self.after.kind != "number":
            return 0
        self.at += 1
        days = sign * self.number("number", 0, 99)
        if not (self.takes("day") or self.takes("days")):
            raise self.stop()
        return days

    def days(self) -> list[list[Selector]]:
        """Weekdays and holidays: a comma means either; "PH Su" means a holiday that is a Sunday."""
        groups: list[list[Selector]] = []
        if _is_day(self.next):
            groups.append(self.listed(self.day, _is_day))
        if _is_day(self.next) and self.next.text in DAYS:
            if not all(isinstance(each, Holidays | Unknowable) for each in groups[0]):
                raise self.stop()
            groups.append(self.listed(self.day, _is_day))
        return groups

    def day(self) -> Selector:
        name = self.take().text
        if name == "ph":
            return Holidays()
        if name == "sh":
            self.is_knowable = False
            return Unknowable()
        first = last = DAYS.index(name)
        if self.takes("-"):
            if self.next.text not in DAYS:
                raise self.stop()
            last = DAYS.index(self.take().text)
        nths = frozenset[int]()
        if self.takes("["):
            nths = frozenset().union(*self.listed(self.nth, lambda token: token is not END))
            if not self.takes("]"):
                raise self.stop()
        return Weekdays(first, last, nths)

    def nth(self) -> frozenset[int]:
        if self.takes("-"):
            return frozenset({-self.number("number", 1, 5)})
        first = self.number("number", 1, 5)
        return frozenset(range(first, 1 + (self.number("number", first, 5) if self.takes("-") else first)))

    def span(self) -> Span:
        start = self.time(MIDNIGHT)
        if self.takes("+"):
            return Span(start, start, is_open_end=True)
        if not self.takes("-"):
            raise self.stop(self.tokens[self.at - 1])
        end = self.time(2 * MIDNIGHT)
        end += MIDNIGHT if end <= start else 0
        return Span(start, end, is_open_end=self.takes("+"))

    def time(self, latest: int) -> int:
        """Minutes from midnight; those of the sun are read and known to nobody."""
        token = self.take()
        if token.text in _SUN:
            self.is_knowable = False
            return 0
        if token.text == "(" and self.next.text in _SUN:
            self.is_knowable = False
            self.at += 1
            if not (self.takes("+") or self.takes("-")) or self.take().kind != "time" or not self.takes(")"):
                raise self.stop(token)
            return 0
        hours, _, minutes = token.text.partition(":")
        if token.kind != "time" or int(minutes) > 59 or int(hours) * 60 + int(minutes) > latest:
            raise self.stop(token)
        return int(hours) * 60 + int(minutes)


def _placed(spans: list[Span], state: State, note: str) -> list[Span]:
    """The spans of a rule with its state; an open end lasts until the next span or the end of the day."""
    found = []
    for span in spans:
        if not span.is_open_end:
            found.append(replace(span, state=state, note=note))
            continue
        if span.start < span.end:
            found.append(Span(span.start, span.end, state, note))
        ends = min([each.start for each in spans if each.start > span.start] + [MIDNIGHT])
        if span.end < ends:
            what = State.UNKNOWN if state is State.OPEN else state
            found.append(Span(span.end, ends, what, note, is_open_end=what is State.UNKNOWN))
    return found


def _last_date(year: int, month_day: tuple[int, int]) -> date:
    """The 29 February is the 28 in a year that has none."""
    month, day = month_day
    return date(year, month, 28 if month_day == (2, 29) and year % 4 else day)


def _is_time(token: Token) -> bool:
    return token.kind == "time" or token.text == "(" or token.text in _SUN


def _is_day(token: Token) -> bool:
    return token.text in DAYS or token.text in {"ph", "sh"}


def _is_date(token: Token) -> bool:
    return token.text in MONTHS or token.text == "easter"


def _goes_on_dates(token: Token) -> bool:
    return _is_date(token) or token.kind == "year"
