"""Reading the official list: what enters, and what is said about the rest."""

from datetime import date

import pytest

from app.core.exports import Cell, Sheet, xlsx_file
from app.network.official_codes import ParishRow, Problem, UnreadableListError, read, zone_of

HEADER = "code,name,municipality_code,municipality_name,district,valid_from,valid_until,predecessors"


def rows(*lines: str) -> list[ParishRow | Problem]:
    return list(read("\n".join([HEADER, *lines]).encode(), "lista.csv"))


def test_a_row_with_letters_dates_and_predecessors() -> None:
    (row,) = rows("0302fa, Areias  de Vilar ,0302,Barcelos,Braga,2025-10-13,,030201 030202")
    assert isinstance(row, ParishRow)
    assert (row.code, row.name, row.municipality_code) == ("0302FA", "Areias de Vilar", "0302")
    assert (row.valid_from, row.valid_until) == (date(2025, 10, 13), None)
    assert row.predecessors == ("030201", "030202")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("10103,Aguada,0101,Águeda,,,,", "leading zeros"),
        ("010103,,0101,Águeda,,,,", "name is empty"),
        ("010103,Aguada,0102,Albergaria,,,,", "does not begin with its municipality"),
        ("010103,Aguada,0101,Águeda,,13/10/2025,,", "write the day as"),
        ("010103,Aguada,0101,Águeda,,2025-10-13,2013-09-28,", "before it begins"),
        ("010103,Aguada,0101,Águeda,,,,010103", "not the code of another parish"),
        ("010103", "name is empty"),
        ("010103,,0101,Águeda,,ontem,,", "name is empty; valid_from is “ontem”"),
    ],
)
def test_a_wrong_row_is_said_with_its_line_and_the_next_one_enters(line: str, said: str) -> None:
    problem, good = rows(line, "010109,Fermentelos,0101,Águeda,Aveiro,,,")
    assert isinstance(problem, Problem)
    assert str(problem).startswith("line 2: ")
    assert said in problem.sentence
    assert isinstance(good, ParishRow)


def test_semicolons_a_byte_order_mark_and_empty_lines_are_read() -> None:
    header = "\ufeff" + HEADER.replace(",", ";")
    found = list(read(f"{header}\n\n010109;Fermentelos;0101;Águeda;Aveiro;;;\n".encode(), "lista.csv"))
    assert [type(row) for row in found] == [ParishRow]


def test_the_list_as_a_spreadsheet_is_the_same_list() -> None:
    """Codes and days as a spreadsheet holds them: text and days."""
    cells: list[Cell] = ["010109", "Fermentelos", "0101", "Águeda", "", date(2025, 10, 13), None, "010103"]
    (row,) = read(xlsx_file([Sheet("a", HEADER.split(","), [cells])]), "lista.xlsx")
    assert [row] == rows("010109,Fermentelos,0101,Águeda,,2025-10-13,,010103")


def test_a_file_without_the_columns_is_refused_whole() -> None:
    with pytest.raises(UnreadableListError, match="municipality_code"):
        read(b"code,name\n010103,Aguada\n", "lista.csv")


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("1106", "Europe/Lisbon"),
        ("3103", "Atlantic/Madeira"),
        ("3201", "Atlantic/Madeira"),
        ("4901", "Atlantic/Azores"),
    ],
)
def test_the_zone_follows_the_islands(code: str, zone: str) -> None:
    assert zone_of(code) == zone
