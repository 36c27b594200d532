"""Services in and out as files: what is good enters once, what is broken comes back."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.actor import SYSTEM
from app.core.db import db, new_id
from app.core.errors import Forbidden
from app.directory.index.models import DirectoryImport
from app.directory.index.queries import get_import
from app.directory.services.models import Service, Structure
from app.directory.services.operations.entries import translate_service
from app.directory.services.operations.exporting import exchange_rows
from app.directory.services.operations.imported_rows import PROBLEM, look_through
from app.directory.services.operations.importing import (
    Exchange,
    UnreadableExchange,
    import_exchange,
    read_exchange,
)
from app.directory.services.queries.services import list_published
from tests.cast import Cast
from tests.factories.directory import a_place, a_place_row, a_row, a_service, publish
from tests.factories.one_of_each import making


def bring(cast: Cast, rows: list[Any], **options: Any) -> DirectoryImport:
    actor = options.pop("actor", None) or cast.coordinator.actor
    with making():
        return import_exchange(
            actor,
            import_id=new_id(),
            municipality_id=cast.here,
            organisation_id=cast.town_hall,
            rows=rows,
            **options,
        )


def tally(report: DirectoryImport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, len(report.broken)


def the_service(external_id: str) -> Service:
    return db.session.scalars(select(Service).where(Service.external_id == external_id)).one()


def exported(services: Iterable[Service]) -> dict[str, list[dict[str, Any]]]:
    """As a file says it."""
    rows = list(exchange_rows()([(each,) for each in services]))
    told = {"structures": [place for place, _ in rows if place], "services": [each for _, each in rows]}
    found: dict[str, list[dict[str, Any]]] = json.loads(json.dumps(told))
    return found


def count(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_five_hundred_enter_but_for_the_broken_ones_and_never_twice(cast: Cast) -> None:
    rows = [a_place_row(), *(a_row(n, date_maj="ontem" if n % 20 == 0 else "2026-02-14") for n in range(500))]
    assert tally(bring(cast, rows)) == (476, 0, 0, 25)
    again = bring(cast, rows)
    assert tally(again) == (0, 0, 476, 25)
    assert count(Service) == 475
    assert again.broken[0] == {
        "number": 2,
        "faults": [["no_day", "date_maj"]],
        "has_entered": False,
        "row": rows[1],
    }
    mended = [{**each["row"], "date_maj": "2026-02-14", PROBLEM: "…"} for each in again.broken]
    assert tally(bring(cast, mended)) == (25, 0, 0, 0)
    assert PROBLEM not in the_service("outra--0").extra


def test_only_courses_teach_whatever_a_file_says(cast: Cast) -> None:
    own = {"autonomus": {"competences": ["bake-bread"]}}
    rows = [a_place_row(), a_row(1, type="information", **own), a_row(2, type="formation", **own)]
    report = bring(cast, rows)
    found = [(each["number"], each["faults"], each["has_entered"]) for each in report.broken]
    assert found == [(2, [["no_course", "competences"]], True)], "whoever sent them is told"
    assert look_through(rows).broken == report.broken, "and sees it before"
    assert [len(the_service(f"outra--{number}").competences) for number in (1, 2)] == [0, 1]
    bring(cast, [a_row(2, type="information", date_maj="2026-03-01", **own)])
    assert not the_service("outra--2").taught


def test_a_newer_row_changes_an_older_one_does_not(cast: Cast) -> None:
    bring(cast, [a_place_row(), a_row(1)])
    assert tally(bring(cast, [a_row(1, nom="Outro nome", date_maj="2026-03-01")])) == (0, 1, 0, 0)
    assert tally(bring(cast, [a_row(1, nom="Antigo", date_maj="2026-01-01")])) == (0, 0, 1, 0)
    assert the_service("outra--1").name == "Outro nome"


def test_what_came_in_goes_out(cast: Cast) -> None:
    place = a_place_row(reseaux_porteurs=["emmaus", "france-travail"], siret="123")
    row = a_row(1, thematiques=["x--y", "mobilite--preparer-un-permis"], score_qualite=0.5, telephone=" 1 ")
    bring(cast, [place, row])
    found = [the_service("outra--1")]
    out = exported(found)
    said = {key: value for key, value in out["services"][0].items() if value is not None}
    said.pop("autonomus")
    assert said == row
    assert {key: value for key, value in out["structures"][0].items() if value is not None} == place


def test_what_goes_out_comes_in_elsewhere_with_all_that_only_we_have(cast: Cast) -> None:
    actor = cast.coordinator.actor
    with making():
        place = a_place(actor, cast.town_hall, directions="Ao lado da farmácia.")
        service = a_service(actor, place, what_to_bring="Passaporte.", groups=["over-45"], needs=["housing"])
        translate_service(actor, service=service, version=service.version, texts={("uk", "name"): "Папери"})
        publish(actor, service)
    rows = exported(each for some in list_published(cast.here) for (each,) in some)
    for each in (*rows["structures"], *rows["services"]):
        each["source"] = "vizinho"
    read = read_exchange(json.dumps(rows).encode())
    assert tally(bring(cast, read.entries, publish=True)) == (2, 0, 0, 0)
    assert not read.has_more
    copy = db.session.scalars(select(Service).where(Service.source == "vizinho")).one()
    assert (copy.what_to_bring, copy.values_of("groups"), copy.state) == (
        "Passaporte.",
        ["over-45"],
        "published",
    )
    assert [(each.lang, each.value) for each in copy.texts] == [("uk", "Папери")]
    assert copy.structure.directions == "Ao lado da farmácia."
    assert copy.checked_on == service.checked_on


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([a_row(1)], "no_structure"),
        ([a_place_row(), a_row(1), a_row(1)], "twice"),
        (["not a row"], "no_row"),
        ([a_place_row(nom="")], "missing"),
        ([a_place_row(), a_row(1, description="\x00")], "missing"),
    ],
)
def test_a_broken_row_keeps_the_others_from_nothing(cast: Cast, rows: list[Any], problem: str) -> None:
    report = bring(cast, rows)
    assert [[problem for problem, _ in each["faults"]] for each in report.broken] == [[problem]]
    assert report.added == len(rows) - 1


def test_a_field_that_cannot_be_read_does_not_take_its_entry_along(cast: Cast) -> None:
    hours = "du lundi au vendredi 9h-12h"
    bad = {"horaires_accueil": hours, "courriel": "casa at example", "longitude": "leste"}
    report = bring(cast, [a_place_row(**bad), a_row(1, nombre_semaines=1.5)])
    assert (report.added, [each["has_entered"] for each in report.broken]) == (2, [True, True])
    assert report.broken[0]["faults"] == [
        ["no_number", "longitude"],
        ["bad_mail", "courriel"],
        ["bad_hours", "horaires_accueil"],
    ], "everything that is wrong is said at once"
    service = the_service("outra--1")
    assert (service.structure.opening_hours, service.structure.email) == ("", "")
    out = exported([service])["structures"][0]
    assert out["horaires_accueil"] == hours, "what came in goes out again"


def test_a_field_that_cannot_be_read_empties_nothing_here(cast: Cast) -> None:
    bring(cast, [a_place_row(horaires_accueil="Mo-Fr 09:00-12:00"), a_row(1)])
    newer = a_place_row(horaires_accueil="lundi", nom="Casa nova", date_maj="2026-03-01")
    assert tally(bring(cast, [newer])) == (0, 1, 0, 1)
    place = the_service("outra--1").structure
    assert (place.name, place.opening_hours) == ("Casa nova", "Mo-Fr 09:00-12:00")


@pytest.mark.parametrize(
    ("told", "has_more"),
    [
        ({"page": 1, "pages": 1, "size": 1, "total": 1}, False),
        ({"page": 1, "pages": 130, "size": 1, "total": 130}, True),
        (
            {"total_items": 1, "total_pages": 1, "page_number": 1, "first_page": True, "last_page": True},
            False,
        ),
        ({"total_pages": 2, "page_number": 1, "last_page": False}, True),
        ({"count": 1, "next": None, "previous": None}, False),
        ({"count": "?", "next": "https://example.org/?page=2"}, True),
    ],
)
def test_a_page_of_an_interface_is_read_and_says_whether_there_are_others(
    told: dict[str, Any], *, has_more: bool
) -> None:
    page = {"items": [a_place_row()], **told}
    assert read_exchange(json.dumps(page).encode()) == Exchange([a_place_row()], has_more)


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"{",
            b'{"services": 3}',
            b'{"items": {}}',
            b"[]",
            b"3",
            b'"text"',
            b"\xff\xfe",
            b"[" * 100_000,
        ),
        *(b'[{"a": "\\ud800"}]', b'[{"a": NaN}]', b'[{"a": [-Infinity]}]'),
    ],
)
def test_what_is_no_list_of_entries_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableExchange):
        read_exchange(data)


def test_texts_of_other_languages_are_tidied_like_all_others(cast: Cast) -> None:
    texts = {"uk": {"name": "\u202eПослуга\x1b"}, "u\x00": {"name": "x"}, "xx": {"name": "y"}}
    bring(cast, [a_place_row(), a_row(1, autonomus={"texts": texts})])
    assert [(each.lang, each.value) for each in the_service("outra--1").texts] == [("uk", "Послуга")]


def test_a_partner_brings_in_its_own_as_proposals(cast: Cast) -> None:
    partner = cast.partner_technician.actor
    with pytest.raises(Forbidden):
        bring(cast, [a_place_row()], actor=partner, publish=True)
    bring(cast, [a_place_row(), a_row(1)], actor=partner)
    assert the_service("outra--1").state == "proposed"
    with pytest.raises(Forbidden):
        bring(cast, [a_place_row()], actor=cast.registrar.actor)


def test_a_report_is_read_by_who_made_it_and_by_who_writes_all(cast: Cast) -> None:
    report = bring(cast, [a_place_row(), a_row(1, nom=None)], actor=cast.facilitator.actor)
    assert get_import(cast.coordinator.actor, "service", report.id).broken
    for person in (cast.partner_technician, cast.stranger_coordinator):
        with pytest.raises(Exception) as found:  # noqa: PT011 -- NotFound, whose class the page decides
            get_import(person.actor, "service", report.id)
        assert type(found.value).__name__ == "NotFound"


def test_a_command_may_bring_in_too(cast: Cast) -> None:
    assert tally(bring(cast, [a_place_row(), a_row(1)], actor=SYSTEM)) == (2, 0, 0, 0)
    assert count(Structure) == 1
