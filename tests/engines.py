"""The database behind a test, and SQLite's way to it; PostgreSQL's is tests/postgresql.py."""

import shutil
import tempfile
from pathlib import Path
from typing import Protocol

from flask_migrate import upgrade

from app.core.config import ROOT, Config, Environment
from app.core.db import db
from app.core.unit_of_work import writing
from app.factory import create_app
from tests.cast import write_cast


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


def disconnect() -> None:
    """Close every connection of the present application. The session gives its own back first: one that is
    out while the pool is emptied would never be closed.
    """
    db.session.remove()
    db.engine.dispose()


class Engine(Protocol):
    url: str
    must_disconnect: bool
    """Whether nobody may be connected while the database is renewed."""

    def renew(self, kept: str = "template") -> None:
        """Make the test database what the template holds, or what was kept."""

    def keep(self, name: str) -> None:
        """Remember the present state of the test database; nobody may be connected."""

    def empty(self) -> str:
        """The address of a database with nothing in it."""

    def stop(self) -> None:
        """Leave nothing behind."""


MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30  # noqa: S108  everybody's, so a folder of our own in it


def roomy(folder: Path) -> Path:
    """Memory where the system offers enough of it: on a disk each copy of a PostgreSQL database takes longer
    than the one before, after a hundred ten times as long, and each commit on SQLite waits for the disk.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        return Path(tempfile.mkdtemp(prefix="autonomus-", dir=MEMORY))
    return folder


def build_template(url: str, folder: Path) -> None:
    app = create_app(settings(url, folder))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        with writing():
            write_cast()
        disconnect()


class SqliteEngine:
    """Copies a file of five megabytes: about 4 ms, and as long again to connect anew.

    To clear written tables instead would be quicker by a thirtieth of a test, and blind for what other
    processes wrote; to write the file over under open connections confuses them about its length.
    """

    must_disconnect = True

    def __init__(self, folder: Path) -> None:
        self.place = roomy(folder)
        self.template, self.file = self.place / "template.db", self.place / "test.db"
        build_template(f"sqlite:///{self.template}", folder)
        self.url = f"sqlite:///{self.file}"
        self.renew()

    def renew(self, kept: str = "template") -> None:
        _remove(self.file)
        shutil.copyfile(self.file.with_name(f"{kept}.db"), self.file)

    def keep(self, name: str) -> None:
        shutil.copyfile(self.file, self.file.with_name(f"{name}.db"))  # the last to leave emptied the WAL

    def empty(self) -> str:
        file = self.file.with_name("empty.db")
        _remove(file)
        return f"sqlite:///{file}"

    def stop(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)


def _remove(file: Path) -> None:
    for each in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        each.unlink(missing_ok=True)
