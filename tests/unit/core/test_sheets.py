"""Lists that people bring: read whatever dialect they are written in, refused when they are no lists."""

import csv
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import sheets
from app.core.exports import Row, Sheet, xlsx_file
from app.core.parsers import lists, packages, workbooks
from app.core.refusals import Refused, SheetRefused, Trouble
from app.core.sheets import read_rows
from app.core.text import tidy
from tests.workbooks import BOOK, changed, shared, with_sheet

WALL = datetime(2026, 3, 1, 14, 5)  # noqa: DTZ001  wall time
PERSON = {"Nome": "Conceição d'Ávila", "Ano": "1961", "Freguesia": "São Brás"}
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000


def refused(data: bytes, name: str = "a.csv", *, limit: int = 100) -> SheetRefused:
    with pytest.raises(SheetRefused) as caught:
        read_rows(data, name, limit=limit)
    return caught.value


def why(data: bytes, name: str = "a.xlsx") -> str:
    """Why the parser refuses it, asked in this process: its limits can be changed here."""
    with pytest.raises(Refused) as caught:
        lists.parse(data, filename=name, limit=100)
    return caught.value.why


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_dialect_of_csv(delimiter: str, encoding: str, end: str) -> None:
    lines = [delimiter.join(PERSON), delimiter.join(PERSON.values())]
    data = (end.join(lines) + end).encode(encoding)
    (row,) = read_rows(data, "Pessoas.CSV", limit=1)
    assert (row.number, row.cells) == (2, PERSON)


def test_quoted_headings_do_not_mislead() -> None:
    data = 'a;"nome, apelido, outro";c\n1;"x;y";"diz ""olá""\nem duas linhas"\n'.encode()
    (row,) = read_rows(data, "a.csv", limit=1)
    assert row.cells == {"a": "1", "nome, apelido, outro": "x;y", "c": 'diz "olá"\nem duas linhas'}


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
@pytest.mark.parametrize("first", ["sep={}\r\n", '"sep={}"\n', "SEP={}\r"])
def test_a_line_that_tells_excel_the_delimiter_holds_no_headings(first: str, delimiter: str) -> None:
    told = first.format(delimiter) + "Título: terra;Local\r\nPastor;Amieira\r\n".replace(";", delimiter)
    (row,) = read_rows(told.encode("cp1252"), "a.csv", limit=1)
    assert (row.number, row.cells) == (3, {"Título: terra": "Pastor", "Local": "Amieira"})


def test_blank_rows_count_but_are_left_out_and_short_rows_are_filled() -> None:
    rows = read_rows(b"\n;;\nNome;Ano;\n\n  ; \nRui\nAna;1970;\n", "a.csv", limit=2)
    assert [(row.number, row.cells) for row in rows] == [
        (6, {"Nome": "Rui", "Ano": ""}),
        (7, {"Nome": "Ana", "Ano": "1970"}),
    ]


def test_a_workbook_gives_values_and_no_formulas() -> None:
    rows: list[Row] = [["Rui", 1961, 1.5, date(2026, 3, 1), WALL]]
    data = xlsx_file([Sheet("a", ["Nome", "Ano", "Valor", "Dia", "Instante"], rows)])
    with_formula = changed(lambda _, part: part.replace(b"<v>1961</v>", b"<f>1900+61</f><v>1961</v>"), data)
    for each in (data, with_formula):
        (row,) = read_rows(each, "a.xlsx", limit=1)
        assert list(row.cells.values()) == rows[0]
        assert isinstance(row.cells["Ano"], int)


def test_the_first_visible_sheet_is_read() -> None:
    data = xlsx_file([Sheet("um", ["a"], [["x"]]), Sheet("dois", ["b"], [["y"]])])
    hidden = changed(lambda _, part: part.replace(b'name="um"', b'name="um" state="hidden"'), data)
    assert read_rows(hidden, "a.xlsx", limit=1)[0].cells == {"b": "y"}


