"""What a file really is: its name, its first bytes and a real parser must say the same.

    keep(inspected(data, "horario.pdf", {FileKind.PDF}), municipality_id=…, actor=…)    (app/core/files.py)

Images are drawn anew, a PDF is kept as it is or refused; both are looked into in a process of its own
(app/core/parsers/pictures.py, documents.py, wordprocessing.py).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePath

from app.core.apart import ask
from app.core.refusals import TEXTS, FileKind, FileRefused, FileTooLarge, Objection, Refused

MOST_BYTES = 10 * 1024 * 1024
_FIRST_BYTES = {
    FileKind.PDF: b"%PDF-",
    FileKind.PNG: b"\x89PNG\r\n\x1a\n",
    FileKind.JPEG: b"\xff\xd8\xff",
    FileKind.DOCX: b"PK\x03\x04",
    FileKind.ODT: b"PK\x03\x04",
}


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: what it is, and the bytes to keep. `placeholders`: of a text, as written."""

    kind: FileKind
    data: bytes
    placeholders: tuple[str, ...] = ()


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
        if kind in TEXTS:
            told, _ = ask("text", data, kind=kind.name)
            return Inspected(kind, data, tuple(told["placeholders"]))
        return Inspected(kind, ask("picture", data, kind=kind.name)[1])
    except Refused as refused:
        raise FileRefused(Objection(refused.why), allowed) from refused


def filled(data: bytes, kind: FileKind, values: Mapping[str, str]) -> bytes:
    """A text that was inspected, with values in the place of its placeholders, by their folded names.

    Raises FileRefused where it is not what it was.
    """
    try:
        return ask("text", data, kind=kind.name, values=values)[1]
    except Refused as refused:
        raise FileRefused(Objection(refused.why), {kind}) from refused
