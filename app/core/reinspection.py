"""What the present inspection says of the kept files: older ones were looked into by one that knew less."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.db import Base, db
from app.core.errors import NotFound
from app.core.files import File, path_of
from app.core.inspection import inspected
from app.core.refusals import FileRefused, FileTooLarge, Objection
from app.core.unit_of_work import reading

GONE, CHANGED = "gone", "changed"
"""Of the bytes, which nobody but the portal should touch."""
_file = Base.metadata.tables[File.__tablename__]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a kept file would be refused today, and where it is used; both empty for a good one."""

    file: File
    why: str = ""
    used_by: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = ", ".join(self.used_by) or "nothing"
        kept = f"{self.file.media_type}, kept on {self.file.created_at:%Y-%m-%d}"
        return f"file {self.file.id} ({kept}): {self.why}; used by {where}"


def inspect_kept() -> Iterator[Verdict]:
    """Look into every kept file, one after the other and within no transaction; raises Busy."""
    with reading():
        files = db.session.scalars(select(File).order_by(File.created_at, File.id)).all()
        db.session.expunge_all()
    for file in files:
        why = _objection_to(file)
        yield Verdict(file, why, _uses(file.id) if why else ())


def _objection_to(file: File) -> str:
    try:
        data = path_of(file).read_bytes()
    except (NotFound, OSError):
        return GONE
    if hashlib.sha256(data).hexdigest() != file.sha256:
        return CHANGED
    try:
        inspected(data, f"kept{file.kind.extension}", {file.kind})
    except FileRefused as refused:
        return refused.why
    except FileTooLarge:
        return Objection.TOO_LARGE
    return ""


def _uses(file_id: UUID) -> tuple[str, ...]:
    """The rows that name a file, whichever feature's: their table and id."""
    keys = [key for table in Base.metadata.sorted_tables for key in table.foreign_keys]
    keys = [key for key in keys if key.column is _file.c.id]
    with reading():
        return tuple(
            f"{key.parent.table.name} {row}"
            for key in keys
            for row in db.session.scalars(select(key.parent.table.c.id).where(key.parent == file_id))
        )
