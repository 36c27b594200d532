"""Days as a language writes them."""

from datetime import date
from functools import lru_cache

from babel.dates import format_skeleton


@lru_cache(maxsize=2048)
def day_as(skeleton: str, day: date, locale: str) -> str:
    """A day by the fields of a CLDR skeleton, such as "yMMMMd"; kept, for to find the pattern takes long."""
    return format_skeleton(skeleton, day, locale=locale)
