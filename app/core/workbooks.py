"""Opening a workbook that somebody brings (XLSX): values only, and nothing that it claims is believed.

The archive is unpacked here within a limit and handed on unpacked, so that the parser meets no more bytes
than were counted; the positions of cells are looked at first, because a parser lays out the whole rectangle
up to the last cell. Both are what a "zip bomb" would use.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  an error class with a small name

from app.core.errors import DomainError

Value = str | int | float | date | datetime | time | timedelta | bool

MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2_000
MOST_CELLS = 5_000_000
"""Cells of the rectangle up to the last one."""
NEEDED = ("[Content_Types].xml", "xl/workbook.xml")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Trouble(StrEnum):
    KIND = "kind"
    """The name ends in neither .csv nor .xlsx."""
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


@dataclass(eq=False)
class SheetRefused(DomainError):
    """A file that is no list; `row` counts as the spreadsheet does, from 1."""

    status = 422
    trouble: Trouble
    row: int | None = None
    heading: str = ""
    limit: int | None = None


def read_workbook(data: bytes) -> Iterator[list[Value]]:
    """The rows of the first visible sheet, from its first; raises SheetRefused. Dates are dates, 3.0 is 3."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    unpacked = _unpacked(data)
    try:
        with CalamineWorkbook.from_filelike(unpacked) as book:
            visible = [
                each.name
                for each in book.sheets_metadata
                if each.visible == SheetVisibleEnum.Visible and each.typ == SheetTypeEnum.WorkSheet
            ]
            rows = book.get_sheet_by_name(visible[0]).to_python(skip_empty_area=False) if visible else []
    except (CalamineError, ValueError, OSError) as error:
        raise SheetRefused(Trouble.BROKEN) from error
    return ([_plain(value) for value in row] for row in rows)


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unpacked(data: bytes) -> BytesIO:
    """The same archive, stored without compression and no larger than allowed."""
    target = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as source, ZipFile(target, "w") as copy:
            parts = source.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise SheetRefused(Trouble.TOO_LARGE)
            if not {part.filename for part in parts}.issuperset(NEEDED):
                raise SheetRefused(Trouble.MISMATCH)
            for name in dict.fromkeys(part.filename for part in parts):
                content = source.read(name)
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_extent(content)
                copy.writestr(name, content)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SheetRefused(Trouble.BROKEN) from error
    target.seek(0)
    return target


def _check_extent(content: bytes) -> None:
    """Raise when the rectangle up to the last cell is too large, or the part is no plain XML."""
    place = _Place()
    parser = expat.ParserCreate()
    parser.StartElementHandler = place.enter
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat takes it by position
    except expat.ExpatError as error:
        raise SheetRefused(Trouble.BROKEN) from error
    if place.rows * place.columns > MOST_CELLS:
        raise SheetRefused(Trouble.TOO_LARGE)


class _Place:
    """Follows the cells of a sheet: each says where it stands, or stands behind the one before."""

    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        kind = name.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = int(said or self.row + 1), 0
        elif kind == "c":
            found = _REFERENCE.fullmatch(said)
            self.column = _number(found[1]) if found else self.column + 1
            self.row = int(found[2]) if found else self.row
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)


def _number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_declarations(*_declaration: object) -> None:
    raise SheetRefused(Trouble.BROKEN)
