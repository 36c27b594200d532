"""Rows that people write: the same id again is the same row, a change counts only on what was read, and
whatever happens to a row stands in the audit trail, in the same transaction.

    if place := records.known(Place, place_id, municipality_id=where):
        return place
    return records.add(actor, Place(id=place_id, municipality_id=where, **values))

    records.edit(actor, place, version, values)
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from app.core import audit
from app.core.actor import Actor
from app.core.db import Base, MunicipalityScope, db
from app.core.errors import Conflict, NotFound, StaleRecord
from app.core.permission import Permission


class Row(Protocol):
    """Any row of ours: the audit trail calls it by its table and id."""

    __tablename__: str

    @property
    def id(self) -> UUID: ...


class Versioned(Row, Protocol):
    """A row whose changes are counted, so that nobody overwrites what they have not read."""

    version: int


Known = TypeVar("Known", bound=Base)
Local = TypeVar("Local", bound=MunicipalityScope)
Added = TypeVar("Added", bound=Row)


def known(model: type[Known], row_id: UUID, **same: object) -> Known | None:
    """The row that an earlier sending of the same form made, or None.

    `same` says by column what that row must be, such as whose and where; Conflict when it is another.
    """
    row = db.session.get(model, row_id)
    if row is not None and any(getattr(row, name) != value for name, value in same.items()):
        raise Conflict
    return row


def get(actor: Actor, permission: Permission, model: type[Local], row_id: UUID, **options: Any) -> Local:
    """A row of a municipality where the actor holds the permission; NotFound. `options` of `get`."""
    row = db.session.get(model, row_id, **options)
    if row is None or not actor.may(permission, row.municipality_id):
        raise NotFound
    return row


def add(actor: Actor, row: Added, *, act: str = "created") -> Added:
    db.session.add(row)
    record(actor, act, row)
    db.session.flush()
    return row


def edit(actor: Actor, row: Versioned, version: int, values: Mapping[str, object]) -> list[str]:
    """Change what differs of a row read at `version`; the names of it. Raises StaleRecord.

    A row that has more than its own columns takes `demand_version`, then `put` and the rest, then
    `record_edit`.
    """
    demand_version(row, version)
    changed = put(row, values)
    record_edit(actor, row, changed)
    return changed


def lock(row: Row) -> None:
    """Read a row once more and keep others from changing it until the transaction ends."""
    # Of its own table alone: a row may be read with others beside it, and outer joins cannot be locked.
    db.session.refresh(row, with_for_update={"of": type(row)})


def demand_version(row: Versioned, version: int) -> None:
    """Lock a row; raises StaleRecord when somebody changed it after it was read at `version`."""
    lock(row)
    if row.version != version:
        raise StaleRecord


def put(row: Row, values: Mapping[str, object]) -> list[str]:
    """Set what differs, by column; the names of it."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def record_edit(actor: Actor, row: Versioned, changed: Iterable[str], *, act: str = "edited") -> None:
    """Count a change and note which fields it touched; without any, nothing happened."""
    if fields := list(changed):
        row.version += 1
        record(actor, act, row, fields)
    db.session.flush()


def record(actor: Actor, act: str, row: Row, fields: Iterable[str] = (), **detail: str | int | None) -> None:
    """Note "<table>.<act>" of a row in the audit trail, in the row's municipality."""
    table = row.__tablename__
    where: UUID | None = getattr(row, "municipality_id", None)
    audit.record(actor, f"{table}.{act}", table, row.id, municipality_id=where, fields=fields, **detail)
