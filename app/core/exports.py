"""Lists as files: CSV as a Portuguese Excel reads it, XLSX, and JSON for other programs.

    csv_file(header, rows) -> bytes
    xlsx_file([Sheet(name, header, rows), ...]) -> bytes

    with closing(WRITERS["xlsx"](file)) as writer:      a long one, some rows at a time
        writer.begin(name, header)
        writer.add(rows)

Only the file is held, nothing of its rows (100,000 rows of six cells: CSV a second, XLSX some seconds).
In what a spreadsheet opens, numbers, days and instants stay what they are. An instant is given as wall time,
without zone: whose wall it is, only the caller knows. Text is data, never a formula: what people typed may
begin with "=". ODS is not written: whoever reads ODS reads XLSX.
"""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, Protocol

from app.core.cells import guarded, is_formula, unguarded

Cell = str | int | float | Decimal | date | datetime | None
Row = Sequence[Cell]

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON_TYPE = "application/json; charset=utf-8"
LONGEST_TEXT = 32_767
"""Characters in a cell, of the format; the rest of a longer text is left out."""

_MOST_HELD = 1024 * 1024
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; its name has at most 31 characters, letters and digits rather than signs."""

    name: str
    header: Sequence[str]
    rows: Iterable[Row]


class Writer(Protocol):
    """Writes a list to a file, some rows at a time; until it is closed the file is not whole."""

    def begin(self, name: str, header: Sequence[str]) -> None: ...

    def add(self, rows: Iterable[Row]) -> None: ...

    def close(self) -> None: ...


class CsvWriter:
    """UTF-8 with BOM, semicolons, decimal commas, days as 2026-03-01, instants as 2026-03-01 14:05."""

    def __init__(self, file: BinaryIO) -> None:
        text = codecs.getwriter("utf-8-sig")(file)
        self._lines = csv.writer(text, delimiter=";", lineterminator="\r\n")

    def begin(self, _name: str, header: Sequence[str]) -> None:
        self.add([header])

    def add(self, rows: Iterable[Row]) -> None:
        self._lines.writerows([_said(each) for each in row] for row in rows)

    def close(self) -> None:
        """Every row is in the file as soon as it is added."""


class XlsxWriter:
    """A workbook: headings stay in sight, columns are as wide as their first rows need. `begin` a sheet each.

    Until it is closed the rows wait beside the file if that has a place, else where the system keeps such.
    """

    def __init__(self, file: BinaryIO) -> None:
        from xlsxwriter import Workbook

        folder = Path(file.name).parent if hasattr(file, "name") else None
        self._book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        self._formats = {
            "header": self._book.add_format({"bold": True, "bottom": 1}),
            "day": self._book.add_format({"num_format": "yyyy-mm-dd"}),
            "instant": self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "text": self._book.add_format({"quote_prefix": True}),
        }

    def begin(self, name: str, header: Sequence[str]) -> None:
        self._page, self._written = self._book.add_worksheet(name), 0
        self._page.freeze_panes(1, 0)
        for column, heading in enumerate(header):
            self._page.set_column(column, column, max(12, min(40, len(heading) + 4)))
            self._page.write_string(0, column, _UNPRINTABLE.sub("", heading), self._formats["header"])

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._written += 1
            for column, cell in enumerate(row):
                _put(self._page, self._written, column, cell, self._formats)

    def close(self) -> None:
        self._book.close()


class JsonWriter:
    """An object of lists, each by its heading: a row adds to every list what it has for it, None nothing.

    The lists wait until it is closed, long ones in temporary files.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lists: dict[str, SpooledTemporaryFile[bytes]] = {}

    def begin(self, _name: str, header: Sequence[str]) -> None:
        self._lists = {each: SpooledTemporaryFile(_MOST_HELD) for each in header}  # noqa: SIM115  close()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            for waiting, thing in zip(self._lists.values(), row, strict=True):
                if thing is not None:
                    text = json.dumps(thing, ensure_ascii=False, indent=1).replace("\n", "\n  ")
                    waiting.write(f"{',' if waiting.tell() else ''}\n  {text}".encode())

    def close(self) -> None:
        for number, (heading, waiting) in enumerate(self._lists.items()):
            with waiting:
                end = "\n ]" if waiting.tell() else "]"
                waiting.seek(0)
                self._file.write(f"{',' if number else '{'}\n {json.dumps(heading)}: [".encode())
                copyfileobj(waiting, self._file)
                self._file.write(end.encode())
        self._file.write(b"\n}")


WRITERS: Mapping[str, Callable[[BinaryIO], Writer]] = {
    "csv": CsvWriter,
    "xlsx": XlsxWriter,
    "json": JsonWriter,
}
TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE, "json": JSON_TYPE}
"""By the ending of the file's name."""
SPREADSHEETS = ("csv", "xlsx")


def csv_file(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One list as a CSV."""
    return _file(CsvWriter, [Sheet("", header, rows)])


def xlsx_file(sheets: Iterable[Sheet]) -> bytes:
    """Lists as a workbook."""
    return _file(XlsxWriter, sheets)


def _file(write: Callable[[BinaryIO], Writer], sheets: Iterable[Sheet]) -> bytes:
    data = BytesIO()
    with closing(write(data)) as writer:
        for sheet in sheets:
            writer.begin(sheet.name, sheet.header)
            writer.add(sheet.rows)
    return data.getvalue()


def _said(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return _wall(cell).isoformat(" ", "minutes")
    if isinstance(cell, str):
        return guarded(_UNPRINTABLE.sub("", cell))
    if isinstance(cell, float | Decimal):
        return f"{Decimal(str(cell)):f}".replace(".", ",")
    return "" if cell is None else str(cell)


def _put(page: Any, number: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    """Written by its type, never guessed from its looks: no formula, no link, no number in a text."""
    match cell:
        case None:
            return
        case str():
            text = _UNPRINTABLE.sub("", cell)[:LONGEST_TEXT]
            text = guarded(text) if unguarded(text) != text else text  # or it would come in as another
            page.write_string(number, column, text, formats["text"] if is_formula(text) else None)
        case datetime():
            page.write_datetime(number, column, _wall(cell), formats["instant"])
        case date():
            page.write_datetime(number, column, cell, formats["day"])
        case _:
            page.write_number(number, column, cell)


def _wall(instant: datetime) -> datetime:
    if instant.tzinfo is not None:
        raise ValueError("an exported instant is wall time: turn it into its zone and drop that")
    return instant
