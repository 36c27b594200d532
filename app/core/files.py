"""Kept files: what a file is stands in a row, its bytes in the data folder, found by their SHA-256.

    file = keep(inspected(data, "horario.pdf", {FileKind.PDF}), municipality_id=…, actor=g.actor)
    download(file, "horario")            an answer for a marked view (app/core/downloads.py)

Nothing of what the sender said about the file is kept: neither its name nor its type.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import audit, clock
from app.core.actor import Actor
from app.core.config import settings
from app.core.db import Base, Created, Id, MunicipalityScope, db, new_id, scope_key
from app.core.errors import NotFound
from app.core.inspection import Inspected
from app.core.privacy import PLAIN
from app.core.refusals import FileKind

FOLDER, DRAFT = "files", "tmp"
"""Where they lie below the data folder, and how the name of one that is not whole yet begins."""


class File(Base, MunicipalityScope):
    """One kept file. `media_type` is what was found in it, never what the sender said; `size` in bytes."""

    __tablename__ = "file"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    sha256: Mapped[str] = mapped_column(index=True, info=PLAIN)
    media_type: Mapped[str] = mapped_column(info=PLAIN)
    size: Mapped[int] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def kind(self) -> FileKind:
        return FileKind(self.media_type)


def keep(inspected: Inspected, *, municipality_id: UUID, actor: Actor) -> File:
    """Keep a file that was looked into (app/core/inspection.py). The same bytes are kept once.

    The bytes are on the disk before the row is committed: of a request that fails, bytes without a row
    remain, never a row without its bytes.
    """
    data = inspected.data
    digest = hashlib.sha256(data).hexdigest()
    _store(data, digest)
    if found := _find(municipality_id, digest):
        return found
    file = File(
        id=new_id(),
        municipality_id=municipality_id,
        sha256=digest,
        media_type=inspected.kind.value,
        size=len(data),
        created_by=actor.id,
    )
    db.session.add(file)
    db.session.flush()
    audit.record(actor, "file.kept", "file", file.id, municipality_id=municipality_id, size=file.size)
    return file


def path_of(file: File) -> Path:
    """Where the bytes of a file are; NotFound when they are gone."""
    path = _place(file.sha256)
    if not path.is_file():
        raise NotFound
    return path


def forget_drafts() -> None:
    """Remove what a process that was killed had not finished keeping (nightly)."""
    oldest = clock.now().timestamp() - timedelta(days=1).total_seconds()
    for draft in (settings().data_folder / FOLDER).glob(f"*/{DRAFT}*"):
        if draft.stat().st_mtime < oldest:
            draft.unlink(missing_ok=True)


def _find(municipality_id: UUID, digest: str) -> File | None:
    same = select(File).where(File.municipality_id == municipality_id, File.sha256 == digest)
    return db.session.scalars(same).first()


def _place(digest: str) -> Path:
    return settings().data_folder / FOLDER / digest[:2] / digest


def _store(data: bytes, digest: str) -> None:
    place = _place(digest)
    if place.is_file() and place.stat().st_size == len(data):
        return
    with drafted(place) as draft:
        draft.write(data)


@contextmanager
def drafted(place: Path) -> Iterator[BinaryIO]:
    """A file to write that is at its place when this ends: whole or not at all, and on the disk."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=DRAFT, delete=False) as draft:
        try:
            yield draft.file  # type: ignore[misc]  # a file of bytes, with a name
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).replace(place)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
