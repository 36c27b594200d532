"""On which days a rule of opening hours holds: one small class for each thing a rule can name."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

WEEK = 7


@dataclass(frozen=True, slots=True)
class Day:
    """What a rule can ask of a day; `nth` and `nth_last` count its weekday from either end of the month.

    A day of the calendar (`on`), or one of a kind, such as "a Monday of August that is a holiday".
    """

    month: int
    day: int
    weekday: int
    nth: int = 0
    nth_last: int = 0
    is_holiday: bool = False
    on: date | None = None

    @classmethod
    def of(cls, on: date, holidays: Container[date]) -> "Day":
        left = ((on.replace(day=28) + timedelta(4)).replace(day=1) - on).days
        return cls(
            on.month,
            on.day,
            on.weekday(),
            (on.day - 1) // WEEK + 1,
            (left - 1) // WEEK + 1,
            on in holidays,
            on,
        )


class Selector(Protocol):
    """One item of a list of days, weeks, dates or years."""

    def holds(self, day: Day) -> bool: ...


@dataclass(frozen=True, slots=True)
class Weekdays:
    """From one weekday (0 is Monday) to another, also across Sunday; `nths` of the month, -1 the last."""

    first: int
    last: int
    nths: frozenset[int] = frozenset()

    def has(self, weekday: int) -> bool:
        return (weekday - self.first) % WEEK <= (self.last - self.first) % WEEK

    def holds(self, day: Day) -> bool:
        return self.has(day.weekday) and (not self.nths or bool(self.nths & {day.nth, -day.nth_last}))


@dataclass(frozen=True, slots=True)
class Holidays:
    """PH: whatever is a holiday at the place."""

    def holds(self, day: Day) -> bool:
        return day.is_holiday


@dataclass(frozen=True, slots=True)
class Season:
    """From one (month, day) to another of every year, both included, also across New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: Day) -> bool:
        at = day.month, day.day
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class Dates:
    """From one day of the calendar to another."""

    first: date
    last: date

    def holds(self, day: Day) -> bool:
        return day.on is not None and self.first <= day.on <= self.last


@dataclass(frozen=True, slots=True)
class Easter:
    """From so many days after Easter Sunday to so many."""

    first: int
    last: int

    def holds(self, day: Day) -> bool:
        from dateutil.easter import easter  # type: ignore[import-untyped]

        if day.on is None:
            return False
        sundays: list[date] = [easter(day.on.year + n) for n in (-1, 0, 1)]
        return any(self.first <= (day.on - sunday).days <= self.last for sunday in sundays)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Years, or weeks of the year (ISO 8601): from one to another, every so many."""

    of: Literal["year", "week"]
    first: int
    last: int
    step: int = 1

    def holds(self, day: Day) -> bool:
        if day.on is None:
            return False
        number = day.on.isocalendar().week if self.of == "week" else day.on.year
        return self.first <= number <= self.last and (number - self.first) % self.step == 0


@dataclass(frozen=True, slots=True)
class Unknowable:
    """What nobody here can tell: school holidays."""

    def holds(self, day: Day) -> bool:  # noqa: ARG002 -- of no day
        return False
