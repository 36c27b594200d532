"""What a town would lose with its disk is in a backup, and comes back from it."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app.core import backup, files, tombstones
from app.core.application import Autonomus
from app.core.backup_marks import BackupMark
from app.core.config import ROOT, Config
from app.core.db import Base, db
from app.core.unit_of_work import writing
from app.factory import create_app
from app.network.parties.models import Organisation
from tests.cast import Cast
from tests.engines import Engine, disconnect, settings
from tests.factories.one_of_each import clerk, one_of_each
from tests.integration.core.backup_harms import HARMS


@pytest.fixture
def home(engine: Engine, app: Autonomus, cast: Cast, tmp_path: Path) -> Iterator[Autonomus]:
    """An installation with one thing of every kind, files among them."""
    home = create_app(apart(settings(engine.url, tmp_path / "home"), tmp_path))
    with home.app_context():
        tombstones.begin()
        one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
        yield home
        disconnect()


@pytest.fixture
def elsewhere(engine: Engine, tmp_path: Path) -> Iterator[Autonomus]:
    """A new machine: an empty database and an empty folder."""
    elsewhere = create_app(apart(settings(engine.empty(), tmp_path / "elsewhere"), tmp_path))
    with elsewhere.app_context():
        tombstones.begin()
    yield elsewhere
    with elsewhere.app_context():
        disconnect()


def apart(config: Config, folder: Path) -> Config:
    """Who was erased is kept where both machines reach it."""
    return replace(config, tombstone_folder=folder / "apart")


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the present database by table; but of backups each place knows its own."""
    with db.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name != BackupMark.__tablename__
        }


def test_what_was_kept_comes_back(home: Autonomus, elsewhere: Autonomus, tmp_path: Path) -> None:
    before, place = everything(), tmp_path / "backup"
    assert run(home, "backup", place).exit_code == 0
    with elsewhere.app_context():
        told = run(elsewhere, "restore", place)
        assert told.exit_code == 0, told.output
        assert everything() == before
        told = run(elsewhere, "audit-verify")
        assert told.exit_code == 0, told.output
        kept = db.session.scalars(select(files.File)).all()
        assert kept
        assert all(sha256(files.path_of(file).read_bytes()).hexdigest() == file.sha256 for file in kept)


def test_it_is_one_moment_while_people_register(
    home: Autonomus, elsewhere: Autonomus, tmp_path: Path
) -> None:
    """Pairs written together are both in it or both not."""
    done = threading.Event()
    written: list[str] = []

    def register() -> None:
        with home.app_context():
            while not done.is_set():
                name = f"probe {len(written):05}"
                with writing():
                    db.session.add(Organisation(name=name, sort_key=name, kind="other"))
                    db.session.flush()
                    db.session.add(Organisation(name=name, sort_key=name, kind="other"))
                written.append(name)
            db.session.remove()

    writer = threading.Thread(target=register)
    writer.start()
    try:
        while len(written) < 5:
            done.wait(0.01)
        first = len(written)
        backup.make(tmp_path / "backup")
        assert len(written) > first, "nobody waits for the backup"
    finally:
        done.set()
        writer.join()
    with elsewhere.app_context():
        backup.bring_back(tmp_path / "backup")
        kept = [row.name for row in db.session.scalars(select(Organisation)) if row.name.startswith("probe")]
    assert len(kept) >= 2 * first
    assert sorted(kept) == sorted([*written, *written])[: len(kept)]
    assert len(kept) % 2 == 0


def test_it_goes_nowhere_but_into_an_empty_place(home: Autonomus, tmp_path: Path) -> None:
    before, place = everything(), tmp_path / "backup"
    backup.make(place)
    told = run(home, "restore", place)
    assert told.exit_code == 1
    assert "the database is not empty" in told.output
    assert everything() == before
    assert "is there already" in run(home, "backup", place).output


def test_half_a_backup_is_refused_and_leaves_the_place_empty(
    home: Autonomus, elsewhere: Autonomus, tmp_path: Path
) -> None:
    place = tmp_path / "backup"
    backup.make(place)
    for harm in HARMS:
        broken = shutil.copytree(place, tmp_path / harm.__name__)
        harm(broken)
        with elsewhere.app_context():
            told = run(elsewhere, "restore", broken)
            assert (told.exit_code, told.output[:7]) == (1, "Error: "), harm
            assert not inspect(db.engine).get_table_names(), harm
            assert not list((tmp_path / "elsewhere").rglob("*")), harm
    with elsewhere.app_context():
        backup.bring_back(place)


