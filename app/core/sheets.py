"""Reading a list that somebody brings as a spreadsheet: CSV, XLSX or ODS.

    for row in read_rows(data, upload.filename, limit=2_000):
        row.number, row.cells["Nome"]

The first row with something in it holds the headings. Whatever is wrong raises SheetRefused, which says what
and where. It is parsed in a process of its own (app/core/parsers/lists.py says what is understood).
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO
from weakref import finalize

from app.core.apart import ask, ask_into
from app.core.cells import Value, packed, unpacked
from app.core.refusals import Refused, SheetRefused, Trouble

__all__ = [
    "ENDINGS",
    "MOST_BYTES",
    "KeptList",
    "SheetRefused",
    "SheetRow",
    "Trouble",
    "Value",
    "kept_row",
    "kept_rows",
    "named_by_content",
    "read_rows",
    "row_kept",
    "rows_kept",
    "take_rows",
]

MOST_BYTES = 10 * 1024 * 1024
ENDINGS = (".csv", ".xlsx", ".ods")
"""What the name of a list ends with."""
_ENDINGS = {*ENDINGS, ".json"}
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BEFORE_JSON = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand before its first bracket: the marks of encodings, and blanks."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as the spreadsheet counts, and its cells by heading; an empty cell is ""."""

    number: int
    cells: dict[str, Value]


def read_rows(data: bytes, filename: str, *, limit: int) -> list[SheetRow]:
    """The rows below the headings, at most `limit`, blank ones left out; raises SheetRefused.

    CSV: `;`, `,` or tab; UTF-8, UTF-16 with its mark, or Windows-1252; all cells are text. XLSX: first
    visible sheet; numbers, days and instants (wall time) as such; ODS likewise. Text is tidied line by line.
    """
    told, _ = _asked(partial(ask, "list", data, filename=filename, limit=limit), data)
    return [
        SheetRow(number, dict(zip(told["headings"], map(unpacked, cells), strict=True)))
        for number, cells in told["rows"]
    ]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class KeptList:
    """A list that was read: its headings, how many rows it has, and the rows in a file that lies on no disk.
    They are read once, in their order: of however many, one slice at a time becomes objects.
    """

    headings: list[str]
    count: int
    file: BinaryIO

    def slices(self, size: int) -> Iterator[list[SheetRow]]:
        rows = map(self._row, self.file)
        while some := list(islice(rows, size)):
            yield some

    def _row(self, line: bytes) -> SheetRow:
        number, cells = json.loads(line)
        return SheetRow(number, dict(zip(self.headings, map(unpacked, cells), strict=True)))


def take_rows(data: bytes, filename: str, *, limit: int) -> KeptList:
    """The same as `read_rows` for a list of which only a slice is to be in memory at a time."""
    file = os.fdopen(os.memfd_create("list"), "w+b")
    try:
        told = _asked(partial(ask_into, file, "lines", data, filename=filename, limit=limit), data)
    except BaseException:
        file.close()
        raise
    kept = KeptList(told["headings"], told["count"], file)
    finalize(kept, file.close)
    return kept


def _asked(asking: partial[Any], data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise SheetRefused(Trouble.TOO_LARGE, limit=MOST_BYTES)
    try:
        return asking()
    except Refused as refused:
        raise SheetRefused(Trouble(refused.why), **refused.details) from refused


def named_by_content(data: bytes, filename: str) -> str:
    """The name of an operator's file; where it says nothing (standard input, .txt), one for what is in it."""
    if PurePath(filename).suffix.lower() in _ENDINGS:
        return filename
    if data.startswith(b"PK"):
        return "list.ods" if _ODS in data[:128] else "list.xlsx"
    return "list.json" if data.lstrip(_BEFORE_JSON)[:1] in {b"[", b"{"} else "list.csv"


def kept_rows(rows: Iterable[SheetRow]) -> bytes:
    """Rows that were read, to be kept until somebody has decided about them."""
    cells = [[row.number, {heading: packed(cell) for heading, cell in row.cells.items()}] for row in rows]
    return json.dumps(cells, ensure_ascii=False).encode()


def kept_row(row: SheetRow) -> str:
    """The cells of one row, to be kept by themselves."""
    return json.dumps({heading: packed(cell) for heading, cell in row.cells.items()}, ensure_ascii=False)


def row_kept(number: int, cells: str) -> SheetRow:
    """The row that was kept; without cells where those were forgotten."""
    kept: dict[str, Any] = json.loads(cells) if cells else {}
    return SheetRow(number, {heading: unpacked(cell) for heading, cell in kept.items()})


def rows_kept(data: bytes) -> list[SheetRow]:
    """The rows that were kept."""
    return [
        SheetRow(number, {heading: unpacked(cell) for heading, cell in cells.items()})
        for number, cells in json.loads(data)
    ]
