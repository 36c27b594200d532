"""Who was erased, kept outside the database, so that a backup from before brings nobody back.

A line for each: which key it was made with, and the keyed hash of the id. Without the key nobody can tell
whose id that was. It is on the disk before the erasure is committed: of a process that is killed between the
two somebody remains who is known to be erased, and the next night does it (app/people/rights/erasing.py).
"""

import errno
import fcntl
import hmac
import os
import re
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from app.core.config import settings
from app.core.secret import tombstone_key

LINE = re.compile(rb"([0-9a-f]{8}) ([0-9a-f]{64})")


class ForeignTombstones(Exception):
    """Some were made with another key: of whom they tell cannot be known. `count` of them."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(count)


def place() -> Path:
    """The file to which this installation adds its tombstones."""
    return settings().tombstones


def begin() -> None:
    """Have the file there, although nobody was erased yet: that it is missing then means something."""
    _write(b"")


def add(ids: Iterable[UUID]) -> None:
    """Keep for good that these were erased; raises OSError, then nothing may be erased."""
    name = _name()
    _write(b"".join(f"{name} {each}\n".encode() for each in sorted(map(_hash, ids))))


def known() -> frozenset[str]:
    """What `is_erased` compares with; raises ForeignTombstones."""
    file, name = place(), _name().encode()
    found = [LINE.fullmatch(each) for each in file.read_bytes().splitlines()] if file.exists() else []
    lines = [each for each in found if each]  # the last one may be of somebody who was killed
    if foreign := sum(each[1] != name for each in lines):
        raise ForeignTombstones(foreign)
    return frozenset(each[2].decode() for each in lines)


def is_erased(thing_id: UUID, among: frozenset[str]) -> bool:
    return _hash(thing_id) in among


def _hash(thing_id: UUID) -> str:
    return hmac.digest(tombstone_key(), thing_id.bytes, "sha256").hex()


def _name() -> str:
    """By what a line says with which key it was made."""
    return hmac.digest(tombstone_key(), b"name of the key", "sha256").hex()[:8]


def _write(lines: bytes) -> None:
    file = place()
    file.parent.mkdir(parents=True, exist_ok=True)
    is_new = not file.exists()
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        if lines and size and os.pread(descriptor, 1, size - 1) != b"\n":
            lines = b"\n" + lines
        if os.write(descriptor, lines) < len(lines):
            os.ftruncate(descriptor, size)  # of people who will not be erased now
            raise OSError(errno.ENOSPC, "no room for tombstones")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
