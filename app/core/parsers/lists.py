"""Lists that people bring: CSV in its many dialects, XLSX (workbooks.py) and ODS (opendocument.py).

Name, first bytes and real parsing must agree. Formulas are never computed: of a workbook the stored values
are read, in a CSV they stay text. Rows are read one after the other, and no more of them than are wanted.
"""

import csv
import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from pathlib import PurePath
from typing import Any

from app.core.cells import Value, packed, unguarded
from app.core.parsers.opendocument import read_opendocument
from app.core.parsers.workbooks import read_workbook
from app.core.refusals import Refused, Trouble
from app.core.text import fold, tidy, tidy_lines

MOST_COLUMNS = 256
MOST_CELLS = 250_000
"""Cells of what is given out: its rows times its columns."""
MOST_LETTERS = 8_000_000
ZIP = b"PK\x03\x04"
_NO_TEXT = (ZIP, b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<")
_DELIMITERS = ";,\t"
_SEPARATOR = re.compile(r"\s*\"?sep=([^\s\"]|\t)\"?[;,\t ]*(\r\n|\r|\n)", re.IGNORECASE)
"""A first line by which Excel is told the delimiter."""
Row = tuple[int, Sequence[Value]]


def parse(data: bytes, *, filename: str, limit: int) -> tuple[dict[str, Any], bytes]:
    """`headings`, and `rows` below them, each with its number as the spreadsheet counts."""
    headings, found = _below_headings(_tidied(_rows(data, filename)), limit)
    return {"headings": headings, "rows": [(number, [*map(packed, cells)]) for number, cells in found]}, b""


def parse_lines(data: bytes, *, filename: str, limit: int) -> tuple[dict[str, Any], bytes]:
    """The same for whoever takes the rows one by one: `headings`, their `count`, and a line of JSON each."""
    headings, found = _below_headings(_tidied(_rows(data, filename)), limit)
    lines = (json.dumps([number, [*map(packed, cells)]]).encode() for number, cells in found)
    return {"headings": headings, "count": len(found)}, b"\n".join(lines)


def _rows(data: bytes, filename: str) -> Iterator[Row]:
    match PurePath(filename.replace("\\", "/")).suffix.lower():
        case ".csv":
            return _csv_rows(data)
        case ".xlsx" | ".ods" as ending:
            if not data.startswith(ZIP):
                raise Refused(Trouble.MISMATCH)
            return read_workbook(data) if ending == ".xlsx" else read_opendocument(data)
        case _:
            raise Refused(Trouble.KIND)


def _csv_rows(data: bytes) -> Iterator[Row]:
    if data.removeprefix(BOM_UTF8).startswith(_NO_TEXT):
        raise Refused(Trouble.MISMATCH)
    text = _decoded(data)
    told = _SEPARATOR.match(text)
    first, delimiter = (2, told[1]) if told else (1, _delimiter(text))
    reader = csv.reader(_lines(text[told.end() :] if told else text), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, first)
    except csv.Error as error:
        raise Refused(Trouble.BROKEN, row=reader.line_num + first - 1) from error


def _decoded(data: bytes) -> str:
    """Nothing in a file says its encoding but a mark at its start; what is no UTF-8 is Windows' own."""
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    for each in (encoding, "cp1252"):
        try:
            text = data.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Refused(Trouble.MISMATCH)
        return text
    raise Refused(Trouble.MISMATCH)


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


def _tidied(rows: Iterable[Row]) -> Iterator[tuple[int, list[Value]]]:
    """Without blank rows and what is blank at the end of a row; no wider and no longer than a list may be."""
    letters = 0
    for number, row in rows:
        cells: list[Value] = []
        for at, each in enumerate(row):
            cell = tidy_lines(unguarded(each)) if isinstance(each, str) else each
            if cell == "":
                continue
            if at >= MOST_COLUMNS:
                raise Refused(Trouble.TOO_MANY_COLUMNS, limit=MOST_COLUMNS)
            cells += [*[""] * (at - len(cells)), cell]
            letters += len(str(cell))
        if letters > MOST_LETTERS:
            raise Refused(Trouble.TOO_LARGE)
        if cells:
            yield number, cells


def _below_headings(
    rows: Iterator[tuple[int, list[Value]]], limit: int
) -> tuple[list[str], list[tuple[int, list[Value]]]]:
    headings = [tidy(str(each)) for each in next(rows, (0, []))[1]]
    _check_headings(headings)
    named = [at for at, heading in enumerate(headings) if heading]
    found = [(number, _row(number, headings, cells, named)) for number, cells in islice(rows, limit + 1)]
    if not found:
        raise Refused(Trouble.EMPTY)
    if len(found) > limit:
        raise Refused(Trouble.TOO_MANY_ROWS, limit=limit)
    if len(found) * len(named) > MOST_CELLS:
        raise Refused(Trouble.TOO_LARGE)
    return [headings[at] for at in named], found


def _check_headings(headings: Sequence[str]) -> None:
    seen: set[str] = set()
    for heading in filter(None, headings):
        if fold(heading) in seen:
            raise Refused(Trouble.HEADING_TWICE, heading=heading)
        seen.add(fold(heading))


def _row(number: int, headings: Sequence[str], cells: Sequence[Value], named: Sequence[int]) -> list[Value]:
    """Nothing is dropped in silence: a cell beside the headings is a comma too many, or a heading too few."""
    if any(cell != "" and (at >= len(headings) or not headings[at]) for at, cell in enumerate(cells)):
        raise Refused(Trouble.NO_HEADING, row=number)
    return [cells[at] if at < len(cells) else "" for at in named]
