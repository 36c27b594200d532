"""Rows of a list of people: read from whatever a spreadsheet holds, the same again the next time."""

from datetime import date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import links
from app.core.reading import MissingColumns
from app.core.sheets import SheetRow, Value
from app.core.values import Problem, text
from app.people import listed
from app.workshops.enrolments import rows
from app.workshops.enrolments.rows import Row

SERIES = UUID(int=7)
READERS: rows.Readers = (text(), listed.language, listed.work)
"""The parish by any name: which there are is the database's."""
values = st.one_of(
    st.text(max_size=220), st.integers(), st.floats(), st.dates(), st.datetimes(), st.booleans()
)


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "secret_key", lambda: "a secret for tests")


@given(st.lists(st.tuples(values, values, values), max_size=5))
def test_every_row_is_either_good_or_broken(cells: list[tuple[Value, Value, Value]]) -> None:
    sheet = [
        SheetRow(number, {"Nome": name, "Ano de nascimento": year, "Contacto": contact})
        for number, (name, year, contact) in enumerate(cells, 2)
    ]
    good, reading = rows.read(sheet, READERS)
    assert sorted([*(each.number for each in good), *(each.number for each in reading.broken)]) == [
        each.number for each in sheet
    ]
    for row in good:
        assert row.name
        assert row.birth_year is None or 1900 <= row.birth_year <= date.today().year  # noqa: DTZ011


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("", None),
        ("1970", 1970),
        (1970, 1970),
        (1970.0, 1970),
        ("1970-03-01", 1970),
        ("01/03/1970", 1970),
        ("01-03-1970", 1970),
        (date(1970, 3, 1), 1970),
        (datetime(1970, 3, 1), 1970),  # noqa: DTZ001
        ("ontem", Problem.YEAR),
        ("70", 1970),
        ("20", Problem.YEAR),
        ("1870", Problem.YEAR),
        ("2999", Problem.YEAR),
    ],
)
def test_a_year_comes_in_many_shapes(typed: Value, year: int | Problem | None) -> None:
    good, reading = rows.read([SheetRow(2, {"Nome": "Rosa", "Ano": typed})], READERS)
    assert [*(each.birth_year for each in good), *(each.faults[0].problem for each in reading.broken)] == [
        year
    ]


def test_headings_are_known_however_they_are_written() -> None:
    sheet = [SheetRow(2, {"  NOME ": "Rosa", "Telemóvel": 912345678, "Ano": 1970})]
    good, _reading = rows.read(sheet, READERS)
    assert good == [Row(2, "Rosa", 1970, "912345678")]
    with pytest.raises(MissingColumns):
        rows.read([SheetRow(2, {"Pessoa": "Rosa"})], READERS)


def test_the_same_person_gets_the_same_id_and_a_namesake_another() -> None:
    first, again = rows.numbered([Row(2, "Rosa Verdade"), Row(3, "rosa  verdade")])
    assert rows.id_of(first, SERIES) != rows.id_of(again, SERIES)
    moved = rows.numbered([Row(9, "ROSA VERDADE")])[0]
    assert rows.id_of(moved, SERIES) == rows.id_of(first, SERIES)
    assert rows.id_of(first, UUID(int=8)) != rows.id_of(first, SERIES)


def test_a_list_that_came_before_is_known_again() -> None:
    """Made by an earlier release from the same row, series and secret: whoever it is stands in databases."""
    row = Row(2, "Rosa Verdade", 1970, "912 345 678")
    assert rows.id_of(row, SERIES) == UUID("8666400f-e0af-5184-84c8-06a2e805596f")
