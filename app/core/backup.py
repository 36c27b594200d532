"""A backup of everything while the portal runs, and its return into an empty place.

    2026-11-22/
      database         one moment of the database: a SQLite file, or a dump of pg_dump's custom format
      files/ab/ab12…   the kept files; none is ever changed, so they are copied after the database
      manifest.json    engine, migration, moment, how many rows and files there are, the database's SHA-256

A backup appears under its name only when it is whole, and only its maker can read it. What one that was
killed leaves beside its place, the next one there removes.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, inspect, select, table, text
from sqlalchemy.engine import URL, Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError

from app.core import clock, migrations
from app.core.config import settings
from app.core.db import db

DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"
NO_TOOL = "{} is not installed: it is one of PostgreSQL's client programs, of the server's own major release"
TROUBLE = (OSError, sqlite3.Error, SQLAlchemyError)
DRAFT = ".autonomus-draft-"
"""How the name of a folder begins that is not whole yet."""


class BackupError(Exception):
    """A backup could not be made or brought back; the message says why, for an operator."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: rows by table; `made_at` in ISO 8601; `sha256` of the database's file."""

    engine: str
    migration: str
    made_at: str
    rows: Mapping[str, int]
    files: int
    sha256: str

    @classmethod
    def of(cls, text: str) -> "Manifest":
        """What a file says; raises ValueError for whatever else it may hold by now."""
        try:
            found = json.loads(text)
            rows, files = found["rows"], found["files"]
            words = [found["engine"], found["migration"], found["made_at"], found["sha256"], *rows]
            if all(map(_is_word, words)) and all(map(_is_count, [files, *rows.values()])):
                return cls(**found)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            pass
        raise ValueError("the manifest is damaged")


def make(place: Path) -> Manifest:
    """Write a backup to a folder that is not there yet; raises BackupError, then no such folder appears."""
    with _said("the backup could not be written"):
        if place.exists():
            raise BackupError(f"{place} is there already: a backup gets a place of its own")
        place.parent.mkdir(parents=True, exist_ok=True)
        with _draft(place) as draft:
            _write(draft)
            manifest = _read(draft)  # a kept file that has rotted is told of now, not on the day it is needed
            _settle(draft, place)
    return manifest


def bring_back(place: Path) -> Manifest:
    """Fill an empty database and an empty folder of files from a backup; raises BackupError.

    Everything is checked before anything is written, and the rows are counted again at the end. The
    database comes last: while it is empty, the whole can be tried again, also after a restore was killed.
    """
    manifest, kept = _read(place), _files().resolve()
    with _said("the backup could not be brought back"):
        _check_place(manifest, place, kept)
        kept.parent.mkdir(parents=True, exist_ok=True)
        with _draft(kept) as draft:
            shutil.copytree(place / FILES, draft, dirs_exist_ok=True)
            shutil.rmtree(kept, ignore_errors=True)
            _settle(draft, kept)
        try:
            _fill(place / DATABASE)
        except BaseException:
            shutil.rmtree(kept)
            raise
        with db.engine.connect() as connection:
            found = _counted(connection)
    if found != manifest.rows:
        raise BackupError(f"rows are missing: {_differing(manifest.rows, found)}")
    return manifest


def _write(folder: Path) -> None:
    write = _save_sqlite if db.engine.dialect.name == "sqlite" else _dump_postgresql
    rows, migration = write(folder / DATABASE)
    (folder / FILES).mkdir()
    if _files().is_dir():
        # A file that is being written has a name of its own until it is whole.
        shutil.copytree(_files(), folder / FILES, dirs_exist_ok=True, ignore=shutil.ignore_patterns("tmp*"))
    made_at, count = clock.now().isoformat(), len(_kept_in(folder))
    digest = _digest(folder / DATABASE)
    manifest = Manifest(db.engine.dialect.name, migration, made_at, rows, count, digest)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), "utf-8")


def _read(place: Path) -> Manifest:
    """The manifest of a whole backup: every byte of it is looked at."""
    try:
        manifest = Manifest.of((place / MANIFEST).read_text("utf-8"))
        files = _kept_in(place)
        harmed = [path.name for path in files if _digest(path) != path.name]
        is_same = _digest(place / DATABASE) == manifest.sha256
    except (OSError, ValueError) as error:
        raise BackupError(f"{place} is no whole backup: {error}") from error
    if len(files) != manifest.files:
        raise BackupError(f"{place} is not whole: {manifest.files} files were kept, {len(files)} are there")
    if harmed or not is_same:
        raise BackupError(f"{place} was changed or damaged: {', '.join(harmed) or DATABASE}")
    return manifest


def _check_place(manifest: Manifest, place: Path, kept: Path) -> None:
    if db.engine.dialect.name != manifest.engine:
        raise BackupError(f"the backup is of {manifest.engine}, the database is {db.engine.dialect.name}")
    if manifest.migration not in migrations.known():
        raise BackupError(f"the backup is of a newer release: migration {manifest.migration} is unknown here")
    if inspect(db.engine).get_table_names():
        raise BackupError("the database is not empty: restore into a new one")
    ours = {path.name for path in _kept_in(place)}
    if any(path.is_file() and path.name not in ours for path in kept.rglob("*")):
        raise BackupError(f"{kept} is not empty: restore into a new folder")


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
    """All or nothing, on both engines."""
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(source)) as kept, closing(db.engine.raw_connection()) as connection:
            kept.backup(connection.driver_connection)  # type: ignore[arg-type]  # sqlite3's own
    else:
        _run("pg_restore", "--single-transaction", "--exit-on-error", str(source))


def _run(tool: str, *words: str) -> None:
    """One of PostgreSQL's programs on our database; the password goes by its environment, not its words."""
    url = db.engine.url
    there = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    secret = {"PGPASSWORD": url.password} if url.password else {}
    command = [tool, "--no-owner", "--no-privileges", f"--dbname={there.render_as_string()}", *words]
    try:
        done = subprocess.run(  # noqa: S603  our own words
            command,
            env={**os.environ, **secret},
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
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
    return settings().data_folder / FILES


def _kept_in(folder: Path) -> list[Path]:
    return [path for path in (folder / FILES).rglob("*") if path.is_file()]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _said(what: str) -> Iterator[None]:
    try:
        yield
    except TROUBLE as error:
        raise BackupError(f"{what}: {error}") from error


@contextmanager
def _draft(place: Path) -> Iterator[Path]:
    """A folder beside the place that nobody else can open, gone afterwards.

    It is locked as long as we live: one that nobody holds was left by somebody who was killed.
    """
    with ExitStack() as ours:
        with _locked(place.parent):
            for abandoned in place.parent.glob(f"{DRAFT}*"):
                with suppress(BlockingIOError), _locked(abandoned, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    shutil.rmtree(abandoned)
            draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=place.parent))
            ours.callback(shutil.rmtree, draft, ignore_errors=True)
            ours.enter_context(_locked(draft))
        yield draft


@contextmanager
def _locked(folder: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _is_word(found: object) -> bool:
    return isinstance(found, str) and found.isascii() and found.isprintable()


def _is_count(found: object) -> bool:
    return type(found) is int and found >= 0


def _settle(draft: Path, place: Path) -> None:
    """A draft that is on the disk whole gets its name."""
    for path in (*draft.rglob("*"), draft):
        _sync(path)
    draft.rename(place)
    _sync(place.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
