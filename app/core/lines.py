"""What the tables of several features know of one thing, in lines of one shape, read in one query.

A feature gives a query of `lines` for each of its tables; what a line means, and its words, are chosen by
its kind once it is read. So a further table costs a page no further query. The queries are made once, about
whatever `WHOSE` will be: making them anew took longer than reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    Uuid,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.types import TypeEngine

from app.core.db import UtcDateTime, rows


@dataclass(frozen=True, slots=True)
class Line:
    """One row of whatever table: its kind and id, when it came to be, and by whom.

    `what` is a value of a list (a state, a purpose), `words` are what somebody wrote. `until` is when it
    ended or was taken back, `on` a day it is about, `other` one more id: each kind says of what.
    """

    kind: str
    id: UUID
    at: datetime
    by: UUID | None
    what: str
    words: str
    on: date | None
    until: datetime | None
    other: UUID | None


WHOSE = bindparam("whose", type_=Uuid())
"""The id of the person or series, which is given when the lines are read."""
Lines = Mapping[str, Sequence[Line]]
"""By kind, the latest first; of a kind without any an empty list."""


class _ByKind(dict[str, Sequence[Line]]):
    def __missing__(self, _kind: str) -> Sequence[Line]:
        return ()


def lines(
    kind: str,
    of: Any,
    at: Any,
    *,
    by: Any = None,
    what: Any = None,
    words: Any = None,
    on: Any = None,
    until: Any = None,
    other: Any = None,
) -> Select[Any]:
    """A query of lines, which the caller narrows: the columns of a table (`of` is its id) or plain values."""
    return select(
        literal(kind, String).label("kind"),
        _typed(of, Uuid()).label("id"),
        _typed(at, UtcDateTime()).label("at"),
        _typed(by, Uuid()).label("by"),
        _typed("" if what is None else what, String()).label("what"),
        _typed("" if words is None else words, String()).label("words"),
        _typed(on, Date()).label("on"),
        _typed(until, UtcDateTime()).label("until"),
        _typed(other, Uuid()).label("other"),
    )


def read(queries: Iterable[Select[Any]], whose: UUID) -> Lines:
    """What features know of one thing; one query, none where nobody asks."""
    asked = tuple(queries)
    return by_kind(Line(*row) for row in rows(_together(asked), whose=whose)) if asked else by_kind(())


@cache
def _together(queries: tuple[Select[Any], ...]) -> Select[Any]:
    every = union_all(*queries).subquery()
    return select(every).order_by(every.c.at.desc(), every.c.id.desc())


def by_kind(found: Iterable[Line]) -> Lines:
    """Lines as they were read, the latest first, sorted out by what they are."""
    ordered = sorted(found, key=attrgetter("kind"))
    return _ByKind({kind: list(some) for kind, some in groupby(ordered, attrgetter("kind"))})


def _typed(value: Any, kind: TypeEngine[Any]) -> ColumnElement[Any]:
    """Of the same type in every query, as PostgreSQL asks of what it puts together."""
    if value is None:
        return cast(null(), kind)
    return literal(value, kind) if isinstance(value, str) else value
