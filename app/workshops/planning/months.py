"""Days as a calendar lays them out. Weeks begin on Monday."""

from calendar import Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.directory.slots.occasions import Occasion
from app.workshops.planning.models.session import Session

Dated = Session | Occasion
WEEK = timedelta(weeks=1)
LISTED = timedelta(days=59)
"""The list shows two months."""
FIRST, LAST = date(1900, 1, 8), date(2199, 12, 24)
"""Beyond these days no calendar is drawn: the week after the last one does not exist."""


class View(StrEnum):
    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Range:
    """What one page of the calendar shows: whole weeks for a month; `before` and `after` lead on."""

    view: View
    on: date
    first: date
    last: date
    before: date
    after: date

    @property
    def weeks(self) -> list[list[date]]:
        """The days, week by week."""
        days = (self.last - self.first).days + 1
        return [[self.first + timedelta(days=at + day) for day in range(7)] for at in range(0, days, 7)]


def range_of(view: View, on: date) -> Range:
    """The page of the calendar that shows a day."""
    on = min(max(on, FIRST), LAST)
    if view is View.LIST:
        return Range(view, on, on, on + LISTED, on - LISTED, on + LISTED)
    if view is View.WEEK:
        monday = on - timedelta(days=on.weekday())
        return Range(view, on, monday, monday + timedelta(days=6), monday - WEEK, monday + WEEK)
    start = on.replace(day=1)
    weeks = Calendar().monthdatescalendar(on.year, on.month)
    after = (start + timedelta(days=31)).replace(day=1)
    before = (start - timedelta(days=1)).replace(day=1)
    return Range(view, on, weeks[0][0], weeks[-1][-1], before, after)


def by_day(things: Iterable[Dated]) -> Mapping[date, list[Dated]]:
    """What is on each day, by the hour at which it begins; of the same hour in the order given."""
    found: dict[date, list[Dated]] = {}
    for each in things:
        found.setdefault(each.on, []).append(each)
    return {day: sorted(there, key=_begins) for day, there in found.items()}


def _begins(thing: Dated) -> time:
    """The wall time: a session has that alone, drop-in hours an instant with their zone."""
    return thing.starts.time() if isinstance(thing.starts, datetime) else thing.starts
