"""Bringing in the official list twice, with changes and mistakes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Forbidden
from app.core.unit_of_work import writing
from app.network import queries
from app.network.models import Municipality, Parish, ParishPredecessor
from app.network.operations.official_lists import import_municipalities
from tests.cast import Cast

BringIn = Callable[..., str]
HEADER = "code,name,municipality_code,municipality_name,district,valid_from,valid_until,predecessors"
BEFORE = """
430101,Altares,4301,Angra da Serra,Terceira,,2013-09-28,
430102,Raminho,4301,Angra da Serra,Terceira,,,
010103,Aguada,0101,Terra Longe,Aveiro,,,
"""
AFTER = """
430101,Altares,4301,Angra da Serra,Terceira,,2013-09-28,
430102,Raminho Novo,4301,Angra da Serra,Terceira,,,
43011A,União de Altares e Raminho,4301,Angra da Serra,Terceira,2013-09-29,,430101 999999
4301XY9,Errada,4301,Angra da Serra,Terceira,,,
"""


@pytest.fixture
def bring_in(app: Autonomus, tmp_path: Path) -> BringIn:
    """Runs a command of the operator on a list; answers what it said."""

    def run(command: str, text: str, *options: str) -> str:
        file = tmp_path / "list.csv"
        file.write_text(HEADER + text, "utf-8")
        result = app.test_cli_runner().invoke(args=[command, str(file), *options])
        assert result.exit_code == 0, result.output
        db.session.rollback()
        return result.output

    return run


def parishes(code: str) -> dict[str, str]:
    found = select(Parish).join(Municipality).where(Municipality.code == code)
    return {parish.code: parish.name for parish in db.session.scalars(found)}


def test_the_list_enters_and_comes_again_with_changes(bring_in: BringIn) -> None:
    assert "1 added" in bring_in("import-municipalities", BEFORE, "--only", "4301")
    said = bring_in("import-parishes", BEFORE)
    assert "2 added, 0 changed, 0 as they were, 1 of other municipalities, 0 with problems" in said
    assert "0 added, 0 changed, 2 as they were" in bring_in("import-parishes", BEFORE)

    said = bring_in("import-parishes", AFTER)
    assert "1 added, 1 changed, 1 as they were, 0 of other municipalities, 2 with problems" in said
    assert "line 5: code is “4301XY9”" in said
    assert "line 4: its predecessor 999999" in said
    assert parishes("4301") == {
        "430101": "Altares",
        "430102": "Raminho Novo",
        "43011A": "União de Altares e Raminho",
    }
    assert len(db.session.scalars(select(ParishPredecessor)).all()) == 1
    assert "0 added, 0 changed, 3 as they were" in bring_in("import-parishes", AFTER)


@pytest.mark.parametrize("name", ["-", "list.txt"])
def test_a_list_by_a_pipe_or_under_another_name_enters(app: Autonomus, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(HEADER + BEFORE, "utf-8")
    given = name if name == "-" else str(file)
    for command in ("import-municipalities", "import-parishes"):
        with file.open("rb") as pipe:
            run = app.test_cli_runner().invoke(args=[command, given], input=pipe)
        assert run.exit_code == 0, run.output
    assert parishes("0101") == {"010103": "Aguada"}


def test_a_day_has_its_parishes_and_the_islands_their_hour(bring_in: BringIn) -> None:
    bring_in("import-municipalities", AFTER)
    bring_in("import-parishes", AFTER)
    place = queries.find_municipality_by_code("4301")
    assert place is not None
    assert place.zone == "Atlantic/Azores"

    def names(on: date) -> list[str]:
        return [parish.code for parish in queries.list_parishes(place.id, on=on)]

    assert names(date(2013, 9, 28)) == ["430101", "430102"]
    assert names(date(2013, 9, 29)) == ["430102", "43011A"]


def test_what_came_in_is_audited_as_counts(bring_in: BringIn) -> None:
    bring_in("import-municipalities", BEFORE)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "municipality.imported")).one()
    assert entry.detail == {"added": 2, "changed": 0}
    assert entry.actor_kind == SYSTEM.kind


def test_only_the_operator_brings_lists_in(cast: Cast) -> None:
    with pytest.raises(Forbidden), writing():
        import_municipalities(cast.coordinator.actor, rows=[])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("code,name\n010103,Aguada\n", "municipality_code"),
        ("Águeda", "cabeçalho"),
        (f"{HEADER}{BEFORE}430103,São Bento,4301,Angra da Serra,Terceira,,,,x\n", "linha 5"),
        (f"{HEADER},Code{BEFORE}", "“Code”"),
    ],
    ids=["no columns", "no rows", "more than the headings", "a heading twice"],
)
def test_a_file_that_is_no_list_changes_nothing_and_is_told_why(
    app: Autonomus, tmp_path: Path, content: str, told: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(content, "cp1252")
    result = app.test_cli_runner().invoke(args=["import-parishes", str(file)])
    assert result.exit_code == 1
    assert "Error: " in result.output
    assert told in result.output
