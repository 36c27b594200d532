"""Why a file that somebody sends is refused. The sentences: app/ui/upload_field.py, sheet_trouble.py.

Imported on both sides of app/core/apart.py: it needs nothing else.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.errors import DomainError


class Refused(DomainError):
    """What a parser says of a file: `why` is a Trouble or an Objection, `details` fill its sentence."""

    status = 422

    def __init__(self, why: str, **details: Any) -> None:
        self.why, self.details = why, details
        super().__init__(why)


class Trouble(StrEnum):
    """Why a file is no list. Too large and broken are said of every kind of file by the same word."""

    KIND = "kind"
    """The name ends in none of .csv, .xlsx and .ods."""
    MISMATCH = "mismatch"
    """The content is not what the name says."""
    BROKEN = "broken"
    """It cannot be read to its end; `row` where that is known."""
    TOO_LARGE = "too large"
    EMPTY = "empty"
    """There is no heading, or nothing below it."""
    HEADING_TWICE = "heading twice"
    """Two columns have the same `heading`."""
    NO_HEADING = "no heading"
    """In `row`, something stands under no heading."""
    TOO_MANY_ROWS = "too many rows"
    """More than `limit` rows."""
    TOO_MANY_COLUMNS = "too many columns"
    """More than `limit` columns."""


@dataclass(eq=False)
class SheetRefused(DomainError):
    """A file that is no list; `row` counts as the spreadsheet does, from 1."""

    status = 422
    trouble: Trouble
    row: int | None = None
    heading: str = ""
    limit: int | None = None


class FileKind(StrEnum):
    """What can be kept, by the media type it is given out as."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"

    @property
    def extension(self) -> str:
        """What its name ends with, with the dot."""
        return self.endings[0]

    @property
    def endings(self) -> tuple[str, ...]:
        """Every one that its name may end with."""
        return (".jpg", ".jpeg") if self is FileKind.JPEG else (f".{self.name.lower()}",)


TEXTS = frozenset({FileKind.DOCX, FileKind.ODT})
"""What a word processor writes."""


class Objection(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    KIND = "kind"
    MISMATCH = "mismatch"
    BROKEN = "broken"
    TOO_LARGE = "too large"
    """To look into it takes more time or memory than there is for one file."""
    LOCKED = "locked"
    ACTIVE = "active"
    LEADS_OUT = "leads out"
    """It has links to files or programs of whoever reads it, or of their network."""
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
