"""Exported files: opened in a spreadsheet, every text is a text, every number a number, nothing computes."""

import csv
import json
import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cells import is_formula
from app.core.exports import JsonWriter, Row, Sheet, csv_file, xlsx_file
from app.core.parsers import lists
from app.core.sheets import read_rows
from app.core.text import tidy, tidy_lines

WALL = datetime(2026, 3, 1, 14, 5)  # noqa: DTZ001  wall time
ROWS: list[Row] = [
    ["Maria d'Ávila", 1961, 2.5, date(2026, 3, 1), WALL],
    ["Олена; «Ковальчук»", None, Decimal("-0.10"), None, None],
    ['diz "olá"\nem duas linhas', -3, None, date(1999, 12, 31), None],
]
HEADER = ["Nome", "Ano", "Valor", "Dia", "Instante"]
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u00a0=1")
printable = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
anything = st.text(max_size=40) | st.builds(
    lambda sign, rest: sign + rest, st.sampled_from(DANGEROUS), printable
)


def parsed(data: bytes) -> list[list[str]]:
    """A CSV as a spreadsheet reads it."""
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def json_file(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    data = BytesIO()
    with closing(JsonWriter(data)) as writer:
        writer.begin("", header)
        writer.add(rows)
    return data.getvalue()


def test_csv_as_a_portuguese_excel_opens_it() -> None:
    data = csv_file(HEADER, ROWS)
    assert data.startswith(b"\xef\xbb\xbfNome;Ano;")
    assert parsed(data) == [
        HEADER,
        ["Maria d'Ávila", "1961", "2,5", "2026-03-01", "2026-03-01 14:05"],
        ["Олена; «Ковальчук»", "", "-0,10", "", ""],
        ['diz "olá"\nem duas linhas', "-3", "", "1999-12-31", ""],
    ]


@settings(deadline=None)
@given(anything | st.builds(str.__add__, st.sampled_from(["'", "''"]), anything))
def test_a_text_comes_back_from_both_files_as_it_was(text: str) -> None:
    kept = tidy_lines(text)
    for data, name in ((csv_file, "a.csv"), (lambda *list_: xlsx_file([Sheet("a", *list_)]), "a.xlsx")):
        told, _ = lists.parse(data(["a", "b"], [[kept, "."]]), filename=name, limit=1)
        assert told["rows"] == [(2, [kept, "."])]


def test_xlsx_keeps_the_kinds_of_cells() -> None:
    rows = read_rows(xlsx_file([Sheet("Pessoas", HEADER, ROWS)]), "pessoas.xlsx", limit=10)
    assert list(rows[0].cells) == HEADER
    assert list(rows[0].cells.values()) == ROWS[0]
    assert list(rows[1].cells.values()) == [ROWS[1][0], "", -0.1, "", ""]
    assert rows[2].cells["Ano"] == -3
    assert rows[2].cells["Dia"] == date(1999, 12, 31)


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_is_known(text: str) -> None:
    assert is_formula(text)


@given(anything)
def test_no_text_of_a_csv_begins_like_a_formula(text: str) -> None:
    (_, (cell, number)) = parsed(csv_file(["a", "b"], [[text, -1]]))
    assert not is_formula(cell)
    assert number == "-1"


@given(printable.filter(lambda text: not is_formula(text)))
def test_a_harmless_text_of_a_csv_stays_as_it_is(text: str) -> None:
    assert parsed(csv_file(["a", "b"], [[text, "."]]))[1][0] == text


@settings(max_examples=30)
@given(st.lists(anything, min_size=1, max_size=5))
def test_an_xlsx_holds_no_formula_and_no_link(texts: list[str]) -> None:
    data = xlsx_file([Sheet("a", ["a"], [[text] for text in [*texts, "https://example.org", "12"]])])
    with ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        assert archive.testzip() is None
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet
    assert b"<v>" not in sheet  # a number; texts stand in the cell itself


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=40))
def test_a_text_comes_back_from_an_xlsx(text: str) -> None:
    told, _ = lists.parse(xlsx_file([Sheet("a", ["a", "b"], [[text, "."]])]), filename="a.xlsx", limit=1)
    assert told == {"headings": ["a", "b"], "rows": [(2, [tidy(text), "."])]}


def test_a_text_longer_than_a_cell_is_cut() -> None:
    (row,) = read_rows(xlsx_file([Sheet("a", ["a"], [["ã" * 40_000]])]), "a.xlsx", limit=1)
    assert row.cells["a"] == "ã" * 32_767


def test_two_sheets_and_the_first_is_read() -> None:
    sheets = [Sheet("um", ["a"], [[1]]), Sheet("dois", ["b"], [[2]])]
    assert read_rows(xlsx_file(sheets), "x.xlsx", limit=1)[0].cells == {"a": 1}


@pytest.mark.parametrize("write", [csv_file, lambda header, rows: xlsx_file([Sheet("a", header, rows)])])
def test_an_instant_with_a_zone_is_refused(write: Any) -> None:
    with pytest.raises(ValueError, match="wall time"):
        write(["a"], [[datetime(2026, 3, 1, tzinfo=UTC)]])


@pytest.mark.parametrize("write", [csv_file, lambda header, rows: xlsx_file([Sheet("a", header, rows)])])
def test_rows_are_taken_one_by_one(write: Any) -> None:
    """Five thousand rows cost little more memory than the file itself."""

    def rows() -> Iterator[Row]:
        for number in range(5_000):
            yield [f"Pessoa {number}", number, date(2026, 3, 1), "Amieira"]

    tracemalloc.start()
    data = write(["Nome", "Número", "Dia", "Freguesia"], rows())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * len(data) + 1_000_000, (most, len(data))


things = st.recursive(
    st.integers() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.none() | things, things), max_size=5))
def test_a_json_file_is_the_lists_to_the_letter(rows: list[tuple[Any, Any]]) -> None:
    lists = {"a": [first for first, _ in rows if first is not None], "b": [second for _, second in rows]}
    assert json_file(["a", "b"], rows) == json.dumps(lists, ensure_ascii=False, indent=1).encode()


def test_a_long_json_file_holds_its_lists_elsewhere(tmp_path: Path) -> None:
    rows = (({"number": number}, {"text": "ã" * 3_000}) for number in range(2_000))
    tracemalloc.start()
    with (tmp_path / "long.json").open("wb") as file, closing(JsonWriter(file)) as writer:
        writer.begin("", ["a", "b"])
        writer.add(rows)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "long.json").stat().st_size > 12_000_000
    assert most < 6_000_000, most
