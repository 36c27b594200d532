"""Days as people know them: a day, a month, or only a year.

Kept as the beginning of a date in ISO 8601 ("1980", "1980-03", "1980-03-12"): its length tells how much is
known, and they sort.
"""

import re
from calendar import monthrange
from datetime import date

OLDEST = 115
"""Years of age."""
_ISO = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?)?", re.ASCII)
_WRITTEN = re.compile(r"((?:(?P<day>\d{1,2})[-/. ])?(?P<month>\d{1,2})[-/. ])?(?P<year>\d{4})", re.ASCII)
YEAR, MONTH = len("1980"), len("1980-03")


class NoSuchDay(ValueError):
    """It names no day, month or year."""


class TooShort(NoSuchDay):
    """A year in two digits: "26" can be 1926 and 2026."""


class Ahead(ValueError):
    """It has not come yet."""


class TooLongAgo(ValueError):
    """Nobody lives that long."""


def read(typed: str, today: date) -> str:
    """A day of a life as it was written: 1980, 80, 3/1980, 12/3/1980, 1980-03-12; "" for nothing.

    Raises TooShort, NoSuchDay, Ahead and TooLongAgo, each of which has its sentence in known_days.py.
    """
    written = " ".join(typed.split())
    if not written:
        return ""
    if written.isascii() and written.isdigit() and len(written) < YEAR:
        written = _whole(written, today)
    found = _WRITTEN.fullmatch(written) or _ISO.fullmatch(written)
    if found is None:
        raise NoSuchDay
    parts = [int(part) for part in (found["year"], found["month"], found["day"]) if part]
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        raise NoSuchDay from None
    known = "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
    if first(known) > today:
        raise Ahead
    if parts[0] < today.year - OLDEST:
        raise TooLongAgo
    return known


def _whole(written: str, today: date) -> str:
    """The year that two digits mean, where only one is in a life of today: in 2026 "61" is 1961."""
    years = range(today.year - OLDEST, today.year + 1)
    meant = [each for each in years if len(written) == len("61") and each % 100 == int(written)]
    if len(meant) != 1:
        raise TooShort
    return str(meant[0])


def first(known: str) -> date:
    """The earliest day that can be meant."""
    return date.fromisoformat(f"{known}-01-01"[: len("1980-03-12")])


def last(known: str) -> date:
    """The latest day that can be meant: what begins in 1980 is sure to have begun on its last day.

    >>> last("1980-02"), last("1980")
    (datetime.date(1980, 2, 29), datetime.date(1980, 12, 31))
    """
    begins = first(known)
    if len(known) == YEAR:
        return begins.replace(month=12, day=31)
    return begins.replace(day=monthrange(begins.year, begins.month)[1]) if len(known) == MONTH else begins


def age(born: str, on: date) -> int:
    """Full years, the youngest that the person can be on a day."""
    latest = last(born)
    return max(0, on.year - latest.year - ((on.month, on.day) < (latest.month, latest.day)))


def written(known: str) -> str:
    """As much of a day as is known, in digits as people write it: 12/3/1980."""
    return "/".join(part.lstrip("0") for part in reversed(known.split("-")))
