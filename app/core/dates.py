"""Days as a language writes them, and counted in months."""

from datetime import date
from functools import lru_cache

from babel.dates import format_skeleton
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]


@lru_cache(maxsize=2048)
def day_as(skeleton: str, day: date, locale: str) -> str:
    """A day by the fields of a CLDR skeleton, such as "yMMMMd"; kept, for to find the pattern takes long."""
    return format_skeleton(skeleton, day, locale=locale)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of its month where there is none.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    earlier: date = day - relativedelta(months=months)
    return earlier
