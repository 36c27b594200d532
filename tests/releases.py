"""Databases of past releases: of each a file with rows of every table; new migrations are measured by them.

`python -m tests.releases` writes the file of the present state, once a release; then it is never changed.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import MetaData, Select, Table, and_, insert, select
from sqlalchemy.engine import Connection

from app.core import audit, migrations
from app.core.config import ROOT
from app.core.db import db, new_id
from app.core.idempotency import RequestKey
from app.core.unit_of_work import writing
from app.factory import create_app
from app.network.models import ParishPredecessor
from app.workshops.reminders.models import Reminder
from tests.cast import Cast, write_cast
from tests.engines import disconnect, settings
from tests.factories.one_of_each import clerk, making, one_of_each
from tests.factories.visits import begin_visit

FOLDER = Path(__file__).parent / "releases"
MIGRATIONS = str(ROOT / "migrations")
KEPT_BY_ITSELF = {"alembic_version", "audit_waiting"}
"""The second is filled by a trigger whenever an entry is written."""
Row = Mapping[str, Any]
Contents = Mapping[str, Sequence[Row]]
READERS: dict[type, Callable[[str], Any]] = {
    UUID: UUID,
    date: date.fromisoformat,
    datetime: lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC),
    time: time.fromisoformat,
}


def tables_of(connection: Connection) -> list[Table]:
    """What is really there, parents first, but what keeps itself."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in KEPT_BY_ITSELF]


def contents(connection: Connection) -> Contents:
    """Every row of every table, by the names of columns."""
    return {table.name: _rows(connection, select(table)) for table in tables_of(connection)}


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]


def fill(connection: Connection, file: Path) -> None:
    """Put the rows of a release into an empty database that was migrated to it."""
    rows = defaultdict(list)
    for line in file.read_text("utf-8").splitlines():
        name, row = json.loads(line)
        rows[name].append(row)
    for table in tables_of(connection):
        for row in rows.pop(table.name):
            values = {name: _read(table, name, value) for name, value in row.items()}
            connection.execute(insert(table), values)
    assert not rows, "the release has tables that its migrations do not make"


def _read(table: Table, column: str, value: Any) -> Any:
    """SQLite has no type for ids: they stay text there."""
    reader = READERS.get(table.c[column].type.python_type)
    return reader(value) if reader and value is not None else value


def few_rows(connection: Connection) -> list[tuple[str, Row]]:
    """The first and the last row of every table and whatever they point at, parents first."""
    tables = tables_of(connection)
    kept: dict[str, list[Row]] = {table.name: [] for table in tables}

    def keep(table: Table, row: Row) -> None:
        if row in kept[table.name]:
            return
        for key in table.foreign_key_constraints:
            pairs = zip(key.elements, key.columns, strict=True)
            is_parent = and_(*(there.column == row[here.name] for there, here in pairs))
            for parent in _rows(connection, select(key.referred_table).where(is_parent)):
                keep(key.referred_table, parent)
        kept[table.name].append(row)

    for table in tables:
        rows = _rows(connection, select(table).order_by(*table.primary_key))
        for row in (rows[0], rows[-1]):
            keep(table, row)
    return [(name, row) for name, rows in kept.items() for row in rows]


def write_everything() -> None:
    """Demo data, one thing of every kind, and what neither of them makes."""
    with writing():
        write_cast()
    current_app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
    cast = Cast.read()
    ids = one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
    begin_visit(cast.kiosk.id, with_list=True)
    session, enrolment = (UUID(ids[name]) for name in ("workshop_session_id", "enrolment_id"))
    here = {"municipality_id": cast.here}
    rest = (
        ParishPredecessor(parish_id=cast.parish, predecessor_id=cast.other_parish, **here),
        Reminder(session_id=session, enrolment_id=enrolment, channel="call", **here),
        RequestKey(id=new_id(), actor_id=cast.facilitator.id, fingerprint="f"),
    )
    with making():
        db.session.add_all(rest)
        audit.seal()


def main() -> None:
    with TemporaryDirectory() as name:
        app = create_app(settings(f"sqlite:///{name}/release.db", Path(name)))
        with app.app_context():
            upgrade(MIGRATIONS)
            write_everything()
            with db.engine.connect() as connection:
                rows = few_rows(connection)
            disconnect()
    lines = [json.dumps(row, default=lambda day: day.isoformat(), ensure_ascii=False) for row in rows]
    (FOLDER / f"{max(migrations.known())}.jsonl").write_text("\n".join([*lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
