"""What stands in a cell of a spreadsheet, and how it travels from one process to another as JSON."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
Value = str | int | float | date | datetime | time | timedelta | bool


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula (OWASP, "CSV injection")."""
    return bool(_FORMULA.match(text))


def guarded(text: str) -> str:
    """A text as CSV says it: what could be a formula stands behind an apostrophe, which makes it text.

    What looks like a guarded text gets one more, so that each text comes back as it was.
    """
    return f"'{text}" if is_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text that was guarded: a spreadsheet program that opened a CSV keeps the apostrophe as a letter.

    >>> unguarded(guarded("- Carta de condução B")), unguarded(guarded("'=")), unguarded("'tá bem")
    ('- Carta de condução B', "'=", "'tá bem")
    """
    return text[1:] if text.startswith("'") and is_formula(text.lstrip("'")) else text


def packed(value: Value) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(value, timedelta):
        return ["timedelta", value.total_seconds()]
    return [type(value).__name__, value.isoformat()] if isinstance(value, date | time) else value


def unpacked(sent: Any) -> Value:
    """The cell that was packed; ValueError where it is none."""
    match sent:
        case str() | int() | float():
            return sent
        case ["timedelta", seconds]:
            return timedelta(seconds=seconds)
        case ["date", str(written)]:
            return date.fromisoformat(written)
        case ["datetime", str(written)]:
            return datetime.fromisoformat(written)
        case ["time", str(written)]:
            return time.fromisoformat(written)
    raise ValueError(sent)