def test_a_database_that_cannot_be_filled_leaves_the_place_empty(
    home: Autonomus, elsewhere: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Path) -> None:
        raise OperationalError("COPY", {}, Exception("the server went away"))

    backup.make(tmp_path / "backup")
    with elsewhere.app_context():
        with monkeypatch.context() as broken:
            broken.setattr(backup, "_fill", refuse)
            assert "the server went away" in run(elsewhere, "restore", tmp_path / "backup").output
        backup.bring_back(tmp_path / "backup")


def test_a_rotten_file_is_told_of_when_the_backup_is_made(home: Autonomus, tmp_path: Path) -> None:
    rotten = next(path for path in (tmp_path / "home" / "files").rglob("*") if path.is_file())
    os.truncate(rotten, 10)
    told = run(home, "backup", tmp_path / "backup")
    assert told.exit_code == 1
    assert rotten.name in told.output
    assert not (tmp_path / "backup").exists()


def test_only_its_maker_can_read_it(home: Autonomus, tmp_path: Path) -> None:
    backup.make(tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


IN_ANOTHER_PROCESS = """
import sys, time
from pathlib import Path
from app.core import backup
from app.factory import create_app
from tests.engines import settings

def stall(*words):
    print("in the middle", flush=True)
    time.sleep(300)

setattr(backup, sys.argv[1], stall)
with create_app(settings(sys.argv[2], Path(sys.argv[3]))).app_context():
    getattr(backup, sys.argv[4])(Path(sys.argv[5]))
"""


@contextmanager
def halfway(*words: object) -> Iterator[None]:
    """A backup or a restore in a process of its own, in the middle of its work; then it is killed."""
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, *map(str, words)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "in the middle\n"
            yield
        finally:
            process.kill()


def test_what_a_killed_backup_leaves_is_removed_by_the_next(
    home: Autonomus, engine: Engine, tmp_path: Path
) -> None:
    place = tmp_path / "backups"
    with halfway("_read", engine.url, tmp_path / "home", "make", place / "sunday"):
        backup.make(place / "monday")
        (unfinished,) = place.glob(".*")
        assert (unfinished / backup.DATABASE).exists(), "the next leaves it alone while it is being made"
    assert unfinished.exists()
    backup.make(place / "tuesday")
    assert sorted(path.name for path in place.iterdir()) == ["monday", "tuesday"]


def test_after_a_killed_restore_it_can_be_tried_again(
    home: Autonomus, elsewhere: Autonomus, tmp_path: Path
) -> None:
    before, place = everything(), tmp_path / "backup"
    backup.make(place)
    for function in ("_settle", "_fill"):
        with halfway(function, elsewhere.settings.database_url, tmp_path / "elsewhere", "bring_back", place):
            assert list((tmp_path / "elsewhere").iterdir())
    with elsewhere.app_context():
        backup.bring_back(place)
        assert everything() == before
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["files"]


def test_files_of_somebody_else_are_in_the_way_of_a_restore(
    home: Autonomus, elsewhere: Autonomus, tmp_path: Path
) -> None:
    backup.make(tmp_path / "backup")
    (tmp_path / "elsewhere" / "files").mkdir(parents=True)
    (tmp_path / "elsewhere" / "files" / "mine").write_text("precious", "utf-8")
    with elsewhere.app_context():
        told = run(elsewhere, "restore", tmp_path / "backup")
    assert "is not empty: restore into a new folder" in told.output
    assert (tmp_path / "elsewhere" / "files" / "mine").read_text("utf-8") == "precious"


def test_a_password_is_not_among_the_words_of_a_program(
    app: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody on a machine can list these; and a hidden password would be taken for one."""
    seen = tmp_path / "seen"
    (tmp_path / "pg_dump").write_text(f'#!/bin/sh\necho "$PGPASSWORD $@" > {seen}\n', "utf-8")
    (tmp_path / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    url = make_url("postgresql+psycopg://portal:geheim@db.example.org:5433/autonomus")
    monkeypatch.setattr(backup, "db", SimpleNamespace(engine=SimpleNamespace(url=url)))
    backup._run("pg_dump")  # noqa: SLF001  its words are what counts
    words = "--no-owner --no-privileges --dbname=postgresql://portal@db.example.org:5433/autonomus"
    assert seen.read_text("utf-8") == f"geheim {words}\n"


def test_a_full_disk_leaves_no_backup(
    home: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    told = run(home, "backup", tmp_path / "place" / "backup")
    assert told.exit_code == 1
    assert "No space left on device" in told.output
    assert list((tmp_path / "place").iterdir()) == []


def run(app: Autonomus, *words: object) -> Any:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])
