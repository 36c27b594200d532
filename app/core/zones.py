"""Time zones as calendars describe them (VTIMEZONE, RFC 5545, 3.6.5): what zoneinfo says, as yearly rules.

An onset is written in the offset before it: the clocks of Lisbon go forward at one o'clock, not at two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.core.recurrence import DAYS, WEEK

if TYPE_CHECKING:
    import icalendar

YEARS = range(1997, 2038)
"""From the first of the Union's present rule (Directive 97/44/EC) to the last of zoneinfo's tables."""
DAY, HALF_HOUR = timedelta(days=1), timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks as it comes back every year: when by the clock before it, and to what.

    `which` counts the weekday in its month; -1 is the last.
    """

    month: int
    which: int
    weekday: int
    at: str
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


@cache
def described(zone: str) -> "icalendar.Timezone":
    """The zone with a rule for every change that comes back; rules that were given up have their end."""
    import icalendar

    made = icalendar.Timezone()
    made.add("tzid", zone)
    onsets = [(change, onset) for year in YEARS for change, onset in _changes(ZoneInfo(zone), year)]
    for change in dict.fromkeys(change for change, _ in onsets):
        found = [onset for each, onset in onsets if each == change]
        for _, run in groupby(enumerate(found), lambda each: each[1].year - each[0]):
            made.add_component(_rule(change, [onset for _, onset in run]))
    return made


def _rule(
    change: Change, onsets: list[datetime]
) -> "icalendar.TimezoneStandard | icalendar.TimezoneDaylight":
    """One change in years that follow each other."""
    import icalendar

    made = icalendar.TimezoneDaylight() if change.is_summer else icalendar.TimezoneStandard()
    made.add("dtstart", onsets[0])
    made.add("tzoffsetfrom", change.before)
    made.add("tzoffsetto", change.after)
    made.add("tzname", change.name)
    rule = {"freq": "YEARLY", "bymonth": change.month, "byday": f"{change.which}{DAYS[change.weekday]}"}
    if (last := onsets[-1]).year != YEARS[-1]:
        rule["until"] = (last - change.before).replace(tzinfo=UTC)
    made.add("rrule", rule)
    return made


def _changes(zone: ZoneInfo, year: int) -> Iterator[tuple[Change, datetime]]:
    """What happens to the clocks in a year, each with its day and time by the clock before it."""
    instant = datetime(year, 1, 1, tzinfo=UTC)
    while instant.year == year:
        if _offset(instant, zone) == _offset(instant + DAY, zone):
            instant += DAY
            continue
        while _offset(instant, zone) == _offset(instant + HALF_HOUR, zone):
            instant += HALF_HOUR
        instant += HALF_HOUR
        yield _change(instant, zone)


def _change(instant: datetime, zone: ZoneInfo) -> tuple[Change, datetime]:
    before, after = _offset(instant - HALF_HOUR, zone), instant.astimezone(zone)
    onset = (instant + before).replace(tzinfo=None)
    is_last = (onset + WEEK * DAY).month != onset.month
    change = Change(
        month=onset.month,
        which=-1 if is_last else (onset.day - 1) // WEEK + 1,
        weekday=onset.weekday(),
        at=f"{onset:%H:%M}",
        before=before,
        after=_offset(instant, zone),
        name=after.tzname() or "",
        is_summer=bool(after.dst()),
    )
    return change, onset


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    offset = instant.astimezone(zone).utcoffset()
    assert offset is not None
    return offset
