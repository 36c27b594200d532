"""JSON: nothing in it that could not be kept, not deeper and not more than a list of records needs.

It goes back as JSON: what the other process then builds of it is as small as was counted here.
"""

import json
from typing import Any

from app.core.refusals import Refused, Trouble

MOST_VALUES = 500_000
DEEPEST = 40


def parse(data: bytes) -> tuple[None, bytes]:
    """The same as JSON in UTF-8, without blanks."""
    try:
        content = json.loads(data)
        _count(content)
        # Half a letter ("\ud800") and NaN can be read, but neither kept nor given out again.
        return None, json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as error:
        raise Refused(Trouble.BROKEN) from error


def _count(content: Any) -> None:
    """Layer by layer, so that no depth is too much for us."""
    layer, values = [content], 0
    for _ in range(DEEPEST):
        values += len(layer)
        if values > MOST_VALUES:
            raise Refused(Trouble.TOO_LARGE)
        parts = (each.values() if isinstance(each, dict) else each for each in layer)
        layer = [inner for part in parts if not isinstance(part, str | int | float | None) for inner in part]
        if not layer:
            return
    raise Refused(Trouble.BROKEN)
