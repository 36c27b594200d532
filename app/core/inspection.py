"""What a file really is: its name, its first bytes and a real parser must say the same.

Images are drawn anew, so that nothing but the picture is kept: no place, no camera, no hidden payload. A PDF
is kept as it is, unless it is locked, runs scripts or carries other files.
"""

import logging
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from app.core.errors import DomainError

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4_000
MOST_PAGES = 400
RUNS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE"})
"""Actions (/S) that do more than show another page or address."""
CARRIES = frozenset({"/JS", "/EF", "/XFA"})
"""Keys under which scripts, files and scripted forms are kept."""
PLAYS = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
"""Notes on a page (/Subtype) that run in a player of their own."""


class FileKind(StrEnum):
    """What can be kept, by the media type it is given out as."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def extension(self) -> str:
        """What its name ends with, with the dot."""
        return _ENDINGS[self][0]


IMAGES = frozenset({FileKind.PNG, FileKind.JPEG})
_ENDINGS = {FileKind.PDF: (".pdf",), FileKind.PNG: (".png",), FileKind.JPEG: (".jpg", ".jpeg")}
_FIRST_BYTES = {FileKind.PDF: b"%PDF-", FileKind.PNG: b"\x89PNG\r\n\x1a\n", FileKind.JPEG: b"\xff\xd8\xff"}


class Objection(StrEnum):
    """Why a file was refused."""

    EMPTY = "empty"
    KIND = "kind"
    MISMATCH = "mismatch"
    BROKEN = "broken"
    LOCKED = "locked"
    ACTIVE = "active"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"


class FileRefused(DomainError):
    """The file is not what it should be; `why` says what is wrong, `allowed` what could be sent."""

    status = 422

    def __init__(self, why: Objection, allowed: AbstractSet[FileKind] = frozenset()) -> None:
        self.why, self.allowed = why, allowed
        super().__init__(why.value)


class FileTooLarge(DomainError):
    """The file has more than `limit` bytes."""

    status = 413

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(limit)


def inspected(data: bytes, filename: str, allowed: AbstractSet[FileKind]) -> tuple[FileKind, bytes]:
    """The kind of a file and the bytes to keep; raises FileRefused."""
    if not data:
        raise FileRefused(Objection.EMPTY, allowed)
    ending = PurePath(filename.replace("\\", "/")).suffix.lower()
    kind = next((each for each in allowed if ending in _ENDINGS[each]), None)
    if kind is None:
        raise FileRefused(Objection.KIND, allowed)
    if not data.startswith(_FIRST_BYTES[kind]):
        raise FileRefused(Objection.MISMATCH, allowed)
    if kind is FileKind.PDF:
        _check_pdf(data)
        return kind, data
    return kind, _redrawn(data, kind)


def _check_pdf(data: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would log words of the file
    try:
        objection = _objection_to(PdfReader(BytesIO(data)))
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        objection = Objection.BROKEN
    if objection:
        raise FileRefused(objection)


def _objection_to(reader: "PdfReader") -> Objection | None:
    if reader.is_encrypted:
        return Objection.LOCKED
    if not 0 < len(reader.pages) <= MOST_PAGES:
        return Objection.TOO_MANY_PAGES if reader.pages else Objection.BROKEN
    return Objection.ACTIVE if any(_is_active(each) for each in _everything_in(reader)) else None


def _everything_in(reader: "PdfReader") -> Iterator[dict[str, Any]]:
    """Every dictionary the document leads to: an action may hang on a field, a bookmark, another action."""
    from pypdf.generic import IndirectObject

    waiting: list[Any] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in seen:
                continue
            seen.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        if isinstance(thing, dict):
            yield thing
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing


def _is_active(thing: dict[str, Any]) -> bool:
    """Whether it is a script, a program, a file inside, or leads to one (ISO 32000-1, 12.6 and 7.11)."""
    if CARRIES & thing.keys():
        return True
    return any(str(thing[key]) in what for key, what in (("/S", RUNS), ("/Subtype", PLAYS)) if key in thing)


def _redrawn(data: bytes, kind: FileKind) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=(kind.name,)) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise FileRefused(Objection.TOO_MANY_PIXELS)
            picture = ImageOps.exif_transpose(sent)  # turned as it was taken, before what says so is dropped
            picture = picture.convert("RGB" if kind is FileKind.JPEG else "RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise FileRefused(Objection.BROKEN) from error
    except Image.DecompressionBombError as error:
        raise FileRefused(Objection.TOO_MANY_PIXELS) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    kept = BytesIO()
    clean.save(kept, kind.name, **({"quality": 88} if kind is FileKind.JPEG else {"optimize": True}))
    return kept.getvalue()
