"""Our reading of a workbook gives what another reader gives, whatever program wrote it."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.core.cells import packed, unpacked
from app.core.exports import Sheet, xlsx_file
from app.core.parsers.workbooks import read_workbook
from tests.workbooks import SHEET, changed, renamed, shared, with_sheet

NUMBERS = (
    0,
    0.25,
    0.999,
    1,
    1.5,
    5,
    59,
    60,
    61,
    1000.75,
    45_000,
    46_082.58680555556,
    46_082.5,
    2_958_465,
    -1,
    -0.5,
)
FORMATS = (
    "General", "0", "0.00E+00", "# ##0,00", '0 "dias"', '"h"0', "[Red]0", "[>100]0;[h]:mm", "0\\d", "@",
    "dd/mm/yyyy", "[$-816]dd/mm/yyyy;@", "d mmmm", "yyyy", "hh:mm", "h:mm AM/PM", "mm:ss.0", "[h]:mm",
    "[mm]:ss",     '[$€-816] #,##0.00', '#,##0.00\\ "€"', "_-* #,##0_-", "dd/mm/yyyy hh:mm", "m/d/yy", "s",
)  # fmt: skip
STANDARD = (0, 1, 2, 9, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 37, 44, 45, 46, 47, 48, 49)


def ours(data: bytes) -> list[tuple[int, list[Any]]]:
    return list(read_workbook(data))


def theirs(data: bytes) -> list[tuple[int, list[Any]]]:
    """Without what is blank, which a list leaves out too; whole numbers as such."""
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    plain = [[int(v) if isinstance(v, float) and v.is_integer() else v for v in row] for row in rows]
    for row in plain:
        while row and row[-1] == "":
            row.pop()
    return [(number, row) for number, row in enumerate(plain, 1) if row]


def written(rows: Sequence[Sequence[Any]], **options: Any) -> bytes:
    """A workbook of numbers, each row with its number format."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, options) as book:
        sheet = book.add_worksheet()
        for at, (look, *numbers) in enumerate(rows):
            for column, number in enumerate(numbers):
                sheet.write_number(at, column, number, book.add_format({"num_format": look}))
    return made.getvalue()


@pytest.mark.parametrize("options", [{}, {"date_1904": True}])
@pytest.mark.parametrize("look", [*FORMATS, *STANDARD])
def test_a_number_means_what_its_look_says(look: str | int, options: dict[str, Any]) -> None:
    """Days before 1900, which no program shows, and those of the other calendar's end are not compared."""
    numbers = [each for each in NUMBERS if each >= 0 and each < 2_957_000] if options else NUMBERS[:-2]
    data = written([[look, *numbers]], **options)
    assert ours(data) == theirs(data)


cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0xFFFD), max_size=20),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_subnormal=False),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(9999, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
)


@settings(max_examples=100)
@given(st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=5))
def test_whatever_is_written_is_read_as_another_reader_does(rows: list[list[Any]]) -> None:
    data = xlsx_file([Sheet("a", ["a"], rows)])
    assert ours(data) == theirs(data)


VALUES = {
    b'<c r="B2" t="b"><v>1</v></c>': True,
    b'<c r="B2" t="str"><f>A1</f><v>dois &amp; tr\xc3\xaas</v></c>': "dois & três",
    b'<c r="B2" t="e"><v>#N/A</v></c>': None,
    b'<c r="B2" t="inlineStr"><is><r><t>um </t></r><r><t>dois</t></r></is></c>': "um dois",
    b'<c r="B2" t="d"><v>2026-03-01</v></c>': date(2026, 3, 1),
    b'<c r="B2" t="d"><v>2026-03-01T14:05:00</v></c>': datetime(2026, 3, 1, 14, 5),  # noqa: DTZ001
    b'<c r="B2" t="str"><v>a_x000D__x005F_x000A_b</v></c>': "a\r_x000A_b",
    b'<c r="B2"/>': None,
    b"<c><v>7</v></c>": 7,
}


@pytest.mark.parametrize(("cell", "value"), VALUES.items())
def test_every_kind_of_cell(cell: bytes, value: Any) -> None:
    data = with_sheet(rb'<c r="B2".*?</c>', cell)
    assert ours(data)[1] == (2, ["Rui", *([] if value is None else [value])])


def test_how_a_word_is_pronounced_is_no_part_of_it() -> None:
    spoken = b"<t>Rui</t><rPh sb='0' eb='1'><t>RUI</t></rPh>"
    data = changed(lambda _, part: part.replace(b"<t>Rui</t>", spoken), shared())
    assert spoken in ZipFile(BytesIO(data)).read("xl/sharedStrings.xml")
    assert ours(data)[1][1][0] == "Rui"


def test_names_of_parts_and_elements_are_known_however_they_are_written() -> None:
    prefixed = changed(
        lambda name, part: (
            part.replace(b"<", b"<x:")
            .replace(b"<x:/", b"</x:")
            .replace(b"<x:?", b"<?")
            .replace(b"xmlns=", b"xmlns:x=")
            if name == SHEET
            else part
        )
    )
    windows = renamed(SHEET, "xl/WORKSHEETS\\SHEET1.XML")
    absolute = changed(
        lambda name, part: (
            part.replace(b'"worksheets/', b'"/xl/worksheets/') if name.endswith("book.xml.rels") else part
        )
    )
    expected = [(1, ["Nome", "Ano"]), (2, ["Rui", 1961]), (3, ["Ana", 1970])]
    assert [ours(each) for each in (prefixed, windows, absolute, shared())] == [expected] * 4


@pytest.mark.parametrize(
    "value",
    [
        "a",
        "",
        3,
        1.5,
        True,
        date(2026, 3, 1),
        datetime(2026, 3, 1, 14, 5),  # noqa: DTZ001
        time(14, 5, 6),
        timedelta(days=2, minutes=1),
    ],
)
def test_a_cell_travels_whole(value: Any) -> None:
    again = unpacked(packed(value))
    assert (type(again), again) == (type(value), value)


@pytest.mark.parametrize("sent", [None, [], {}, ["date"], ["date", 3], ["object", "x"], ["date", "x"]])
def test_what_is_no_cell_is_refused(sent: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any
        unpacked(sent)
