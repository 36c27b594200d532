"""One box for people, organisations and competences."""

import pytest
from sqlalchemy import func, select

from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.people.operations.contacts import add_contact
from tests.cast import Cast
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import clerk, making
from tests.htmx import normalised, patched
from tests.integration.office.conftest import HTMX, ClientFor, Register


def test_everything_is_found_at_once(desk: PageClient, register: Register) -> None:
    person = register("Conceição Câmara")
    page = desk.get("/search?q=camara")
    assert page.soup.select_one(f'a[href="/participants/{person.id}"]') is not None
    assert page.soup.select_one('#found a[href^="/organisations"]') is not None
    competences = desk.get("/search?q=crianças").soup.select('#found a[href^="/who-can?c="]')
    desk.get(str(competences[0]["href"]))


def test_nothing_typed_and_nothing_found_say_what_to_do(desk: PageClient) -> None:
    assert desk.get("/search").soup.select_one("#found p") is not None
    assert desk.get("/search?q=qwertyuiop").soup.select_one("#found .empty") is not None


def test_partners_search_organisations_only(client_for: ClientFor, cast: Cast, register: Register) -> None:
    register("Conceição Câmara")
    page = client_for(cast.partner_technician).get("/search?q=camara")
    assert page.soup.select_one('#found a[href^="/organisations"]') is not None
    assert "Conceição" not in page.text


def test_who_may_search(client_for: ClientFor, cast: Cast, register: Register) -> None:
    register("Conceição Câmara")
    for person in (cast.observer, cast.stranger):
        client = client_for(person)
        assert "Conceição" not in client.get("/search?q=camara").text
        answer = client.submit(client.get("/search"), "/search", status=303, q="camara")
        assert "Conceição" not in client.follow(answer).text
    assert client_for(None).get("/search", status=303).location.startswith("/sign-in")


def found_by_phone() -> int:
    asked = select(func.count()).where(AuditEntry.action == "participant.found_by_phone")
    return db.session.scalar(asked) or 0


@pytest.mark.parametrize("typed", ["912345678", "912 345 678", "+351 912-345-678", "00351912345678"])
def test_a_telephone_number_finds_who_is_reached_by_it_and_is_in_no_address(
    desk: PageClient, register: Register, typed: str
) -> None:
    person, hidden = register("Ana Alves"), register("Xénia Protegida", sealed=True)
    register("Bento Costa")
    with making():
        actor = clerk(person.municipality_id, person.created_by or new_id())
        for each in (person, hidden):
            add_contact(
                actor, contact_id=new_id(), participant=each, kind="phone", value="912 345 678 (filha)"
            )
    page = desk.submit(desk.get("/search"), "/search", status=200, q=typed)
    assert [link.text for link in page.soup.select("#found a")] == ["Ana Alves"]
    assert found_by_phone() == 1
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "participant.found_by_phone")
    ).one()
    assert (entry.subject_id, "912" in str(entry.detail)) == (person.id, False)


def test_a_number_in_the_address_finds_nobody(desk: PageClient, register: Register) -> None:
    register("Ana Alves")
    page = desk.get("/search?q=912345678")
    assert page.soup.select_one("#found p.soft") is not None
    assert not page.soup.select("#found a")
    assert not found_by_phone()


def test_words_go_on_to_an_address_that_can_be_kept(desk: PageClient, register: Register) -> None:
    register("Ana Alves")
    for form in ("/search", "/participants"):  # the page of the search, and the box above every other page
        page = desk.submit(desk.get(form), "/search", q="alves")
        assert page.location == "/search?q=alves"
        assert "Ana Alves" in desk.follow(page).text


def test_who_may_not_open_contacts_finds_nobody_by_a_number(client_for: ClientFor, cast: Cast) -> None:
    page = client_for(cast.partner_technician).post("/search", {"q": "912345678"})
    assert page.location == "/search?q=912345678"


def test_the_live_part_is_the_page(desk: PageClient, register: Register) -> None:
    register("Conceição Câmara")
    old = desk.get("/search?q=x")
    part = desk.get("/search?q=camara", headers=HTMX).response.get_data(as_text=True)
    new = desk.get("/search?q=camara")
    for soup in (old.soup, new.soup):
        box = soup.select_one("#search-q")
        assert box is not None
        del box["value"]
    assert normalised(patched(old.soup, part)) == normalised(new.soup)


def test_reads_do_not_grow(desk: PageClient, register: Register) -> None:
    register("Ana Um")
    few = cost(desk, "/search?q=ana")
    for number in range(12):
        register(f"Ana {number}")
    assert cost(desk, "/search?q=ana") == few <= AT_MOST
