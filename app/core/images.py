"""Rows as JSON holds them: read, told apart, and written back exactly as they stood.

For what can be undone: whoever changes many rows keeps how they were, and afterwards puts them back.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ForeignKeyConstraint, Table, and_, insert, select, update

from app.core.db import Base, db
from app.core.encryption import Encrypted

Row = dict[str, Any]
Image = dict[str, dict[str, Row]]
"""By table and key the rows, as JSON holds them."""
_READ: Mapping[type, Any] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    bytes: bytes.fromhex,
}
KNOWN = frozenset(_READ) | {bool, float, int, str, object}
"""The types that come back from JSON as they were; `object` is what a column of JSON says of itself."""


def ways(table: Table) -> Iterator[tuple[str, str]]:
    """The columns that hold the id of a row of another table, with that table."""
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):
            for element in constraint.elements:
                if element.column.name == "id":
                    yield element.parent.name, constraint.referred_table.name


def key_of(table: Table, row: Mapping[Any, Any]) -> str:
    return json.dumps([plain(row[column.name]) for column in table.primary_key])


def is_row(table: Table, key: str) -> Any:
    """A condition: the row of a key."""
    parts = zip(table.primary_key, json.loads(key), strict=True)
    return and_(*(column == thawed(column, part) for column, part in parts))


def frozen(row: Mapping[Any, Any]) -> Row:
    return {name: plain(value) for name, value in row.items()}


def plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value


def thawed(column: Column[Any], value: Any) -> Any:
    read = _READ.get(column.type.python_type)
    return read(value) if read and value is not None else value


def mark(table: str, row: Row) -> str:
    """Tells that something of a row changed, and nothing else.

    The same however a text is kept, which changes with the keys, and whatever column is new and empty.
    """
    said = {**row}
    for each in Encrypted.everywhere:
        if each.owner.__tablename__ == table:
            said[each.name] = each.taken_from(said, row["id"])
    text = json.dumps(
        {name: value for name, value in said.items() if value not in ("", None)}, sort_keys=True
    )
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def write(table: Table, key: str, row: Row) -> None:
    """A row as it stood, whether it is there or not."""
    known = [column for column in table.columns if column.name in row]
    values = {column.name: thawed(column, row[column.name]) for column in known}
    there = update(table).where(is_row(table, key)).values(values)
    if not db.session.execute(there).rowcount:  # type: ignore[attr-defined]
        db.session.execute(insert(table).values(values))


def hangs(table: Table, row: Row) -> bool:
    """Whether all that a row hangs on is still there."""
    columns = [(Base.metadata.tables[parent], table.c[name], row[name]) for name, parent in ways(table)]
    held = [(parent, thawed(column, value)) for parent, column, value in columns if value]
    return all(db.session.scalar(select(parent.c.id).where(parent.c.id == each)) for parent, each in held)
