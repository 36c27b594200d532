"""Registering a person and changing the record, in the browser."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.facts.held import held_on, value
from app.people.facts.queries import list_facts
from app.people.models import ContactPoint, Participant
from app.people.operations.records import edit_participant
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.htmx import normalised, patched
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
Register = Callable[..., Participant]
NEW = "/participants/new"
HTMX = {"HX-Request": "true"}


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Participant)) or 0


def edit_url(person: Participant) -> str:
    return f"/participants/{person.id}/edit"


def test_registering(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.registrar)
    page = client.get(NEW)
    assert "interesse público" in page.text or "public interest" in page.text
    answer = client.submit(page, NEW, name=" Ольга  Коваленко ", language="uk", phone="912345678")
    person = db.session.scalars(select(Participant)).one()
    assert answer.location.endswith(f"/participants/{person.id}")
    assert (person.name, person.language, person.municipality_id) == ("Ольга Коваленко", "uk", cast.here)
    assert db.session.scalars(select(ContactPoint.key)).all() == ["+351912345678"]


def test_who_it_could_be_is_shown_before_anybody_is_registered(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    known, client = register("Ольга Коваленко"), client_for(cast.registrar)
    fields = client.get(NEW).form(NEW) | {"name": "Olga Kovalenko"}
    asked = client.post(NEW, fields, status=200)
    first = asked.soup.select("form#registration button, button[form=registration]")[0]
    assert not first.has_attr("name"), "Enter in a field must not mean somebody new"
    assert asked.soup.select(f'a[href$="/participants/{known.id}"]')
    assert count() == 1
    client.post(NEW, fields | {"decision": "new"})
    client.post(NEW, fields | {"decision": "new"})  # the same tap once more
    assert count() == 2


@pytest.mark.parametrize(
    ("typed", "known", "year"),
    [
        ("1975", "1975", 1975),
        ("03/1975", "1975-03", 1975),
        ("12/03/1975", "1975-03-12", 1975),
        ("", "", None),
    ],
)
def test_as_much_of_the_birthday_is_kept_as_was_said(
    cast: Cast, client_for: ClientFor, typed: str, known: str, year: int | None
) -> None:
    client = client_for(cast.registrar)
    client.submit(client.get(NEW), NEW, name="Rosa Verdade", born=typed)
    person = db.session.scalars(select(Participant)).one()
    held = held_on(list_facts(person.id), clock.today("Europe/Lisbon"))
    assert (value(held, "born"), person.birth_year) == (known, year)


def test_the_very_day_of_birth_finds_whom_the_name_no_longer_does(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    """She married; of all who were born in that year she is the one who was born on that day."""
    register("Rosa Verdade", born="1975-03-12")
    client = client_for(cast.registrar)
    fields = client.get(NEW).form(NEW) | {"name": "Rosa Pimentel"}
    found = {
        born: "Verdade" in client.post(NEW, fields | {"born": born}, status=200, headers=HTMX).text
        for born in ("1975", "12/3/1975", "12-3-", "12/3/2975")
    }
    assert found == {"1975": False, "12/3/1975": True, "12-3-": False, "12/3/2975": False}


def test_twelve_people_are_registered_one_after_the_other(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    """The form comes back empty and ready, also after the question who it is; one button leaves it."""
    register("Ana Sá")
    client = client_for(cast.registrar)
    page = client.get(NEW)
    more = page.soup.select_one('form#registration button[name="then"]')
    assert more is not None
    fields = page.form(NEW) | {"name": "Rui Faria", "then": str(more["value"])}
    page = client.follow(client.post(NEW, fields))
    assert "Rui Faria" in page.text
    assert page.form(NEW)["name"] == ""
    for name, decision in (("Ivo Lobo", {}), ("Ana Sá", {"decision": "new"})):
        page = client.follow(client.post(NEW, page.form(NEW) | {"name": name, **decision}))
        assert page.soup.select_one("form#registration input[name=name][autofocus]")
    last = client.submit(page, NEW, name="Eva Cruz", then=["next", "open"])
    assert "/participants/new" not in last.location
    assert count() == 5


def test_candidates_appear_while_typing_and_register_nobody(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    register("Maria Silva")
    client = client_for(cast.registrar)
    page = client.get(NEW)
    for name in ("Maria Silva", "Rui Faria"):
        fields = page.form(NEW) | {"name": name}
        part = client.post(NEW, fields, status=200, headers=HTMX)
        assert count() == 1
        assert ("Maria Silva" in part.text) == (name == "Maria Silva")
    assert client.post(NEW, page.form(NEW) | {"name": ""}, status=200, headers=HTMX).text == ""


def test_the_part_equals_the_page(cast: Cast, register: Register, client_for: ClientFor) -> None:
    register("Maria Silva")
    client = client_for(cast.registrar)
    fields = client.get(NEW).form(NEW) | {"name": "Maria Silva"}
    whole = client.post(NEW, fields, status=200)
    again = client.post(NEW, fields, status=200)
    part = client.post(NEW, fields, status=200, headers=HTMX).response.get_data(as_text=True)
    assert normalised(patched(again.soup, part)) == normalised(whole.soup)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "M" * 201},
        {"name": "Ana", "born": "19O4"},
        {"name": "Ana", "language": "klingon"},
        {"name": "Ana", "parish_id": "x"},
        {"name": "Ana", "groups": "aliens"},
        {"name": "Ana", "note": "n" * 1_001},
        {"name": "Ana", "municipality_id": "x"},
    ],
)
def test_what_cannot_be_writes_nothing(cast: Cast, client_for: ClientFor, wrong: dict[str, str]) -> None:
    client = client_for(cast.registrar)
    page = client.post(NEW, client.get(NEW).form(NEW) | wrong, status=422)
    if "born" in wrong:
        assert page.form(NEW)["born"] == "19O4"
    assert count() == 0


def test_a_form_of_another_municipality_is_a_conflict(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.stranger)
    fields = client.get(NEW).form(NEW) | {"name": "Ana", "municipality_id": str(cast.here)}
    client.post(NEW, fields, status=409)
    assert count() == 0


@pytest.mark.parametrize("who", ["administrator", "partner_technician", "observer"])
def test_others_may_not_register(cast: Cast, client_for: ClientFor, who: str) -> None:
    client = client_for(getattr(cast, who))
    client.get(NEW, status=403)
    client.post(NEW, {"request_key": str(new_id()), "name": "Ana"}, status=403)


def test_strangers_find_nobody(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register(), client_for(cast.stranger)
    for room in ("edit", "contacts", "consents", "team"):
        client.get(f"/participants/{person.id}/{room}", status=404)
    client.post(edit_url(person), {"request_key": str(new_id())}, status=404)
    client_for(cast.stranger_coordinator).get(f"/participants/{person.id}/seal", status=404)


def test_editing(cast: Cast, register: Register, client_for: ClientFor) -> None:
    person, client = register("Maria Silva", parish_id=cast.parish), client_for(cast.registrar)
    page = client.get(edit_url(person))
    assert page.form(edit_url(person))["parish_id"] == str(cast.parish)
    client.submit(page, edit_url(person), name="Maria Sousa", language="uk", note="Vem às terças.")
    db.session.expire_all()
    changed = db.session.get_one(Participant, person.id)
    assert (changed.name, changed.language, changed.note) == ("Maria Sousa", "uk", "Vem às terças.")


def test_the_second_of_two_saves_what_they_typed_and_nothing_else(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Maria Silva"), client_for(cast.registrar)
    url = edit_url(person)
    page = client.get(url)
    with writing():
        edit_participant(cast.facilitator.actor, participant=person, version=1, name="Maria Sousa")
    both = client.submit(page, url, status=409, note="nova nota", language="uk")
    assert "Alterado só por si: Língua · Nota." in both.text
    assert "tal como está guardado agora: Nome." in both.text
    assert both.form(url)["name"] == "Maria Sousa"
    client.submit(both, url)
    db.session.expire_all()
    kept = db.session.get_one(Participant, person.id)
    assert (kept.name, kept.language, kept.note) == ("Maria Sousa", "uk", "nova nota")


def test_what_both_typed_stands_beside_each_other_also_after_something_to_mend(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Maria Silva"), client_for(cast.registrar)
    url = edit_url(person)
    page = client.get(url)
    with writing():
        edit_participant(cast.facilitator.actor, participant=person, version=1, name="Maria Sousa", note="a")
    wrong = client.submit(page, url, status=422, name="", name_on_papers="Maria S.")
    both = client.submit(wrong, url, status=409, name="Maria Santos")
    assert versions_on(both) == [("Maria Sousa", "Maria Santos")]
    offered = both.form(url)
    kept = offered["name"], offered["name_on_papers"], offered["note"].strip()
    assert kept == ("Maria Santos", "Maria S.", "a")


def test_an_edit_with_an_empty_name_writes_nothing(
    cast: Cast, register: Register, client_for: ClientFor
) -> None:
    person, client = register("Maria"), client_for(cast.registrar)
    wrong: dict[str, Any] = {"name": ""}
    client.submit(client.get(edit_url(person)), edit_url(person), status=422, **wrong)
    db.session.expire_all()
    assert db.session.get_one(Participant, person.id).version == 1
