"""Our reading of a spreadsheet of LibreOffice gives what another reader gives, and costs what it may."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.core.cells import Value
from app.core.parsers.opendocument import read_opendocument
from app.core.refusals import Refused, Trouble
from app.core.sheets import read_rows, take_rows
from tests.opendocument import book, cell, row, sheet, table

LETTERS = st.characters(whitelist_categories=("L", "Nd", "Po"), max_codepoint=0x0FFF)
WORDS = st.text(LETTERS, min_size=1, max_size=12)
CELLS = st.one_of(
    WORDS,
    st.integers(-1_000_000, 1_000_000),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 4)),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.just(""),
)


def theirs(data: bytes) -> list[list[Any]]:
    """Rows with something in them, without what is blank at their end."""
    read = (
        CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    rows = [[number(each) for each in cells] for cells in read]
    return [without_blanks(each) for each in rows if any(one != "" for one in each)]


def ours(data: bytes) -> list[list[Any]]:
    return [without_blanks([number(each) for each in cells]) for _, cells in read_opendocument(data)]


def number(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def without_blanks(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] == "":
        cells = cells[:-1]
    return cells


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8))
def test_it_reads_what_another_reader_reads(rows: list[list[Any]]) -> None:
    data = sheet(*rows)
    assert ours(data) == theirs(data)


def test_rows_have_the_numbers_that_people_see() -> None:
    data = book(table(row("Nome", "Ano"), row(times=2), row("Rui", 1961, times=2), row(times=1_048_570)))
    assert [(each.number, each.cells["Nome"]) for each in read_rows(data, "a.ods", limit=9)] == [
        (4, "Rui"),
        (5, "Rui"),
    ]


def test_the_first_sheet_that_is_shown_is_read() -> None:
    data = book(
        table(row("Segredo"), row("x"), style="hidden"), table(row("Nome"), row("Rui")), table(row("Outra"))
    )
    assert [each.cells for each in read_rows(data, "a.ods", limit=9)] == [{"Nome": "Rui"}]


def test_days_hours_and_answers_are_what_they_are() -> None:
    values: list[Value] = [date(1970, 3, 12), datetime(2026, 3, 1, 14, 5), time(10, 30), True]  # noqa: DTZ001  wall time
    (found,) = read_rows(sheet(["a", "b", "c", "d"], values), "a.ods", limit=1)
    assert list(found.cells.values()) == values


def test_what_stands_beside_a_cell_is_no_part_of_it() -> None:
    noted = cell("Rui").replace(
        "<text:p>", "<office:annotation><text:p>ver!</text:p></office:annotation><text:p>"
    )
    data = book(table(row("Nome"), f"<table:table-row>{noted}</table:table-row>"))
    assert read_rows(data, "a.ods", limit=1)[0].cells == {"Nome": "Rui"}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (book(table(row("a")), kind="application/vnd.oasis.opendocument.text"), Trouble.MISMATCH),
        (b"PK\x03\x04 broken", Trouble.BROKEN),
        (
            book(table(row("a"), row("x", times=1_048_575).replace("<text:p>", "<text:p>y"))),
            Trouble.TOO_LARGE,
        ),
        (book(table(row("a").replace('repeated="1"', 'repeated="0"'))), Trouble.BROKEN),
        (book("<table:table><table:table-row></table:table>"), Trouble.BROKEN),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, why: Trouble) -> None:
    with pytest.raises(Refused) as caught:
        list(read_opendocument(data))
    assert caught.value.why == why


def test_a_list_is_taken_slice_by_slice_as_it_is_read_whole() -> None:
    rows: list[list[Value]] = [[f"Pessoa {n}", n] for n in range(7)]
    data = sheet(["Nome", "Ano"], *rows)
    kept = take_rows(data, "a.ods", limit=10)
    slices = list(kept.slices(3))
    assert [len(each) for each in slices] == [3, 3, 1]
    assert [row for each in slices for row in each] == read_rows(data, "a.ods", limit=10)
    assert (kept.headings, kept.count) == (["Nome", "Ano"], 7)
