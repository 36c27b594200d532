"""What can have happened to a backup before the day on which it is needed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core import backup


def _no_manifest(place: Path) -> None:
    (place / backup.MANIFEST).unlink()


def _torn_manifest(place: Path) -> None:
    manifest = place / backup.MANIFEST
    manifest.write_text(manifest.read_text("utf-8")[:40], "utf-8")


def _a_file_lost(place: Path) -> None:
    next(path for path in (place / backup.FILES).rglob("*") if path.is_file()).unlink()


def _no_database(place: Path) -> None:
    (place / backup.DATABASE).unlink()


def _half_a_database(place: Path) -> None:
    database = place / backup.DATABASE
    os.truncate(database, database.stat().st_size // 2)


def _a_torn_file(place: Path) -> None:
    os.truncate(next(path for path in (place / backup.FILES).rglob("*") if path.is_file()), 100)


def _a_newer_release(place: Path) -> None:
    manifest = json.loads((place / backup.MANIFEST).read_text("utf-8"))
    (place / backup.MANIFEST).write_text(json.dumps({**manifest, "migration": "9999"}), "utf-8")


def _damaged(name: str, value: Any) -> Callable[[Path], None]:
    def harm(place: Path) -> None:
        manifest = json.loads((place / backup.MANIFEST).read_text("utf-8"))
        (place / backup.MANIFEST).write_text(json.dumps({**manifest, name: value}), "utf-8")

    harm.__name__ = f"{name}-{ascii(value)[:8]}"
    return harm


def _another_text(text: str) -> Callable[[Path], None]:
    def harm(place: Path) -> None:
        (place / backup.MANIFEST).write_text(text, "utf-8")

    harm.__name__ = f"text-{text[:5].strip()}"
    return harm


HARMS = (
    _no_manifest,
    _torn_manifest,
    _damaged("migration", {}),
    _damaged("engine", ["sqlite"]),
    _damaged("made_at", None),
    _damaged("rows", [1, 2]),
    _damaged("rows", {"staff": "many"}),
    _damaged("files", True),
    _damaged("sha256", "\ud800"),
    _damaged("planted", 1),
    _another_text("[]"),
    _another_text("7"),
    _another_text("[" * 100_000),
    _a_file_lost,
    _a_torn_file,
    _no_database,
    _half_a_database,
    _a_newer_release,
)
