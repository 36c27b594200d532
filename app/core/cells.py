"""What stands in a cell of a spreadsheet, and how it travels from one process to another as JSON."""

from datetime import date, datetime, time, timedelta
from typing import Any

Value = str | int | float | date | datetime | time | timedelta | bool


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
