"""Each test begins with the same database, whatever the one before did to it, and by whichever way."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy import create_engine, delete, inspect, text
from sqlalchemy.exc import DBAPIError

from app.core.application import Autonomus
from app.core.config import ROOT
from app.core.db import Base, db
from tests.engines import Engine

PLANTED = {
    "a row where there was none": "INSERT INTO try_count VALUES ('planted', 'x', '2026-01-01 10:00:00', 1)",
    "another name": "UPDATE staff SET name = 'Planted'",
    "words fewer in the catalogue": "DELETE FROM label_word WHERE word LIKE 'a%'",
    "as many rows, one of them another": "UPDATE municipality SET name = name || '.'",
    "another table": "CREATE TABLE planted (id INTEGER)",
    "another column": "ALTER TABLE staff ADD COLUMN planted INTEGER",
    "a guard fewer": "DROP TRIGGER audit_entry_no_update",
}
IN_ANOTHER_PROCESS = """
import sys
from sqlalchemy import create_engine, text
engine = create_engine(sys.argv[1])
with engine.begin() as connection:
    connection.execute(text(sys.argv[2]))
engine.dispose()
"""


def contents() -> dict[str, tuple[list[str], list[str]]]:
    """Of each table that is there, its columns and its rows, and what guards them."""
    found = {}
    for table in inspect(db.session.connection()).get_table_names():
        rows = db.session.execute(text(f"SELECT * FROM {table}"))  # noqa: S608  our own names
        found[table] = (list(rows.keys()), sorted(map(repr, rows)))
    is_file = db.engine.dialect.name == "sqlite"
    guards = "SELECT name FROM sqlite_master" if is_file else "SELECT tgname FROM pg_trigger"
    found["guards"] = ([], sorted(db.session.scalars(text(guards))))
    db.session.rollback()
    return found


@pytest.fixture
def renew(app: Autonomus, engine: Engine) -> Callable[..., None]:
    """What stands between two tests."""

    def renew(kept: str = "template") -> None:
        leave(engine)
        engine.renew(kept)

    return renew


def leave(engine: Engine) -> None:
    db.session.remove()
    if engine.must_disconnect:
        db.engine.dispose()


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_what_another_connection_wrote_is_gone(
    engine: Engine, renew: Callable[..., None], planted: str
) -> None:
    before = contents()
    stranger = create_engine(engine.url)
    if planted.startswith("DROP TRIGGER") and "sqlite" not in engine.url:
        planted += " ON audit_entry"
    with stranger.begin() as connection:
        connection.execute(text(planted))
    stranger.dispose()
    assert contents() != before
    renew()
    assert contents() == before


def test_rows_whose_order_nobody_stated_come_last_first(app: Autonomus, engine: Engine) -> None:
    if "sqlite" in engine.url:
        found = [row.rowid for row in db.session.execute(text("SELECT rowid, * FROM label_word"))]
        assert found == sorted(found, reverse=True) != sorted(found)


def test_every_row_of_the_template_comes_back(engine: Engine, renew: Callable[..., None]) -> None:
    before = contents()
    for table in reversed(Base.metadata.sorted_tables):
        if before[table.name][1]:
            db.session.execute(delete(table))
    db.session.commit()
    assert not any(
        rows for name, (_, rows) in contents().items() if name not in {"guards", "alembic_version"}
    )
    renew()
    assert contents() == before


def test_what_another_process_wrote_is_gone(engine: Engine, renew: Callable[..., None]) -> None:
    before = contents()
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, engine.url, PLANTED["another name"]]
    subprocess.run(command, cwd=ROOT, check=True)
    assert contents() != before
    renew()
    assert contents() == before


def test_what_was_kept_comes_back_again_and_again(engine: Engine, renew: Callable[..., None]) -> None:
    template = contents()
    db.session.execute(text(PLANTED["another name"]))
    db.session.commit()
    renamed = contents()
    leave(engine)
    engine.keep("renamed")
    for kept, expected in (("renamed", renamed), ("template", template), ("renamed", renamed)):
        db.session.execute(text(PLANTED["words fewer in the catalogue"]))
        db.session.commit()
        renew(kept)
        assert contents() == expected


def test_a_transaction_that_a_test_forgot_does_not_reach_the_next(
    engine: Engine, renew: Callable[..., None]
) -> None:
    before = contents()
    stranger = create_engine(engine.url)
    with suppress(DBAPIError), stranger.connect() as forgotten:  # PostgreSQL throws it out
        forgotten.execute(text(PLANTED["another name"]))
        renew()
        forgotten.commit()
    stranger.dispose()
    assert contents() == before


def test_connections_that_tests_forgot_do_not_use_up_the_servers(
    engine: Engine, renew: Callable[..., None]
) -> None:
    before = contents()
    forgotten = [create_engine(engine.url) for _ in range(120)]  # the server takes a hundred
    for number, each in enumerate(forgotten):
        each.connect().close()  # its pool keeps it
        if number % 20 == 0:
            renew()
    assert contents() == before
    for each in forgotten:
        each.dispose()
