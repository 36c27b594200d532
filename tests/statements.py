"""The kinds of statements that each test sends to the database: what is asked, not about whom."""

import re
import zlib
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, event

VALUE = re.compile(r"%\([^)]*\)s(?:::[A-Z_ ]+(?:\[\])?)?|'(?:[^']|'')*'|\b\d+\b")
ROW = re.compile(r"\(\?(?:, \?)*\)(?:, \(\?(?:, \?)*\))*")
sent: set[int] = set()
"""The kinds of the present test."""


def record() -> None:
    """From now on note what every engine of this process sends."""
    event.listen(Engine, "before_cursor_execute", _note)


def _note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
    sent.add(kind_of(statement))


@lru_cache(maxsize=20_000)
def kind_of(statement: str) -> int:
    """The same number for statements that differ in nothing but values, and in how many they carry."""
    return zlib.crc32(ROW.sub("(?)", VALUE.sub("?", statement)).encode())
