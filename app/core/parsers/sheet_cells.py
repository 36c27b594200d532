"""What the text of a cell of a workbook means: numbers, days and instants (wall time), answers, words.

A spreadsheet keeps a day as a number and says by the cell's look that it is one: ECMA-376 part 1, 18.8.30.
"""

import re
from datetime import date, datetime, time, timedelta
from enum import Enum
from math import isfinite

from app.core.cells import Value


class Look(Enum):
    """What a number format says that a number is."""

    MOMENT = "moment"
    """A day, a time of day, or both."""
    SPAN = "span"
    """Hours that may be more than 24."""


_MOMENTS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
"""Formats that every spreadsheet program knows by number."""
_SPANS = {46}
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_IN_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_HOURS = re.compile(r"h+|m+|s+", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  wall time
_LATEST = 2_958_466
"""The day after 9999-12-31."""
_DAY = 86_400_000
"""Milliseconds."""


def look_of(number: str, code: str | None) -> Look | None:
    """What a number format says, by its number and, where the workbook brings it, its code."""
    if code is None:
        known = int(number)
        return Look.SPAN if known in _SPANS else Look.MOMENT if known in _MOMENTS else None
    first = _NO_LETTERS.sub("", code).partition(";")[0]
    if any(_HOURS.fullmatch(each) for each in _IN_BRACKETS.findall(first)):
        return Look.SPAN
    plain = _IN_BRACKETS.sub("", first).lower()
    return Look.MOMENT if set(plain) & set("dmyhs") else None


def value_of(text: str, kind: str, look: Look | None, *, is_1904: bool) -> Value:
    """A cell's value. `kind` is the cell's own type; an error of the spreadsheet's is empty."""
    match kind:
        case "n":
            return _number(text, look, is_1904=is_1904)
        case "b":
            return text.strip() in {"1", "true"}
        case "d":
            return _written_moment(text)
        case "e":
            return ""
    return text


def _number(text: str, look: Look | None, *, is_1904: bool) -> Value:
    try:
        number = float(text)
    except ValueError:
        return text
    if not isfinite(number):
        return text
    if look is Look.SPAN and abs(number) < _LATEST:
        return timedelta(milliseconds=round(number * _DAY))
    if look is Look.MOMENT and 0 <= number < _LATEST - 1462 * is_1904:
        return _moment(number, is_1904=is_1904)
    return int(number) if number.is_integer() else number


def _moment(number: float, *, is_1904: bool) -> date | datetime | time:
    milliseconds = round(number * _DAY)
    days, rest = divmod(milliseconds, _DAY)
    if not is_1904 and days < 60:  # the first such program took 1900 for a leap year; all follow it
        days += bool(days)
    moment = (_EPOCH_1904 if is_1904 else _EPOCH) + timedelta(days=days, milliseconds=rest)
    if number < 1:
        return moment.time()
    return moment if rest else moment.date()


def _written_moment(text: str) -> Value:
    try:
        found = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return text
    return found if "T" in text else found.date()
