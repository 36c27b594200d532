"""What operators run: the night, services in and out."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from app.core.application import Autonomus
from app.core.db import db
from app.core.exports import Sheet, csv_file, xlsx_file
from app.core.jobs import Job
from app.directory.services import commands
from app.directory.services.models import Service
from tests.cast import Cast
from tests.factories.directory import a_place, a_place_row, a_row, a_service, neglect, publish
from tests.factories.one_of_each import making


def test_the_night_writes_to_owners_once(app: Autonomus, cast: Cast) -> None:
    actor = cast.coordinator.actor
    with making():
        neglect(publish(actor, a_service(actor, a_place(actor, cast.town_hall), name="Esquecido")))
    for _night in range(2):
        assert app.test_cli_runner().invoke(args=["nightly"]).exit_code == 0
    letters = [job.payload for job in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
    assert [letter["to"] for letter in letters] == [cast.partner_technician.email]
    assert "Esquecido" in letters[0]["text"]
    assert "Esquecido" in letters[0]["html"]


def test_services_go_in_and_out(app: Autonomus, cast: Cast, tmp_path: Path) -> None:
    file, broken, out = (tmp_path / name for name in ("in.json", "broken.json", "out.json"))
    file.write_text(json.dumps([a_place_row(), a_row(1), a_row(2, date_maj="ontem")]), "utf-8")
    arguments = [
        str(file),
        "--municipality",
        "9901",
        "--organisation",
        "camara municipal (HERE)",
        "--publish",
    ]
    run = app.test_cli_runner().invoke(args=["import-services", *arguments, "--broken", str(broken)])
    assert run.exit_code == 0, run.output
    assert "2 added, 0 changed, 0 as they were, 1 with problems" in run.output
    assert json.loads(broken.read_text("utf-8"))[0]["id"] == "outra--2"
    assert (
        app.test_cli_runner().invoke(args=["export-services", str(out), "--municipality", "9901"]).exit_code
        == 0
    )
    assert [each["id"] for each in json.loads(out.read_text("utf-8"))["services"]] == ["outra--1"]
    assert len(db.session.scalars(select(Service)).all()) == 1


def test_half_an_export_takes_no_older_ones_place(
    app: Autonomus, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor, file = cast.coordinator.actor, tmp_path / "out.json"
    with making():
        publish(actor, a_service(actor, a_place(actor, cast.town_hall)))
    file.write_text("older", "utf-8")
    monkeypatch.setattr(commands, "exchange_rows", lambda: lambda _some: 1 / 0)
    run = app.test_cli_runner().invoke(args=["export-services", str(file), "--municipality", "9901"])
    assert isinstance(run.exception, ZeroDivisionError)
    assert file.read_text("utf-8") == "older"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_lists_of_services_go_in_as_on_the_page(
    app: Autonomus, cast: Cast, tmp_path: Path, ending: str
) -> None:
    headings, rows = ["Nome", "Local", "Descrição"], [["Cantina", "Largo", "Sopa."], ["Bar", "", "Café."]]
    data = csv_file(headings, rows) if ending == "csv" else xlsx_file([Sheet("a", headings, rows)])
    file, broken = tmp_path / f"in.{ending}", tmp_path / "broken.csv"
    file.write_bytes(data)
    where = ["--municipality", "9901", "--organisation", "camara municipal (here)"]
    for told in ("1 added, 0 changed, 0 as they were", "0 added, 0 changed, 1 as they were"):
        arguments = ["import-services", str(file), *where, "--broken", str(broken)]
        run = app.test_cli_runner().invoke(args=arguments)
        assert (run.exit_code, f"{told}, 1 with problems" in run.output) == (0, True), run.output
        assert "3: “Local” está em branco." in run.output
    assert "Bar" in broken.read_text("utf-8-sig")
    assert db.session.scalars(select(Service.name)).all() == ["Cantina"]


def test_a_page_of_several_is_said_to_be_one(app: Autonomus, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps({"items": [a_place_row()], "page": 1, "pages": 3, "total": 3}), "utf-8")
    where = ["--municipality", "9901", "--organisation", "camara municipal (here)"]
    run = app.test_cli_runner().invoke(args=["import-services", str(file), *where])
    assert "one page of several" in run.output
    assert "1 added" in run.output


@pytest.mark.parametrize("name", ["-", "in", "in.txt"])
@pytest.mark.parametrize(
    "content",
    [json.dumps([a_place_row()]), "\ufeff\n" + json.dumps({"structures": [a_place_row()]})],
    ids=["entries", "two lists"],
)
def test_a_name_that_says_nothing_of_the_layout_is_no_obstacle(
    app: Autonomus, cast: Cast, tmp_path: Path, name: str, content: str
) -> None:
    assert "1 added" in bring(app, tmp_path, name, content.encode())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_is_known_by_what_it_holds(app: Autonomus, cast: Cast, tmp_path: Path, ending: str) -> None:
    headings, rows = ["Nome", "Local", "Descrição"], [["Cantina", "Largo", "Sopa."]]
    data = csv_file(headings, rows) if ending == "csv" else xlsx_file([Sheet("a", headings, rows)])
    assert "1 added" in bring(app, tmp_path, "-", data)
    assert "1 as they were" in bring(app, tmp_path, "list.txt", data)


def bring(app: Autonomus, folder: Path, name: str, data: bytes) -> str:
    """What the command says of a file, or with "-" of what reaches it by a pipe."""
    file = folder / name
    file.write_bytes(data)
    given = name if name == "-" else str(file)
    where = ["--municipality", "9901", "--organisation", "camara municipal (here)"]
    with file.open("rb") as pipe:
        run = app.test_cli_runner().invoke(args=["import-services", given, *where], input=pipe)
    assert run.exit_code == 0, run.output
    return run.output


def test_nonsense_is_said(app: Autonomus, cast: Cast, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    for name, content, code, organisation in (
        ("in.json", "[{}]", "0000", "x"),
        ("in.json", "[{}]", "9901", "x"),
        ("in.json", "{", "9901", "camara municipal (here)"),
        ("in.csv", "Local\nLargo\n", "9901", "camara municipal (here)"),
        ("in.xlsx", "Nome\nBar\n", "9901", "camara municipal (here)"),
    ):
        file = tmp_path / name
        file.write_text(content, "utf-8")
        run = runner.invoke(
            args=["import-services", str(file), "--municipality", code, "--organisation", organisation]
        )
        assert run.exit_code == 1
        assert "Error" in run.output
