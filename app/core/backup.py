"""A backup of everything while the portal runs, and its return into an empty place.

    2026-11-22/
      database         one moment of the database: a SQLite file, or a dump of pg_dump's custom format
      files/ab/ab12…   the kept files; none is ever changed, so they are copied after the database
      manifest.json    engine, migration, moment, and how many rows and files there are

A backup appears under its name only when it is whole.
"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import func, inspect, select, table, text
from sqlalchemy.engine import Connection, create_engine

from app.core import clock
from app.core.db import db

DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"
NO_TOOL = "{} is not installed: it is part of PostgreSQL's client programs, of the server's release or newer"


class BackupError(Exception):
    """A backup could not be made or brought back; the message says why, for an operator."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: rows by table; `made_at` in ISO 8601."""

    engine: str
    migration: str
    made_at: str
    rows: Mapping[str, int]
    files: int


def make(place: Path) -> Manifest:
    """Write a backup to a folder that is not there yet; raises BackupError, then no such folder appears."""
    if place.exists():
        raise BackupError(f"{place} is there already: a backup gets a place of its own")
    draft = place.with_name(f".{place.name}.unfinished")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        manifest = _write(draft)
        _sync(draft)
        draft.rename(place)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"the backup could not be written: {error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def bring_back(place: Path) -> Manifest:
    """Fill an empty database and an empty folder of files from a backup; raises BackupError.

    The rows are counted again afterwards: what comes back is what was kept, or it is said.
    """
    manifest, kept = _read(place), _files()
    if inspect(db.engine).get_table_names():
        raise BackupError("the database is not empty: restore into a new one")
    if kept.exists() and any(kept.iterdir()):
        raise BackupError(f"{kept} is not empty: restore into a new folder")
    if db.engine.dialect.name != manifest.engine:
        raise BackupError(f"the backup is of {manifest.engine}, the database is {db.engine.dialect.name}")
    draft = kept.with_name(f".{FILES}.unfinished")
    try:
        shutil.copytree(place / FILES, draft, dirs_exist_ok=True)
        _fill(place / DATABASE)
        draft.rename(kept)
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"the backup could not be brought back: {error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    with db.engine.connect() as connection:
        found = _counted(connection)
    if found != manifest.rows:
        raise BackupError(f"rows are missing: {_differing(manifest.rows, found)}")
    return manifest


def _write(folder: Path) -> Manifest:
    write = _save_sqlite if db.engine.dialect.name == "sqlite" else _dump_postgresql
    rows, migration = write(folder / DATABASE)
    (folder / FILES).mkdir()
    if _files().is_dir():
        # A file that is being written has a name of its own until it is whole.
        shutil.copytree(_files(), folder / FILES, dirs_exist_ok=True, ignore=shutil.ignore_patterns("tmp*"))
    files = sum(path.is_file() for path in (folder / FILES).rglob("*"))
    manifest = Manifest(db.engine.dialect.name, migration, clock.now().isoformat(), rows, files)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), "utf-8")
    return manifest


def _read(place: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads((place / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BackupError(f"{place} is no backup: {MANIFEST} is missing or cannot be read") from error
    files = sum(path.is_file() for path in (place / FILES).rglob("*"))
    if not (place / DATABASE).is_file() or files != manifest.files:
        raise BackupError(f"{place} is not whole: {manifest.files} files were kept, {files} are there")
    return manifest


def _save_sqlite(target: Path) -> tuple[dict[str, int], str]:
    with closing(db.engine.raw_connection()) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    copy = create_engine(f"sqlite:///{target}")
    try:
        with copy.connect() as connection:
            return _counted(connection), _migration(connection)
    finally:
        copy.dispose()


def _dump_postgresql(target: Path) -> tuple[dict[str, int], str]:
    """The rows are counted in the very snapshot that pg_dump writes out."""
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
        return _counted(connection), _migration(connection)


def _fill(source: Path) -> None:
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(source)) as kept, closing(db.engine.raw_connection()) as connection:
            kept.backup(connection.driver_connection)  # type: ignore[arg-type]  # sqlite3's own; all or nothing
    else:
        _run("pg_restore", "--single-transaction", "--exit-on-error", str(source))


def _run(tool: str, *words: str) -> None:
    """One of PostgreSQL's programs on our database; the password goes by its environment, not its words."""
    url = db.engine.url.set(drivername="postgresql", password=None)
    secret = {"PGPASSWORD": str(db.engine.url.password)} if db.engine.url.password else {}
    command = [tool, "--no-owner", "--no-privileges", f"--dbname={url.render_as_string()}", *words]
    try:
        done = subprocess.run(  # noqa: S603  our own words
            command, env={**os.environ, **secret}, stderr=subprocess.PIPE, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError(NO_TOOL.format(tool)) from error
    if done.returncode:
        raise BackupError(f"{tool}: {done.stderr.strip()}")


def _counted(connection: Connection) -> dict[str, int]:
    """The rows of every table that is there: a backup may be of an older release."""
    names = sorted(inspect(connection).get_table_names())
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def _migration(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _differing(kept: Mapping[str, int], found: Mapping[str, int]) -> str:
    names = [name for name in kept if kept[name] != found.get(name)]
    return ", ".join(f"{name}: {kept[name]} kept, {found.get(name, 0)} here" for name in names)


def _files() -> Path:
    folder: Path = current_app.settings.data_folder  # type: ignore[attr-defined]  # of our application class
    return folder / FILES


def _sync(folder: Path) -> None:
    """Everything in a folder is on the disk when this returns."""
    for path in (*folder.rglob("*"), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
