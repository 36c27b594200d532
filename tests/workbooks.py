"""Workbooks as people bring them, and as they should not: parts of a real one changed."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from app.core.exports import Sheet, xlsx_file

BOOK = xlsx_file([Sheet("a", ["Nome", "Ano"], [["Rui", 1961], ["Ana", 1970]])])
"""As our own lists are written: with its words in the sheet."""
SHEET = "xl/worksheets/sheet1.xml"


def shared(rows: Sequence[Sequence[Any]] = (("Nome", "Ano"), ("Rui", 1961), ("Ana", 1970))) -> bytes:
    """The same as spreadsheet programs write it: its words in a part of their own, each once."""
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def changed(change: Callable[[str, bytes], bytes | None], data: bytes = BOOK) -> bytes:
    """The workbook with its parts changed; a part that becomes None is left out."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                copy.writestr(name, content)
    return target.getvalue()


def with_sheet(pattern: bytes, replacement: bytes, data: bytes = BOOK) -> bytes:
    """The workbook with something else in the text of its sheet."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        assert re.search(pattern, content)
        return re.sub(pattern, replacement, content, count=1)

    return changed(change, data)


def renamed(part: str, new: str, data: bytes = BOOK) -> bytes:
    """The workbook with a part of xl/ under another name, which its relationships know."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".rels"):
                content = content.replace(part.removeprefix("xl/").encode(), new.removeprefix("xl/").encode())
            copy.writestr(new if name == part else name, content)
    return target.getvalue()
