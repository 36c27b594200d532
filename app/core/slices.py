"""A whole list, read in slices by key: between two of them a transaction may end, and others write.

rows = Slices(query, by=Participant.sort_key, then=Participant.id)
for some in rows: …          some hundred rows each
rows.count()                 how many there are in all
"""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import db

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Slices:
    """The rows of a query, sorted by an indexed column and then by id.

    Whoever changes their place in the list while it is read may be in it twice or not at all.
    """

    query: Select[*tuple[Any, ...]]
    _: KW_ONLY
    by: InstrumentedAttribute[Any]
    then: InstrumentedAttribute[UUID]
    descending: bool = False
    size: int = AT_ONCE

    def __iter__(self) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Each slice is one statement, in the transaction in which it is asked for."""
        order = (self.by.desc(), self.then.desc()) if self.descending else (self.by, self.then)
        ordered = self.query.add_columns(self.by, self.then).order_by(*order).limit(self.size)
        some = db.session.execute(ordered).all()
        while some:
            yield [row[:-2] for row in some]
            if len(some) < self.size:
                return
            keys = tuple_(self.by, self.then)
            last = tuple_(literal(some[-1][-2], self.by.type), literal(some[-1][-1], self.then.type))
            some = db.session.execute(ordered.where(keys < last if self.descending else keys > last)).all()

    def count(self, most: int | None = None) -> int:
        """How many rows there are; with `most` no more are counted."""
        counted = self.query.with_only_columns(self.then).order_by(None).limit(most).subquery()
        return db.session.scalar(select(func.count()).select_from(counted)) or 0
