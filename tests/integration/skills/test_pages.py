"""The office's pages of a list: what works, who may, what is refused, what htmx patches."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core.db import db, new_id
from app.people.operations.openings import open_record
from app.skills.card_numbers import edition, numbered
from app.skills.loader import id_of
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.queries.catalogue import catalogue
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.htmx import normalised, patched
from tests.integration.skills.conftest import OLDER, MakeList, MakePerson, counted_statements, fresh

ClientFor = Callable[..., PageClient]
HTMX = {"HX-Request": "true"}


def test_the_list_stands_in_both_languages(desk: PageClient, list_of_person: Inventory) -> None:
    page = desk.get(f"/inventories/{list_of_person.id}")
    assert "Tomar conta de uma pessoa idosa" in page.text
    assert page.soup.select_one('[lang="uk"]') is not None


def test_what_was_agreed_on_is_kept_at_once_and_the_rest_waits(
    desk: PageClient, list_of_person: Inventory, make_list: MakeList, make_person: MakePerson
) -> None:
    first, second = list_of_person.entries
    foreign = make_list(OLDER, participant=make_person()).entries[0]
    url = f"/inventories/{list_of_person.id}/agreement"
    page, levels = desk.get(url), zip((first, second, foreign), ("alone", "", "alone"), strict=True)
    sent: dict[str, Any] = {f"e{each.id.hex}-level": level for each, level in levels}
    desk.submit(page, url, status=422, **dict.fromkeys(sent, "superbly"))
    desk.submit(page, url, **sent)
    assert [(each.state, each.level) for each in fresh(list_of_person).entries] == [
        ("confirmed", "alone"),
        ("declared", None),
    ]
    assert db.session.get_one(InventoryEntry, foreign.id).state == "declared"
    assert len(desk.get(url).soup.select(".learnt > li")) == 1


PAGES = ("", "/agreement", "/cards", "/cards/care", "/additions", "/sheet", "/sheet?kind=slip", "/sheet.pdf")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_is_hidden_from_strangers_and_refused_to_others(
    client_for: ClientFor, cast: Cast, make_list: MakeList, list_of_person: Inventory, path: str
) -> None:
    client_for(cast.facilitator).get(f"/inventories/{list_of_person.id}{path}")
    client_for(cast.facilitator).get(f"/inventories/{make_list(OLDER, language='ar').id}{path}")
    client_for(cast.stranger).get(f"/inventories/{list_of_person.id}{path}", status=404)
    client_for(cast.facilitator).get(f"/inventories/{new_id()}{path}", status=404)
    for nobody in (cast.observer, cast.registrar):
        client_for(nobody).get(f"/inventories/{list_of_person.id}{path}", status=403)


def test_the_patched_card_equals_a_fresh_page(desk: PageClient, list_of_person: Inventory) -> None:
    address = f"/inventories/{list_of_person.id}/cards/care"
    before = desk.get(address)
    fields = {"competence_id": str(id_of("care-baby")), "frequency": "daily"}
    part = desk.post(address, fields, status=200, headers=HTMX)
    after = desk.get(address)
    assert normalised(patched(before.soup, part.response.get_data(as_text=True))) == normalised(after.soup)


def test_cards_are_answered_changed_and_taken_back_by_plain_forms(
    desk: PageClient, list_of_person: Inventory
) -> None:
    address = f"/inventories/{list_of_person.id}/cards/care"
    for frequency, expected in (("daily", "daily"), ("never", "never"), ("", None)):
        desk.post(address, {"competence_id": str(id_of("care-baby")), "frequency": frequency})
        answers = {entry.competence_id: entry.frequency for entry in fresh(list_of_person).entries}
        assert answers.get(id_of("care-baby")) == expected
    desk.post(address, {"competence_id": str(new_id()), "frequency": "daily"}, status=404)
    desk.post(address, {"competence_id": "nonsense", "frequency": "daily"}, status=404)
    desk.post(address, {"competence_id": str(id_of(OLDER)), "frequency": "hourly"}, status=422)
    desk.get(f"/inventories/{list_of_person.id}/cards/moon", status=404)


def test_own_words_are_added_found_and_linked(desk: PageClient, list_of_person: Inventory) -> None:
    address = f"/inventories/{list_of_person.id}"
    desk.post(f"{address}/additions", {"text": ""}, status=422)
    desk.post(f"{address}/additions", {"text": "ando à jorna na vindima"})
    entry = next(each for each in fresh(list_of_person).entries if each.own_words)
    meaning = f"{address}/entries/{entry.id}/competence"
    assert str(id_of("pick-grapes")) in str(desk.get(meaning).soup)
    part = desk.get(f"{meaning}?q=trator", headers=HTMX).response.get_data(as_text=True)
    assert str(id_of("drive-tractor")) in part
    assert "<html" not in part
    desk.post(meaning, {"competence_id": str(id_of("pick-grapes"))})
    assert db.session.get_one(InventoryEntry, entry.id, populate_existing=True).competence_id == id_of(
        "pick-grapes"
    )


def test_a_competence_found_by_words_is_added_with_them(desk: PageClient, list_of_person: Inventory) -> None:
    address = f"/inventories/{list_of_person.id}/additions"
    assert "Conduzir" in desk.get(f"{address}?q=trator").text
    desk.post(address, {"competence_id": str(id_of("drive-tractor")), "text": "trator"})
    added = next(e for e in fresh(list_of_person).entries if e.competence_id == id_of("drive-tractor"))
    assert added.own_words == "trator"


UNSAFE = ("", "/additions", "/cards/care")


@pytest.mark.parametrize("path", UNSAFE)
def test_others_change_nothing(
    client_for: ClientFor, cast: Cast, list_of_person: Inventory, path: str
) -> None:
    def attempt(person: Person, status: int) -> None:
        fields = {"text": "x", "competence_id": str(id_of(OLDER)), "frequency": "once"}
        client_for(person).post(f"/inventories/{list_of_person.id}{path}", fields, status=status)

    attempt(cast.stranger, 404)
    attempt(cast.observer, 403)
    client_for(cast.facilitator).browser.delete(f"/inventories/{list_of_person.id}{path}")


def test_the_catalogue_is_searched_and_its_part_equals_the_page(desk: PageClient) -> None:
    page = desk.get("/catalogue")
    assert "Casa e família" in page.text
    part = desk.get("/catalogue?q=velhotes", headers=HTMX).response.get_data(as_text=True)
    found = desk.get("/catalogue?q=velhotes")
    assert "Tomar conta de uma pessoa idosa" in found.text
    new = patched(page.soup, part).find(id="hits")
    assert " ".join(str(new).split()) == " ".join(str(found.soup.find(id="hits")).split())
    desk.get("/catalogue?context=moon&q=%00%F0%9F%98%80")


def test_the_card_sheet_is_printed_in_two_languages_with_a_number_for_every_card(desk: PageClient) -> None:
    page = desk.get("/card-sheet?language=ar")
    numbers = {int(cell.get_text()) for cell in page.soup.select("td.table-number")}
    assert numbers == set(numbered(catalogue()))
    assert edition(catalogue()) in page.text


def paper(desk: PageClient, rows: list[tuple[str, str]], **fields: str) -> dict[str, object]:
    page = desk.get("/inventories/paper")
    return {
        **page.form("/inventories/paper"),
        "language": "uk",
        "edition": edition(catalogue()),
        "number": [number for number, _ in rows],
        "tick": [tick for _, tick in rows],
        **fields,
    }


def test_a_filled_in_sheet_is_typed_in_by_numbers(desk: PageClient, make_person: MakePerson) -> None:
    cards, person = numbered(catalogue()), make_person()
    sent = paper(desk, [("3", "2"), ("", ""), ("٧", "4")], participant_id=str(person.id))
    page = desk.post("/inventories/paper", sent)
    desk.post("/inventories/paper", sent)
    made = db.session.scalars(select(Inventory)).one()
    assert (made.participant_id, made.origin, made.language) == (person.id, "paper", "uk")
    assert {e.competence_id: e.frequency for e in made.entries} == {
        cards[3].id: "sometimes",
        cards[7].id: "daily",
    }
    assert page.location.endswith(f"/inventories/{made.id}")
    without = desk.post("/inventories/paper", paper(desk, [("1", "1")]))
    assert len(desk.follow(without).soup.select(".code-shown")) == 1


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ([("9999", "1")], {}),
        ([("0", "1")], {}),
        ([("3", "7")], {}),
        ([("3", "")], {}),
        ([("abc", "1")], {}),
        ([("3", "1")], {"edition": "0000"}),
        ([("3", "1")], {"language": "xx"}),
    ],
)
def test_a_wrong_number_or_edition_is_said_and_nothing_is_written(
    desk: PageClient, rows: list[tuple[str, str]], fields: dict[str, str]
) -> None:
    page = desk.post("/inventories/paper", paper(desk, rows, **fields), status=422)
    assert page.soup.select_one(f'[name=number][value="{rows[0][0]}"]') is not None
    assert db.session.scalar(select(func.count()).select_from(Inventory)) == 0


def test_the_sheet_of_a_sealed_person_carries_no_name(
    client_for: ClientFor, cast: Cast, make_list: MakeList, make_person: MakePerson
) -> None:
    person = make_person("Nome Protegido", sealed=True)
    inventory = make_list(OLDER, participant=person)
    actor = cast.coordinator.actor
    open_record(actor, participant=person, opening_id=new_id(), reason="appointment")
    db.session.commit()
    page = client_for(cast.coordinator).get(f"/inventories/{inventory.id}/sheet")
    assert "Tomar conta de uma pessoa idosa" in page.text
    assert "Nome Protegido" not in page.text


@pytest.mark.parametrize("path", ["", "/cards/care"])
def test_pages_cost_the_same_queries_however_long_the_list(
    desk: PageClient, make_list: MakeList, make_person: MakePerson, path: str
) -> None:
    every = [view.key for view in catalogue().keys.values()]
    short, long = (make_list(*every[:n], participant=make_person()) for n in (1, 100))
    costs = []
    desk.get(f"/inventories/{long.id}")  # which says why it is opened
    for inventory in (short, short, long):
        with counted_statements() as statements:
            desk.get(f"/inventories/{inventory.id}{path}")
        costs.append(len(statements))
    assert costs[1] == costs[2] <= 14, "the first one also opened the connection"
