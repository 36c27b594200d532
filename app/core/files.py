"""Kept files: what a file is stands in a row, its bytes in the data folder, found by their SHA-256.

    file = keep(data, filename="horario.pdf", allowed={FileKind.PDF}, municipality_id=…, actor=g.actor)
    download(file, "horario")            an answer for a marked view (app/core/downloads.py)

Nothing of what the sender said about the file is kept: neither its name nor its type.
"""

import hashlib
import os
import tempfile
from collections.abc import Set as AbstractSet
from pathlib import Path
from uuid import UUID

from flask import current_app
from sqlalchemy import Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import audit
from app.core.actor import Actor
from app.core.db import Base, Created, Id, MunicipalityScope, db, new_id, scope_key
from app.core.errors import NotFound
from app.core.inspection import FileKind, FileRefused, FileTooLarge, inspected
from app.core.privacy import PLAIN

__all__ = ["MOST_BYTES", "File", "FileKind", "FileRefused", "FileTooLarge", "keep", "path_of"]

MOST_BYTES = 10 * 1024 * 1024


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


def keep(
    data: bytes, *, filename: str, allowed: AbstractSet[FileKind], municipality_id: UUID, actor: Actor
) -> File:
    """Look into a file and keep it; raises FileTooLarge, FileRefused. The same bytes are kept once.

    The bytes are on the disk before the row is committed: of a request that fails, bytes without a row
    remain, never a row without its bytes.
    """
    if len(data) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES)
    kind, data = inspected(data, filename, allowed)
    digest = hashlib.sha256(data).hexdigest()
    _store(data, digest)
    if found := _find(municipality_id, digest):
        return found
    file = File(
        id=new_id(),
        municipality_id=municipality_id,
        sha256=digest,
        media_type=kind.value,
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


def _find(municipality_id: UUID, digest: str) -> File | None:
    same = select(File).where(File.municipality_id == municipality_id, File.sha256 == digest)
    return db.session.scalars(same).first()


def _place(digest: str) -> Path:
    folder: Path = current_app.settings.data_folder  # type: ignore[attr-defined]  # of our application class
    return folder / "files" / digest[:2] / digest


def _store(data: bytes, digest: str) -> None:
    """Whole or not at all, and on the disk when it returns."""
    place = _place(digest)
    if place.is_file() and place.stat().st_size == len(data):
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as draft:
        draft.write(data)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
