"""Opening hours evaluated slowly: at one instant, rule by rule, as the specification says it.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Rules are given as plain facts, so that
nothing of the reader of the syntax is used. Where the specification leaves the choice, what we chose is said.
"""

import calendar
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MIDNIGHT = 24 * 60
Answer = tuple[str, str]
"""The state ("open", "unknown", "closed"), and the note that belongs to it."""


@dataclass(frozen=True)
class Range:
    """From one weekday to another, both included; `nths` of the month, -1 the last."""

    first: int
    last: int
    nths: tuple[int, ...] = ()

    def __str__(self) -> str:
        days = DAYS[self.first] + (f"-{DAYS[self.last]}" if self.last != self.first else "")
        return days + (f"[{','.join(map(str, self.nths))}]" if self.nths else "")

    def holds(self, day: date) -> bool:
        at = self.first
        while at != self.last and at != day.weekday():
            at = (at + 1) % 7
        if at != day.weekday():
            return False
        length = calendar.monthrange(day.year, day.month)[1]
        alike = [n for n in range(1, length + 1) if date(day.year, day.month, n).weekday() == day.weekday()]
        here = alike.index(day.day)
        return not self.nths or any(here == (nth - 1 if nth > 0 else len(alike) + nth) for nth in self.nths)


@dataclass(frozen=True)
class Dates:
    """From one (month, day) to another of every year, both included; may go on after New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __str__(self) -> str:
        ends = [f"{MONTHS[month - 1]} {day}" for month, day in (self.first, self.last)]
        return "-".join(dict.fromkeys(ends))

    def holds(self, day: date) -> bool:
        year = 2024  # has every date
        at, last = date(year, *self.first), date(year, *self.last)
        while (at.month, at.day) != (day.month, day.day):
            if (at.month, at.day) == (last.month, last.day):
                return False
            at = (at + timedelta(1)).replace(year=year)
        return True


@dataclass(frozen=True)
class Rule:
    """`holidays`: "" they are not named, "either" (Su,PH) or "both" (PH Su). No times: the whole day.

    Times are minutes from midnight; an end that is no later than its start is on the next day.
    """

    separator: str = ";"
    dates: tuple[Dates, ...] = ()
    days: tuple[Range, ...] = ()
    holidays: str = ""
    times: tuple[tuple[int, int], ...] = ()
    state: str = ""
    note: str = ""

    @property
    def means(self) -> str:
        """Without a state it is open, or unknown where only a note stands."""
        return {"off": "closed", "": "unknown" if self.note else "open"}.get(self.state, self.state)

    @lru_cache(maxsize=4_096)  # noqa: B019 -- each day is asked for a hundred times
    def holds(self, day: date, is_holiday: bool) -> bool:
        if self.dates and not any(each.holds(day) for each in self.dates):
            return False
        on_day = any(each.holds(day) for each in self.days)
        if self.holidays == "both":
            return is_holiday and on_day
        if self.holidays == "either":
            return is_holiday or on_day
        return on_day or not self.days

    def covers(self, minute: int) -> bool:
        """Whether it speaks of a minute; those past 1,440 are of the night that follows its day."""
        if not self.times:
            return minute < MIDNIGHT
        return any(start <= minute < (end if end > start else end + MIDNIGHT) for start, end in self.times)


def state_at(rules: Sequence[Rule], when: datetime, holidays: Collection[date]) -> Answer:
    """What is so at an instant.

    A night belongs to the day on which it begins: what the rules of the next day leave open it fills.
    Rules that only close say nothing of the other days.
    """
    minute = when.hour * 60 + when.minute
    today, is_rest = _on(rules, when.date(), minute, holidays)
    if today[0] != "closed" and not is_rest:
        return today
    night, is_rest_too = _on(rules, when.date() - timedelta(1), minute + MIDNIGHT, holidays)
    return night if night[0] != "closed" and not is_rest_too else today


def _on(rules: Sequence[Rule], day: date, minute: int, holidays: Collection[date]) -> tuple[Answer, bool]:
    """What the rules make of a minute of a day, and whether it is only what a fallback leaves."""
    only_closes = all(rule.means == "closed" for rule in rules) and all(
        rule.days or rule.dates or rule.holidays or rule.times for rule in rules
    )
    found, is_rest = ("unknown" if only_closes and minute < MIDNIGHT else "closed", ""), False
    for rule in rules:
        if not rule.holds(day, day in holidays):
            continue
        says = (rule.means, rule.note)
        if rule.separator == "||":
            if rule.covers(minute) and found[0] == "closed":
                found, is_rest = says, not rule.times
        elif rule.covers(minute):
            found, is_rest = says, False
        elif (rule.separator == ";" and rule.means != "closed") or (
            rule.means == "closed" and not rule.times
        ):
            found, is_rest = ("closed", ""), False
    return found, is_rest
