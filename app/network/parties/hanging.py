"""What hangs on a party: found by walking the foreign keys to it, so that no table of a feature yet to come
is forgotten; and what would be there twice if two parties were one.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, UniqueConstraint, select, text

from app.core.actor import Actor
from app.core.db import Base, db
from app.core.errors import Conflict
from app.core.images import Row, frozen, key_of, ways
from app.core.permission import Permission
from app.network.parties.models import Party, PartyReach

PARTIES = Party.__tablename__


class NotOne(Conflict):
    """They are of two natures, or one is a part of the other: they cannot be one."""


class Hanging(NamedTuple):
    """A row that names a party in a column; `twin` is the row that says the same of the other one."""

    table: str
    column: str
    key: str
    row: Row
    twin: str | None = None

    @property
    def municipality_id(self) -> UUID | None:
        where = self.row.get("municipality_id")
        return UUID(where) if where else None


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging would do: `moving` rows, and of each two that say the same the one that goes."""

    kept: Party
    gone: Party
    moving: Sequence[Hanging]
    going: Sequence[Hanging]

    @property
    def mark(self) -> str:
        """Tells whether somebody has seen what would happen now."""
        rows = sorted((each.table, each.column, each.key) for each in (*self.moving, *self.going))
        seen = repr((self.kept.version, self.gone.version, rows))
        return hashlib.blake2b(seen.encode(), digest_size=16).hexdigest()

    @property
    def counts(self) -> Sequence[tuple[str, int, int]]:
        """By table how many rows of the one go along, and how many are joined with one of the other."""
        gone, joined, found = str(self.gone.id), Counter[str](), Counter[str]()
        for each in self.going:
            joined[each.table] += 1
        for each in (*self.moving, *self.going):
            found[each.table] += each.row[each.column] == gone
        return [(name, max(0, found[name] - joined[name]), joined[name]) for name in found]


def preview(kept: Party, gone: Party) -> Preview:
    """Two parties the caller may see; raises NotOne. The queries grow with the tables, not with the rows."""
    if kept.id == gone.id or kept.nature != gone.nature or _is_within(kept, gone) or _is_within(gone, kept):
        raise NotOne
    found = [each for table, column in _columns() for each in _rows(table, column, gone.id)]
    going: dict[tuple[str, str], Hanging] = {}
    for table, column in _columns():
        for each in (*_twice(table, column, kept.id, gone.id), *_of_itself(table, column, kept.id, gone.id)):
            going[each.table, each.key] = each
    moving = [each for each in found if (each.table, each.key) not in going]
    return Preview(kept, gone, moving, list(going.values()))


def reaches_too_far(actor: Actor, seen: Preview) -> bool:
    """Whether something hangs there in a municipality where the actor does not look after the partnership."""
    where = {each.municipality_id for each in (*seen.moving, *seen.going)}
    return any(each and not actor.may(Permission.PARTNERSHIP_WRITE, each) for each in where)


def reach_in(seen: Preview) -> set[UUID]:
    rows = [each for each in (*seen.moving, *seen.going) if each.table == PartyReach.__tablename__]
    return {each.municipality_id for each in rows if each.municipality_id}


def _columns() -> list[tuple[Table, str]]:
    """Every column that names a party."""
    tables = Base.metadata.sorted_tables
    return [(table, name) for table in tables for name, parent in ways(table) if parent == PARTIES]


def _is_within(one: Party, other: Party) -> bool:
    above = one.parent_id
    while above and above != other.id:
        above = db.session.scalar(select(Party.parent_id).where(Party.id == above))
    return above is not None


def _rows(table: Table, column: str, party_id: UUID, where: str = "") -> Iterator[Hanging]:
    query = select(table).where(table.c[column] == party_id, *([text(where)] if where else []))
    for row in db.session.execute(query.order_by(*table.primary_key)).mappings():
        yield Hanging(table.name, column, key_of(table, row), frozen(row))


def _twice(table: Table, column: str, kept_id: UUID, gone_id: UUID) -> Iterator[Hanging]:
    """Of each two rows of which there may be one, that which goes: the later one."""
    for names, where in _uniques(table):
        if column not in names:
            continue
        others = [name for name in names if name != column]
        by_rest: dict[tuple[Any, ...], list[Hanging]] = {}
        for party_id in (kept_id, gone_id):
            for each in _rows(table, column, party_id, where):
                rest = tuple(each.row[name] for name in others)
                if None not in rest:
                    by_rest.setdefault(rest, []).append(each)
        for same in by_rest.values():
            same.sort(key=lambda each: (each.row.get("from_on") or "", each.key))
            for first, second in pairwise(same):
                yield second._replace(twin=first.key)


def _uniques(table: Table) -> Iterator[tuple[list[str], str]]:
    """What there may be once, by columns; for some only where a condition holds."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [each.name for each in constraint.columns], ""
    for index in table.indexes:
        if index.unique:
            yield [each.name for each in index.columns], str(index.info.get("where", ""))


def _of_itself(table: Table, column: str, kept_id: UUID, gone_id: UUID) -> Iterator[Hanging]:
    """Rows that would name one party in two columns: nobody is a member of themselves."""
    two = {str(kept_id), str(gone_id)}
    names = [name for name, parent in ways(table) if parent == PARTIES]
    if len(names) > 1:
        for party_id in (kept_id, gone_id):
            yield from (
                each for each in _rows(table, column, party_id) if {each.row[name] for name in names} == two
            )
