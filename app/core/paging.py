"""Pages by key, not by offset: the hundredth page costs what the first does."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import db

T = TypeVar("T")
SIZE = 25
COUNT_LIMIT = 1_000
MOST_DIGITS = 9


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
    is_counted: bool = True,
) -> Page[T]:
    """The page of `query` at the cursor `after`, sorted by an indexed column and then by id.

    Without `is_counted` its count is that of its own rows: for whoever knows it from another query.
    """
    key = key_of(after, bool, by.type.python_type, UUID)
    backwards, at = (key[0], key[1:]) if key else (False, None)
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
        count(query, then) if is_counted else len(found),
    )


def part(rows: Sequence[T], after: str | None, size: int) -> Page[T]:
    """The page of a list that is in memory, sorted as no database sorts; `after` is how many come before."""
    before = int(after) if after and after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS else 0
    newer, older = max(0, before - size), before + size
    return Page(
        rows[before:older],
        str(newer) if before else None,
        str(older) if older < len(rows) else None,
        len(rows),
    )


def count(query: Select[Any], then: InstrumentedAttribute[UUID]) -> int | None:
    """How many rows a query has, exact up to 1,000 and None beyond; `then` is their id."""
    limited = query.with_only_columns(then).order_by(None).limit(COUNT_LIMIT + 1).subquery()
    found = db.session.scalar(select(func.count()).select_from(limited)) or 0
    return found if found <= COUNT_LIMIT else None


def _cursor(
    row: Any, by: InstrumentedAttribute[Any], then: InstrumentedAttribute[UUID], *, backwards: bool
) -> str:
    return cursor_of(backwards, getattr(row, by.key), getattr(row, then.key))


def cursor_of(*key: object) -> str:
    """A key as it stands in an address: base64 of a list of words."""
    return base64.urlsafe_b64encode(json.dumps([str(each) for each in key]).encode()).decode().rstrip("=")


def key_of(cursor: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The key that `cursor_of` wrote, each part read as its kind; None for what it did not write."""
    cursor, readers = cursor or "", [_READERS[kind] for kind in kinds]
    try:
        words = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), "-_", validate=True))
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            return None
        return tuple(read(word) for read, word in zip(readers, words, strict=True))
    except (ValueError, OverflowError, RecursionError):
        return None


def _flag(word: str) -> bool:
    return bool(("False", "True").index(word))


def _number(word: str) -> int:
    """What both engines take as a number."""
    if len(word) > MOST_DIGITS:
        raise ValueError
    return int(word)


def _words(word: str) -> str:
    """What both engines take as text: PostgreSQL no NUL, neither of them half a character."""
    if "\0" in word:
        raise ValueError
    word.encode()  # raises
    return word


def _instant(word: str) -> datetime:
    instant = datetime.fromisoformat(word)
    if instant.tzinfo is None:
        raise ValueError
    return instant.astimezone(UTC)


_READERS: Mapping[type, Callable[[str], Any]] = {
    bool: _flag,
    int: _number,
    str: _words,
    date: date.fromisoformat,
    datetime: _instant,
    UUID: UUID,
}
