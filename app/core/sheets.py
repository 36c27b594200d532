"""Reading a list that somebody brings as a spreadsheet: CSV in its many dialects, and XLSX.

    for row in read_rows(data, upload.filename, limit=2_000):
        row.number, row.cells["Nome"]

The first row with something in it holds the headings. Name, first bytes and real parsing must agree;
whatever is wrong raises SheetRefused, which says what and where (app/core/workbooks.py). Formulas are
never computed: of an XLSX the stored values are read, in a CSV they stay text.
"""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import PurePath

from app.core.text import fold, tidy
from app.core.workbooks import SheetRefused, Trouble, Value, read_workbook

__all__ = ["MOST_BYTES", "SheetRefused", "SheetRow", "Trouble", "Value", "read_rows"]

MOST_BYTES = 10 * 1024 * 1024
ZIP = b"PK\x03\x04"
_NO_TEXT = (
    ZIP,
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"<?xml",
    b"<",
)
_DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as the spreadsheet counts, and its cells by heading; an empty cell is ""."""

    number: int
    cells: dict[str, Value]


def read_rows(data: bytes, filename: str, *, limit: int) -> list[SheetRow]:
    """The rows below the headings, at most `limit`, blank ones left out; raises SheetRefused.

    CSV: `;`, `,` or tab; UTF-8, UTF-16 with its mark, or Windows-1252; all cells are text. XLSX: first
    visible sheet; numbers, days and instants (wall time) as such. Text is tidied (app/core/text.py).
    """
    if len(data) > MOST_BYTES:
        raise SheetRefused(Trouble.TOO_LARGE, limit=MOST_BYTES)
    match PurePath(filename.replace("\\", "/")).suffix.lower():
        case ".csv":
            rows: Iterator[Sequence[Value]] = _csv_rows(data)
        case ".xlsx":
            if not data.startswith(ZIP):
                raise SheetRefused(Trouble.MISMATCH)
            rows = read_workbook(data)
        case _:
            raise SheetRefused(Trouble.KIND)
    return _below_headings(_tidied(rows), limit)


def _csv_rows(data: bytes) -> Iterator[list[str]]:
    if data.removeprefix(BOM_UTF8).startswith(_NO_TEXT):
        raise SheetRefused(Trouble.MISMATCH)
    text = _decoded(data)
    reader = csv.reader(_lines(text), delimiter=_delimiter(text), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise SheetRefused(Trouble.BROKEN, row=reader.line_num) from error


def _decoded(data: bytes) -> str:
    """Nothing in a file says its encoding but a mark at its start; what is no UTF-8 is Windows' own."""
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    for each in (encoding, "cp1252"):
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise SheetRefused(Trouble.MISMATCH)
        return text
    raise SheetRefused(Trouble.MISMATCH)


def _lines(text: str) -> Iterator[str]:
    return iter(StringIO(text, newline=""))  # ends of lines only, not what else str.splitlines takes for one


def _delimiter(text: str) -> str:
    """The one that parts the headings into most columns; quoted ones do not count."""

    def columns(delimiter: str) -> int:
        with_something = (line for line in _lines(text) if line.strip(" \t\r\n;,"))
        try:
            return len(next(csv.reader(with_something, delimiter=delimiter), ()))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=columns)


def _tidied(rows: Iterable[Sequence[Value]]) -> Iterator[tuple[int, list[Value]]]:
    """Numbered as the spreadsheet does, without blank rows."""
    for number, row in enumerate(rows, 1):
        cells: list[Value] = [tidy(each) if isinstance(each, str) else each for each in row]
        if any(each != "" for each in cells):
            yield number, cells


def _below_headings(rows: Iterator[tuple[int, list[Value]]], limit: int) -> list[SheetRow]:
    headings = [str(each) for each in next(rows, (0, []))[1]]
    _check_headings(headings)
    found = [_row(number, headings, cells) for number, cells in islice(rows, limit + 1)]
    if not found:
        raise SheetRefused(Trouble.EMPTY)
    if len(found) > limit:
        raise SheetRefused(Trouble.TOO_MANY_ROWS, limit=limit)
    return found


def _check_headings(headings: Sequence[str]) -> None:
    seen: set[str] = set()
    for heading in filter(None, headings):
        if fold(heading) in seen:
            raise SheetRefused(Trouble.HEADING_TWICE, heading=heading)
        seen.add(fold(heading))


def _row(number: int, headings: Sequence[str], cells: Sequence[Value]) -> SheetRow:
    """Nothing is dropped in silence: a cell beside the headings is a comma too many, or a heading too few."""
    padded = [*cells, *[""] * (len(headings) - len(cells))]
    named = [*headings, *[""] * (len(cells) - len(headings))]
    if any(cell != "" and not heading for heading, cell in zip(named, padded, strict=True)):
        raise SheetRefused(Trouble.NO_HEADING, row=number)
    return SheetRow(number, {heading: cell for heading, cell in zip(named, padded, strict=True) if heading})
