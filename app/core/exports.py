"""Lists as files that a spreadsheet opens: CSV as a Portuguese Excel reads it, and XLSX.

    csv_file(header, rows) -> bytes
    xlsx_file([Sheet(name, header, rows), ...]) -> bytes

Rows may be a generator: only the finished file is held in memory (100,000 rows of six cells: CSV under a
second, XLSX some seconds). Numbers, days and instants stay what they are. An instant is given as wall time,
without zone: whose wall it is, only the caller knows. Text is data, never a formula: what people typed may
begin with "=" (OWASP, "CSV injection"). ODS is not written: whoever reads ODS reads XLSX.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from typing import Any

Cell = str | int | float | Decimal | date | datetime | None
Row = Sequence[Cell]

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767
"""Characters in a cell, of the format; the rest of a longer text is left out."""

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; its name has at most 31 characters, letters and digits rather than signs."""

    name: str
    header: Sequence[str]
    rows: Iterable[Row]


def csv_file(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    """UTF-8 with BOM, semicolons, decimal commas, days as 2026-03-01, instants as 2026-03-01 14:05."""
    data = BytesIO()
    with TextIOWrapper(data, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([_said(each) for each in header])
        writer.writerows([_said(each) for each in row] for row in rows)
        text.flush()
        return data.getvalue()


def xlsx_file(sheets: Iterable[Sheet]) -> bytes:
    """A workbook: headings stay in sight, columns are as wide as their first rows need."""
    from xlsxwriter import Workbook

    data = BytesIO()
    with Workbook(data, {"constant_memory": True}) as book:
        formats = {
            "header": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "instant": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            "text": book.add_format({"quote_prefix": True}),
        }
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats)
    return data.getvalue()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for something to compute."""
    return bool(_FORMULA.match(text))


def _said(cell: Cell) -> str:
    """A cell as CSV says it: text that could be a formula behind an apostrophe, which makes it text."""
    if isinstance(cell, datetime):
        return _wall(cell).isoformat(" ", "minutes")
    if isinstance(cell, str):
        text = _UNPRINTABLE.sub("", cell)
        return f"'{text}" if is_formula(text) else text
    if isinstance(cell, float | Decimal):
        return f"{Decimal(str(cell)):f}".replace(".", ",")
    return "" if cell is None else str(cell)


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.freeze_panes(1, 0)
    for column, heading in enumerate(sheet.header):
        page.set_column(column, column, max(12, min(40, len(heading) + 4)))
        page.write_string(0, column, _UNPRINTABLE.sub("", heading), formats["header"])
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _put(page, number, column, cell, formats)


def _put(page: Any, number: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    """Written by its type, never guessed from its looks: no formula, no link, no number in a text."""
    match cell:
        case None:
            return
        case str():
            text = _UNPRINTABLE.sub("", cell)[:LONGEST_TEXT]
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
