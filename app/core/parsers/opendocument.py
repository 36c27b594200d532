"""A spreadsheet of LibreOffice that somebody brings (ODS): values only, as workbooks.py reads those of Excel.

Rows and cells say how often they are repeated; what is empty costs a position, and what is not is counted.

Layout: OpenDocument 1.3 part 3, 9 (tables) and 19.385 (values).
"""

import re
from collections.abc import Iterator
from datetime import time, timedelta
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  an error class with a small name

from app.core.cells import Value
from app.core.parsers.packages import Attributes, Package, Reader
from app.core.parsers.sheet_cells import value_of
from app.core.parsers.workbooks import LAST_COLUMN, LAST_ROW, MOST_CELLS
from app.core.refusals import Refused, Trouble

CONTENT, SAYS_WHAT_IT_IS = "content.xml", "mimetype"
KINDS = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_NUMBERS = {"float", "percentage", "currency"}
_SPAN = re.compile(r"PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.,][0-9]+)?S)?")
_DAY = timedelta(days=1)


def read_opendocument(data: bytes) -> Iterator[tuple[int, list[Value]]]:
    """The rows of the first visible sheet in which something stands, with their numbers; raises Refused."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            package = Package(archive)
            is_one = SAYS_WHAT_IT_IS in package and package.unpacked(SAYS_WHAT_IT_IS).strip() in KINDS
            if not is_one or CONTENT not in package:
                raise Refused(Trouble.MISMATCH)
            sheet = _Sheet()
            for _ in package.reading(CONTENT, sheet):
                yield from sheet.rows
                sheet.rows.clear()
                if sheet.is_over:
                    return
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(Trouble.BROKEN) from error
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Refused(Trouble.BROKEN) from error


class _Sheet(Reader):
    """The rows of the first table that is shown. What stands beside a cell as a comment is none of it."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, list[Value]]] = []
        self.is_over = False
        self.depth = 0  # of tables: one may stand in a cell of another
        self.style, self.hidden = "", set[str]()
        self.row = self.count = self.times = self.again = self.beside = 0
        self.cells: list[Value] = []
        self.column, self.cell = 0, Attributes()
        self.lines: list[str] = []
        self.is_said = False

    def enter(self, name: str, attributes: Attributes) -> None:
        if name == "style:style":
            self.style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self.style)
        elif name == "table:table":
            is_shown = attributes.get("table:style-name", "") not in self.hidden
            self.depth += bool(self.depth) or (is_shown and not self.is_over)
        elif self.depth == 1 and not self.is_over:
            self._enter(name, attributes)

    def _enter(self, name: str, attributes: Attributes) -> None:
        if name == "annotation":
            self.beside += 1
        elif name == "table:table-row":
            self.again = _times(attributes.get("table:number-rows-repeated"), LAST_ROW)
            self.column, self.cells = 0, []
        elif name in _CELLS:
            self.times = _times(attributes.get("table:number-columns-repeated"), LAST_COLUMN)
            self.cell, self.lines = attributes, []
        elif not self.beside:
            self._enter_text(name, attributes)

    def _enter_text(self, name: str, attributes: Attributes) -> None:
        if name == "text:p":
            self.lines.append("")
            self.is_said = True
        elif name == "text:s" and self.lines:
            self.lines[-1] += " " * min(_times(attributes.get("text:c"), LAST_COLUMN), 100)
        elif name in {"text:tab", "text:line-break"} and self.lines:
            self.lines[-1] += "\t" if name == "text:tab" else "\n"

    def leave(self, name: str) -> None:
        if name == "table:table" and self.depth:
            self.depth -= 1
            self.is_over = self.is_over or not self.depth
        elif self.depth != 1 or self.is_over:
            return
        elif name == "annotation":
            self.beside -= 1
        elif name == "text:p":
            self.is_said = False
        elif name in _CELLS:
            self._leave_cell()
        elif name == "table:table-row":
            self._leave_row()

    def _leave_cell(self) -> None:
        value = self._value()
        if value != "":
            self._count(self.times)
            self.cells += [*[""] * (self.column - len(self.cells)), *[value] * self.times]
        self.column += self.times

    def _leave_row(self) -> None:
        if self.cells:
            self._count(len(self.cells) * (self.again - 1))
            self.rows += [(self.row + at, list(self.cells)) for at in range(1, self.again + 1)]
        self.row += self.again

    def _count(self, cells: int) -> None:
        self.count += cells
        if self.count > MOST_CELLS:
            raise Refused(Trouble.TOO_LARGE)

    def say(self, text: str) -> None:
        if self.is_said and self.lines and not self.beside:
            self.lines[-1] += text

    def _value(self) -> Value:
        said, kind = self.cell, self.cell.get("office:value-type", "")
        if kind in _NUMBERS:
            return value_of(said.get("office:value", ""), "n", None, is_1904=False)
        if kind == "date":
            return value_of(said.get("office:date-value", ""), "d", None, is_1904=False)
        if kind == "time":
            return _time(said.get("office:time-value", ""))
        if kind == "boolean":
            return value_of(said.get("office:boolean-value", ""), "b", None, is_1904=False)
        return said.get("office:string-value") or "\n".join(self.lines)


def _times(said: str | None, most: int) -> int:
    times = int(said or 1)
    if times < 1:
        raise Refused(Trouble.BROKEN)
    return min(times, most)


def _time(said: str) -> Value:
    found = _SPAN.fullmatch(said)
    if not found:
        return said
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return time(hours, minutes, seconds) if span < _DAY and minutes < 60 and seconds < 60 else span
