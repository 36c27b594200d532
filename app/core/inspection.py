"""What a file really is: its name, its first bytes and a real parser must say the same.

    keep(inspected(data, "horario.pdf", {FileKind.PDF}), municipality_id=…, actor=…)    (app/core/files.py)

Images are drawn anew, a PDF is kept as it is or refused; both are looked into in a process of its own
(app/core/parsers/pictures.py, documents.py).
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePath

from app.core.apart import ask
from app.core.refusals import FileKind, FileRefused, FileTooLarge, Objection, Refused

MOST_BYTES = 10 * 1024 * 1024
_FIRST_BYTES = {FileKind.PDF: b"%PDF-", FileKind.PNG: b"\x89PNG\r\n\x1a\n", FileKind.JPEG: b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: what it is, and the bytes to keep."""

    kind: FileKind
    data: bytes


def inspected(data: bytes, filename: str, allowed: AbstractSet[FileKind]) -> Inspected:
    """Look into a file; raises FileTooLarge, FileRefused."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES)
    if not data:
        raise FileRefused(Objection.EMPTY, allowed)
    ending = PurePath(filename.replace("\\", "/")).suffix.lower()
    kind = next((each for each in allowed if ending in each.endings), None)
    if kind is None:
        raise FileRefused(Objection.KIND, allowed)
    if not data.startswith(_FIRST_BYTES[kind]):
        raise FileRefused(Objection.MISMATCH, allowed)
    try:
        if kind is FileKind.PDF:
            ask("pdf", data)
            return Inspected(kind, data)
        return Inspected(kind, ask("picture", data, kind=kind.name)[1])
    except Refused as refused:
        raise FileRefused(Objection(refused.why), allowed) from refused
