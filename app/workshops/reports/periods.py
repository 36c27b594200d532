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


def is_year_over(first: date, last: date, today: date) -> bool:
    """Whether these days are one whole year that has passed: it is told once for all (operations.py).

    What happened to people adds up over months and days. Told of a month and its quarter, or of a year
    today and tomorrow, numbers that are left out could be computed from the others.
    """
    return (first, last) == days_of(first.year, "year") and last < today


def months_of(first: date, last: date) -> list[tuple[date, date]]:
    """The months from one day to another, each by its first and last day in between.

    >>> [(first.day, last.day) for first, last in months_of(date(2028, 1, 20), date(2028, 3, 3))]
    [(20, 31), (1, 29), (1, 3)]
    """
    found = []
    while first <= last:
        end = days_of(first.year, f"month-{first.month}")[1]
        found.append((first, min(end, last)))
        first = end + timedelta(days=1)
    return found
