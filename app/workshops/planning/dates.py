"""Days of many sessions at once: a recurrence, or those of another series some weeks later."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from app.core.recurrence import Repetition, occurrences, rule_of

WEEK = timedelta(weeks=1)
MOST = 60
"""More sessions than this at once are a slip of the keyboard."""
LONGEST = timedelta(days=3 * 366)


def repeated(first: date, starts: time, zone: str, answers: Repetition | None) -> list[date]:
    """The days on which something that begins on `first` comes back; the first alone without an answer.

    At most `MOST`, and not beyond three years.
    """
    if answers is None:
        return [first]
    start = datetime.combine(first, starts)
    last = min(answers.until or date.max, first + LONGEST)
    happens = occurrences(rule_of(answers, first, zone), start, zone, first, last)
    return [each.date() for each in happens][:MOST]


def shifted(days: Sequence[date], start: date) -> list[date]:
    """The same days in later or earlier weeks: the first on or after `start`, all on their weekdays.

    >>> shifted([date(2026, 9, 7), date(2026, 9, 10)], date(2027, 1, 12))
    [datetime.date(2027, 1, 18), datetime.date(2027, 1, 21)]
    """
    if not days:
        return []
    ahead = (start - min(days)).days
    weeks = -(-ahead // WEEK.days)
    return [day + weeks * WEEK for day in days]
