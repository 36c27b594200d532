"""Pages by key, not by offset: the hundredth page costs what the first does."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import db

T = TypeVar("T")
SIZE = 25
COUNT_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page: its rows, the keys of the pages before and after (None at the ends), and the count.

    `count` is exact up to 1,000 and None beyond: "more than 1,000".
    """

    items: Sequence[T]
    newer: str | None
    older: str | None
    count: int | None


def page(
    query: Select[T],
    *,
    by: InstrumentedAttribute[Any],
    then: InstrumentedAttribute[UUID],
    after: str | None,
    descending: bool = False,
    size: int = SIZE,
) -> Page[T]:
    """The page of `query` at the cursor `after`, sorted by an indexed column and then by id."""
    backwards, at = _read(after, by)
    reverse = descending != backwards
    ordered = query.order_by(by.desc(), then.desc()) if reverse else query.order_by(by, then)
    if at is not None:
        keys: ColumnElement[Any] = tuple_(by, then)
        limit = tuple_(literal(at[0], by.type), literal(at[1], then.type))
        ordered = ordered.where(keys < limit if reverse else keys > limit)
    found: list[T] = list(db.session.scalars(ordered.limit(size + 1)))
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_newer, has_older = (more, True) if backwards else (at is not None, more)
    return Page(
        found,
        _cursor(found[0], by, then, backwards=True) if has_newer and found else None,
        _cursor(found[-1], by, then, backwards=False) if has_older and found else None,
        _count(query, then),
    )


def _count(query: Select[Any], then: InstrumentedAttribute[UUID]) -> int | None:
    limited = query.with_only_columns(then).order_by(None).limit(COUNT_LIMIT + 1).subquery()
    count = db.session.scalar(select(func.count()).select_from(limited)) or 0
    return count if count <= COUNT_LIMIT else None


def _cursor(
    row: Any, by: InstrumentedAttribute[Any], then: InstrumentedAttribute[UUID], *, backwards: bool
) -> str:
    value = getattr(row, by.key)
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    key = json.dumps([int(backwards), text, str(getattr(row, then.key))])
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


_READERS: Mapping[type, Callable[[str], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    UUID: UUID,
}


def _read(cursor: str | None, by: InstrumentedAttribute[Any]) -> tuple[bool, tuple[Any, UUID] | None]:
    """A cursor somebody has tampered with is the first page, not an error."""
    try:
        backwards, text, row_id = json.loads(
            base64.urlsafe_b64decode((cursor or "") + "=" * (-len(cursor or "") % 4))
        )
        value = _READERS.get(by.type.python_type, str)(text)
        return bool(backwards), (value, UUID(str(row_id)))
    except (ValueError, TypeError):
        return False, None
