"""Every phrase that a language has for days and dates of opening hours, with what it means."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Say = Callable[..., str]
DayItem = tuple[str, int, int]
"""Whether it is a "day", an "nth" of a month or a "holiday"; the weekday; which of the month."""
DateRange = tuple[tuple[int, int], tuple[int, int]]
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_phrases(say: Say, words: Mapping[str, Any]) -> Iterator[tuple[str, list[DayItem]]]:
    """Of one item of a list of days."""
    names = words["days"]
    yield say("every_day"), [("day", day, 0) for day in range(7)]
    yield say("holidays"), [("holiday", day, 0) for day in range(7)]
    for first, name in enumerate(names):
        yield name.casefold(), [("day", first, 0)]
        for last in range(first + 1, 7):
            yield say("range", name, names[last]), [("day", day, 0) for day in range(first, last + 1)]


def date_phrases(say: Say, words: Mapping[str, Any]) -> Iterator[tuple[str, DateRange]]:
    """Of one item of a list of months and dates."""
    months = list(enumerate(words["months"], 1))
    dates = {
        (month, day): say("day_month", str(day), name)
        for month, name in enumerate(words["months_of_days"], 1)
        for day in range(1, LENGTHS[month - 1] + 1)
    }
    for first, name in months:
        yield say("month", name), ((first, 1), (first, LENGTHS[first - 1]))
        for last, until in months:
            yield say("months_range", name, until), ((first, 1), (last, LENGTHS[last - 1]))
    for first_date, name in dates.items():
        yield say("on_day", name), (first_date, first_date)
        for last_date, until in dates.items():
            yield say("months_range", name, until), (first_date, last_date)