@pytest.mark.parametrize(
    ("data", "name", "trouble"),
    [
        (b"a;b\n1;2\n", "a.xls", Trouble.KIND),
        (b"a;b\n1;2\n", "csv", Trouble.KIND),
        (b"a;b\n1;2\n", "a.csv.exe", Trouble.KIND),
        (b"a;b\n1;2\n", "a.xlsx", Trouble.MISMATCH),
        (BOOK, "a.csv", Trouble.MISMATCH),
        (OLD_EXCEL, "a.xlsx", Trouble.MISMATCH),
        (OLD_EXCEL, "a.csv", Trouble.MISMATCH),
        (b"%PDF-1.7\n1;2", "a.csv", Trouble.MISMATCH),
        (b"<html><table>", "a.csv", Trouble.MISMATCH),
        (b"a;b\n1;\0\n", "a.csv", Trouble.MISMATCH),
        (b"a;b\n\x81;\x8d\n", "a.csv", Trouble.MISMATCH),
        (b'a;b\n1;"2\n3;4\n', "a.csv", Trouble.BROKEN),
        (b'a;b\n1;"2"3\n', "a.csv", Trouble.BROKEN),
        (b"a;b\n1;" + b"x" * 200_000, "a.csv", Trouble.BROKEN),
        (b"", "a.csv", Trouble.EMPTY),
        (b"\xef\xbb\xbf \n;;\n", "a.csv", Trouble.EMPTY),
        (b"a;b\n", "a.csv", Trouble.EMPTY),
        (b"a;b\n1;2;3\n", "a.csv", Trouble.NO_HEADING),
        (b"a;;c\n1;2;3\n", "a.csv", Trouble.NO_HEADING),
        (b"Nome;ano;N\xc3\x94ME\n1;2;3\n", "a.csv", Trouble.HEADING_TWICE),
        (BOOK[: len(BOOK) // 2], "a.xlsx", Trouble.BROKEN),
        (BOOK[:40], "a.xlsx", Trouble.BROKEN),
        (b"PK\x03\x04" + b"\0" * 100, "a.xlsx", Trouble.BROKEN),
        (b"a;b\n" + b"1;2\n" * 3_000_000, "a.csv", Trouble.TOO_LARGE),
        (xlsx_file([Sheet("a", ["a"], [])]), "a.xlsx", Trouble.EMPTY),
        (xlsx_file([Sheet("a", [], [])]), "a.xlsx", Trouble.EMPTY),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, name: str, trouble: Trouble) -> None:
    assert refused(data, name).trouble is trouble


def test_a_refusal_says_where() -> None:
    assert refused(b"a;b\n1;2\n\n1;2;3\n").row == 4
    assert refused(b"Nome;ano;nome\n1;2;3\n").heading == "nome"
    assert refused(b"a\n1\n2\n3\n", limit=2).limit == 2


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (changed(lambda name, part: None if name == "xl/workbook.xml" else part), Trouble.MISMATCH),
        (changed(lambda name, part: part[:-9] if "sheet1" in name else part), Trouble.BROKEN),
        (changed(lambda name, part: b"\0" if name == "xl/workbook.xml" else part), Trouble.BROKEN),
        (with_sheet(rb'r="B3"', b'r="XFD1048576"'), Trouble.BROKEN),
        (with_sheet(rb'r="B3"', b'r="XFE3"'), Trouble.TOO_LARGE),
        (with_sheet(rb'r="B3"', b'r="XFD3"'), Trouble.TOO_MANY_COLUMNS),
        (with_sheet(rb'r="B3"', b'r="A3"'), Trouble.BROKEN),
        (with_sheet(rb'<row r="3"', b'<row r="2"'), Trouble.BROKEN),
        (with_sheet(rb'<row r="3"', b'<row r="99999999"'), Trouble.TOO_LARGE),
        (with_sheet(rb'<row r="3"', b'<row r="x"'), Trouble.BROKEN),
        (with_sheet(rb"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), Trouble.BROKEN),
    ],
)
def test_a_workbook_that_lies_is_refused(data: bytes, trouble: Trouble) -> None:
    assert refused(data, "a.xlsx").trouble is trouble


def test_a_zip_bomb_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    bomb = changed(lambda name, part: part + b" " * 2_000_000 if "sheet1" in name else part)
    assert len(bomb) < 20_000
    assert why(bomb) == Trouble.TOO_LARGE


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    """The size in the archive's directory is the sender's word; what is unpacked is counted."""
    bomb = bytearray(changed(lambda name, part: part + b" " * 3_000_000 if "sheet1" in name else part))
    with ZipFile(BytesIO(bytes(bomb))) as archive:
        size = next(each.file_size for each in archive.infolist() if "sheet1" in each.filename)
    lying = bytes(bomb).replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert refused(lying, "a.xlsx").trouble is Trouble.BROKEN


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    assert why(BOOK) == Trouble.TOO_LARGE


@pytest.mark.parametrize("limit", ["MOST_CELLS", "MOST_STRINGS"])
def test_a_workbook_has_limits_of_its_own(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, limit, 3)
    assert why(shared()) == Trouble.TOO_LARGE


@pytest.mark.parametrize(("limit", "most"), [("MOST_CELLS", 3), ("MOST_LETTERS", 12)])
def test_a_list_has_limits_however_it_is_written(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, limit, most)
    assert why(BOOK) == Trouble.TOO_LARGE
    assert why(b"Nome;Ano\nRui;1961\nAna;1970\n", "a.csv") == Trouble.TOO_LARGE


def test_a_list_is_not_wider_than_it_may_be() -> None:
    assert refused(";".join(f"c{n}" for n in range(257)).encode() + b"\n1\n").limit == 256
    assert len(read_rows(b"a" + b";" * 9_000 + b"\n1\n", "a.csv", limit=1)[0].cells) == 1


def test_a_large_file_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_BYTES", 5)
    assert refused(b"a;b\n1;2\n").trouble is Trouble.TOO_LARGE


cells = st.text(st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0x2FFF), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6), st.sampled_from(";,\t"))
def test_any_written_csv_is_read_back(table: list[list[str]], delimiter: str) -> None:
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([["um", "dois", "três"], *table, ["fim", "", ""]])
    told, _ = lists.parse(text.getvalue().encode(), filename="a.csv", limit=10)
    tidied = [[tidy(cell) for cell in row] for row in table]
    assert [cells for _, cells in told["rows"]] == [
        *(row for row in tidied if any(row)),
        ["fim", "", ""],
    ]


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]), st.booleans())
def test_rubbish_is_read_or_refused_and_never_breaks(data: bytes, name: str, is_zip: bool) -> None:
    with suppress(Refused):
        lists.parse(b"PK\x03\x04" + data if is_zip else data, filename=name, limit=5)


@settings(max_examples=100)
@given(st.sampled_from(ZipFile(BytesIO(BOOK)).namelist()), st.integers(0, 4_000), st.binary(max_size=8))
def test_a_damaged_part_is_read_or_refused(part: str, place: int, damage: bytes) -> None:
    damaged = changed(
        lambda name, content: content[:place] + damage + content[place + 4 :] if name == part else content
    )
    with suppress(Refused):
        lists.parse(damaged, filename="a.xlsx", limit=5)
