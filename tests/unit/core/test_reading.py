"""Lists that people bring: every fault of a row at once, what nobody reads named, broken rows given back."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.core import values
from app.core.reading import Column, Fault, MissingColumns, news, read_list, rows_to_mend
from app.core.sheets import SheetRow
from app.core.values import Problem, Unreadable
from app.core.vocabulary import Value, Vocabulary

KINDS = Vocabulary([Value(key="job", names={"pt": "Emprego", "uk": "Робота"})])
COLUMNS = (
    Column("name", ("Nome", "Name"), values.text(), is_required=True),
    Column("kind", ("Tipo",), values.one_of(lambda: KINDS)),
    Column("on", ("Dia",), values.day),
    Column("least", ("Salário de",), values.money),
    Column("most", ("Salário até",), values.money),
)


def _less(row: dict[str, Any], _faults: Sequence[Fault]) -> Iterable[Fault]:
    if row["least"] and row["most"] and row["most"] < row["least"]:
        yield Fault(Problem.LESS, "Salário até")


def test_headings_are_known_however_they_are_written() -> None:
    found = read_list([SheetRow(2, {"NOME": "Ana", "salario de": "1.050,50 €", "tipo": "робота"})], COLUMNS)
    assert found.good[0].values == {"name": "Ana", "kind": "job", "least": 105_050}, (
        "of columns that the list does not have it says nothing"
    )
    assert found.present == {"name", "kind", "least"}


def test_everything_that_is_wrong_with_a_row_is_said_at_once() -> None:
    cells = {"Nome": "", "Tipo": "dança", "Dia": "31/02/2026", "Salário de": "muito"}
    found = read_list([SheetRow(7, {**cells}), SheetRow(8, {**cells, **_good()})], COLUMNS)
    assert found.broken[0].faults == (
        Fault(Problem.MISSING, "Nome"),
        Fault(Problem.UNKNOWN, "Tipo"),
        Fault(Problem.DAY, "Dia"),
        Fault(Problem.MONEY, "Salário de"),
    )
    assert [row.number for row in found.good] == [8]


def test_a_cell_that_cannot_be_read_does_not_take_its_row_along() -> None:
    cells = {**_good(), "Tipo": "dança", "Salário até": "muito"}
    found = read_list([SheetRow(2, cells), SheetRow(3, {**cells, "Nome": ""})], COLUMNS)
    assert [row.values for row in found.good] == [{"name": "Ana", "on": date(2026, 3, 1), "least": 90_000}]
    assert [(row.number, row.has_entered) for row in found.broken] == [(2, True), (3, False)]
    assert found.broken[0].faults == (Fault(Problem.UNKNOWN, "Tipo"), Fault(Problem.MONEY, "Salário até"))


def test_of_two_columns_that_mean_the_same_none_is_dropped() -> None:
    reach = Column("contact", ("Telefone", "E-mail"), values.identifier(), gathers=True)
    columns = (COLUMNS[0], reach)
    (row,) = read_list(
        [SheetRow(2, {"Nome": "Ana", "E-mail": "a@x.pt", "Telefone": 912345678})], columns
    ).good
    assert row.values["contact"] == "912345678; a@x.pt"
    found = read_list([SheetRow(2, {"Name": "Eva", "Nome": "Ana"})], COLUMNS)
    assert (found.good[0].values, found.unused) == ({"name": "Ana"}, ("Name",))


@pytest.mark.parametrize("heading", ["N.º da oferta", "Nº da oferta", "N° da Oferta", "n.o da oferta:"])
def test_a_heading_is_the_same_with_other_signs(heading: str) -> None:
    columns = (Column("number", ("N.º da oferta",), values.identifier()),)
    assert read_list([SheetRow(2, {heading: 7})], columns).good[0].values == {"number": "7"}


def test_what_we_wrote_ourselves_is_no_news() -> None:
    there = {"name": "Ana ", "kind": "Emprego", "on": None, "least": Decimal("61.3"), "most": None}
    said = {"name": "Ana", "kind": "job", "on": None, "least": 6_130, "most": 7_000}
    assert news(said, COLUMNS, there) == {"most": 7_000}


def _good() -> dict[str, Any]:
    return {"Nome": "Ana", "Tipo": "Emprego", "Dia": date(2026, 3, 1), "Salário de": 900}


def test_what_nobody_reads_is_named() -> None:
    assert read_list([SheetRow(2, {**_good(), "Observações": "liga à tarde"})], COLUMNS).unused == (
        "Observações",
    )


def test_a_list_without_the_column_that_matters_is_refused() -> None:
    with pytest.raises(MissingColumns) as missing:
        read_list([SheetRow(2, {"Dia": "2026-03-01"})], COLUMNS)
    assert missing.value.headings == ("Nome",)


def test_cells_that_contradict_each_other() -> None:
    found = read_list([SheetRow(2, {**_good(), "Salário até": 800})], COLUMNS, check=_less)
    assert "most" not in found.good[0].values
    assert found.broken[0].faults == (Fault(Problem.LESS, "Salário até"),)


def test_broken_rows_come_back_as_they_came_with_the_reason_in_front() -> None:
    found = read_list(
        [SheetRow(2, {"Nome": "", "Dia": "ontem", "Nota": "fica"}), SheetRow(3, _good())], COLUMNS
    )
    header, rows = rows_to_mend(found.broken, "Problema", lambda fault: f"{fault.heading}!")
    assert header == ["Problema", "Nome", "Dia", "Nota"]
    assert rows == [["Nome! Dia!", "", "ontem", "fica"]]


@pytest.mark.parametrize(
    ("read", "cell", "meant"),
    [
        (values.number, 3.0, 3),
        (values.number, "12", 12),
        (values.day, datetime(2026, 3, 1, 9, 0), date(2026, 3, 1)),  # noqa: DTZ001  a cell is wall time
        (values.day, "1.3.2026", date(2026, 3, 1)),
        (values.year, "03/02/1984", 1984),
        (values.year, date(1984, 2, 3), 1984),
        (values.year, "1984-02-03", 1984),
        (values.year, "03-02-84", 1984),
        (values.year, "84", 1984),
        (values.year, 61.0, 1961),
        (values.year, "03", 2003),
        (values.phone, "912 345 678", "+351912345678"),
        (values.mail, "ana@example.org", "ana@example.org"),
        (values.link, "https://example.org/x", "https://example.org/x"),
        (values.several_of(lambda: KINDS), "Emprego; job", ("job",)),
        (values.money, 6.125, 613),  # computed: half a cent is rounded up, and cents are never cut
        (values.money, 8.7 * 110, 95_700),
        (values.money, 14_000 / 12, 116_667),
        (values.money, "6,125", 613),
        (values.money, "6.125", 612_500),
        (values.money, "0.125", 13),
        (values.text(), 8.7 * 110, "957"),
        (values.text(), 8.5, "8,5"),
        (values.identifier(), 589_000_001, "589000001"),
        (values.lines(40), "Um.\r\n\r\n- Dois", "Um.\n\n- Dois"),
        (values.parts, "Cozinhar refeições\nServir à mesa", ["Cozinhar refeições", "Servir à mesa"]),
        (values.phone, "Tel. 912 345 678", "+351912345678"),
        (values.money, "", None),
        (values.phone, "", ""),
    ],
)
def test_what_people_write(read: values.Reader, cell: Any, meant: Any) -> None:
    assert read(cell) == meant


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (values.number, "3 ou 4"),
        (values.number, "12345"),
        (values.day, "amanhã"),
        (values.year, "2999"),
        (values.year, "1850"),
        (values.year, "18"),  # a child of 8, or somebody of 108
        (values.year, "31/02/1984"),
        (values.year, "1984?"),
        (values.phone, "12"),
        (values.phone, "912345678;934567890"),
        (values.phone, "266123456 ext. 12"),
        (values.phone, "912345678 (Maria)"),
        (values.phone, "9,12E+08"),
        (values.identifier(), "5,89E+08"),
        (values.identifier(), 5.89e15),
        (values.money, "9,2E+02"),
        (values.money, "1,050.50"),
        (values.money, True),
        (values.mail, "ana at example"),
        (values.link, "example.org"),
        (values.money, "-5"),
        (values.text(3), "quatro"),
    ],
)
def test_what_means_nothing(read: values.Reader, cell: Any) -> None:
    with pytest.raises(Unreadable):
        read(cell)
