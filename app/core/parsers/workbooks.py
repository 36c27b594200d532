"""A workbook that somebody brings (XLSX): values only, and nothing that it claims is believed.

The sheet is found as a spreadsheet program finds it: from the package's relationships to the workbook, and
from the workbook's to its first visible sheet, its shared strings and its styles; other parts are not
unpacked. Of these no more than a limit is unpacked, bit by bit, and there is one reader: what it does not
understand stands nowhere else. Cells without a value cost a position and no memory.

Layout: ECMA-376 part 1, 18.2 to 18.8.
"""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812  an error class with a small name

from app.core.cells import Value
from app.core.parsers.packages import Attributes, Package, Reader
from app.core.parsers.sheet_cells import Look, look_of, value_of
from app.core.refusals import Refused, Trouble

MOST_STRINGS = 1_000_000
MOST_CELLS = 1_000_000
"""Cells of a sheet, with something in them or not: programs write down empty ones that have a look."""
LAST_ROW, LAST_COLUMN, LAST_STRING = 1_048_576, 16_384, MOST_STRINGS
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x(0009|000A|000D|005F)_")


def read_workbook(data: bytes) -> Iterator[tuple[int, list[Value]]]:
    """The rows of the first visible sheet in which something stands, with their numbers; raises Refused."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            yield from _rows(Package(archive))
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(Trouble.BROKEN) from error
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that nobody knows, as well
        raise Refused(Trouble.BROKEN) from error


def _rows(package: Package) -> Iterator[tuple[int, list[Value]]]:
    main = next((each.part for each in package.relations("").values() if each.kind == "officeDocument"), "")
    if main not in package:
        raise Refused(Trouble.MISMATCH)
    book, related = _Workbook(), package.relations(main)
    package.read(main, book)
    sheet = next((related[key].part for key in book.visible if related[key].kind == "worksheet"), None)
    if sheet is None:
        return
    strings, styles = _Strings(), _Styles()
    for kind, reader in (("sharedStrings", strings), ("styles", styles)):
        for part in [each.part for each in related.values() if each.kind == kind][:1]:
            package.read(part, reader)
    cells = _Cells(strings.found, styles.looks, is_1904=book.is_1904)
    for _ in package.reading(sheet, cells):
        yield from cells.rows
        cells.rows.clear()


class _Workbook(Reader):
    """Keys of the visible sheets in their order, and from when days are counted."""

    def __init__(self) -> None:
        self.visible: list[str] = []
        self.is_1904, self.root = False, ""

    def enter(self, name: str, attributes: Attributes) -> None:
        self.root = self.root or name
        if self.root != "workbook":
            raise Refused(Trouble.MISMATCH)
        if name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet" and attributes.get("state", "visible") == "visible":
            keys = [value for key, value in attributes.items() if key.endswith(":id")]
            self.visible.append(keys[0] if keys else "")


class _Text(Reader):
    """Collects the text of a string, which may come in runs; how it is pronounced is left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.is_open, self.is_spoken = False, False

    def enter(self, name: str, _attributes: Attributes) -> None:
        if name == "rPh":
            self.is_spoken = True
        self.is_open = name in {"t", "v"} and not self.is_spoken

    def leave(self, name: str) -> None:
        self.is_open = False
        if name == "rPh":
            self.is_spoken = False

    def say(self, text: str) -> None:
        if self.is_open:
            self.pieces.append(text)

    def taken(self) -> str:
        """What was said since the last time."""
        text = "".join(self.pieces)
        self.pieces = []
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _Strings(_Text):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def leave(self, name: str) -> None:
        super().leave(name)
        if name == "si":
            self.found.append(self.taken())
            if len(self.found) > MOST_STRINGS:
                raise Refused(Trouble.TOO_LARGE)


class _Styles(Reader):
    """How cells look, as far as it decides what their numbers mean."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.looks: list[Look | None] = []
        self.is_inside = False

    def enter(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.is_inside = True
        elif name == "xf" and self.is_inside:
            number = attributes.get("numFmtId", "0")
            self.looks.append(look_of(number, self.codes.get(number)))

    def leave(self, name: str) -> None:
        if name == "cellXfs":
            self.is_inside = False


class _Cells(_Text):
    """The rows of a sheet. Each row and each cell says where it stands, or stands behind the one before."""

    def __init__(self, strings: list[str], looks: list[Look | None], *, is_1904: bool) -> None:
        super().__init__()
        self.strings, self.looks, self.is_1904 = strings, looks, is_1904
        self.rows: list[tuple[int, list[Value]]] = []
        self.row = self.column = self.count = 0
        self.cells: list[Value] = []
        self.cell: Attributes = {}

    def enter(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._enter_cell(attributes)
        elif name == "row":
            self.row = _placed(attributes.get("r"), self.row, LAST_ROW)
            self.column, self.cells = 0, []
        else:
            super().enter(name, attributes)

    def _enter_cell(self, attributes: Attributes) -> None:
        self.count += 1
        if self.count > MOST_CELLS:
            raise Refused(Trouble.TOO_LARGE)
        column = self.column + 1
        if said := attributes.get("r"):
            found = _REFERENCE.fullmatch(said)
            if not found or int(found[2]) != self.row or _column(found[1]) < column:
                raise Refused(Trouble.BROKEN)
            column = _column(found[1])
        if column > LAST_COLUMN:
            raise Refused(Trouble.TOO_LARGE)
        self.column, self.cell, self.pieces = column, attributes, []

    def leave(self, name: str) -> None:
        if name == "c":
            if self.pieces and (value := self._value(self.taken())) != "":
                self.cells += [*[""] * (self.column - 1 - len(self.cells)), value]
        elif name == "row":
            if self.cells:
                self.rows.append((self.row, self.cells))
        else:
            super().leave(name)

    def _value(self, text: str) -> Value:
        kind = self.cell.get("t", "n")
        if kind == "s":
            return self.strings[_placed(text, -1, LAST_STRING)]
        style = int(self.cell.get("s", "0"))
        look = self.looks[style] if 0 <= style < len(self.looks) else None
        return value_of(text, kind, look, is_1904=self.is_1904)


def _placed(said: str | None, before: int, last: int) -> int:
    """The number of a row, which stand in their order, or of a string."""
    number = int(said) if said else before + 1
    if number > last:
        raise Refused(Trouble.TOO_LARGE)
    if number <= before:
        raise Refused(Trouble.BROKEN)
    return number


@cache
def _column(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
