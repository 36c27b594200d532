"""Periods that figures are told of: whole months, quarters, halves and years.

Days that somebody chooses freely would let them subtract one report from another, a session at a time.
"""

from datetime import date, timedelta

MONTHS = {
    "year": (1, 12),
    "half-1": (1, 6),
    "half-2": (7, 12),
    **{f"quarter-{number}": (3 * number - 2, 3 * number) for number in range(1, 5)},
    **{f"month-{number}": (number, number) for number in range(1, 13)},
}


def days_of(year: int, period: str) -> tuple[date, date]:
    """The first and last day of a period of a year; KeyError for one that does not exist.

    >>> days_of(2028, "month-2")
    (datetime.date(2028, 2, 1), datetime.date(2028, 2, 29))
    """
    first, last = MONTHS[period]
    return date(year, first, 1), (date(year, last, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
