"""The list of participants and a person's page: filters, sealing, parts, reads."""

from datetime import date

import pytest

from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations.contacts import add_contact
from app.skills.operations.entries import confirm_entry
from tests.cast import Cast
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import clerk, making
from tests.htmx import normalised, patched
from tests.integration.office.conftest import HTMX, ClientFor, MakeList, Register


def names(client: PageClient, query: str) -> list[str]:
    page = client.get(f"/participants?{query}")
    return [link.get_text() for link in page.soup.select("#participants tbody th a")]


def test_people_are_found_whatever_accents_and_order(desk: PageClient, register: Register) -> None:
    register("João Ávila da Conceição")
    register("Ольга Коваленко")
    assert names(desk, "q=conceicao+joao") == ["João Ávila da Conceição"]
    assert names(desk, "q=Коваленко") == ["Ольга Коваленко"]
    assert names(desk, "q=nobody") == []


def test_filters_stand_in_the_address(
    desk: PageClient, cast: Cast, register: Register, make_list: MakeList
) -> None:
    person = register("Ana Filtro", language="uk", parish_id=cast.parish, groups=["women"])
    register("Rui Outro")
    entry = make_list(person).entries[0]
    assert entry.competence_id
    key = skills_key(entry.competence_id)
    for query in (
        "language=uk",
        f"parish={cast.parish}",
        "group=women",
        f"can={key}",
        f"can={key}&level=alone",
    ):
        assert names(desk, query) == ["Ana Filtro"], query
    assert names(desk, f"can={key}&level=teaches") == []
    assert names(desk, "can=qwertyuiop") == []


def test_the_list_is_sorted_by_its_headings(desk: PageClient, register: Register) -> None:
    for name, day in (("Bento", 3), ("Ana", 2), ("Clara", 1)):
        person = register(name)
        with writing():
            db.session.get_one(Participant, person.id).last_activity_on = date(2026, 3, day)
    page = desk.get("/participants")
    assert page.soup.select_one("th[aria-sort='ascending'] a")["href"] == "/participants?sort=-name"  # type: ignore[index]
    assert names(desk, "sort=-name") == ["Clara", "Bento", "Ana"]
    latest = page.soup.select_one("th:not([aria-sort]) a.table-sort")
    assert latest is not None
    assert names(desk, str(latest["href"]).partition("?")[2]) == ["Bento", "Ana", "Clara"]
    assert names(desk, "sort=activity") == ["Clara", "Ana", "Bento"]
    assert names(desk, "sort=nonsense") == ["Ana", "Bento", "Clara"]
    searched = desk.get("/participants?sort=-activity&q=a")
    assert searched.soup.select_one("form[role=search] input[name=sort]")["value"] == "-activity"  # type: ignore[index]
    assert all("q=a" in str(a["href"]) for a in searched.soup.select("a.table-sort"))


def skills_key(competence_id: object) -> str:
    from app.skills.queries.catalogue import catalogue

    competence = catalogue().competence(competence_id)  # type: ignore[arg-type]
    assert competence
    return competence.key


def test_words_for_a_competence_say_what_they_were_taken_for(desk: PageClient) -> None:
    page = desk.get("/participants?can=crianças")
    assert page.soup.select_one("#participants p strong") is not None


def test_a_wrong_filter_is_said(desk: PageClient) -> None:
    desk.get("/participants?parish=nowhere", status=422)


def test_the_filtered_part_is_the_page(desk: PageClient, register: Register) -> None:
    register("Ana Um")
    old = desk.get("/participants?q=xyz")
    part = desk.get("/participants?q=ana", headers=HTMX).response.get_data(as_text=True)
    new = desk.get("/participants?q=ana")
    for soup in (old.soup, new.soup):
        box = soup.select_one("#q")
        assert box is not None
        del box["value"]
    assert normalised(patched(old.soup, part)) == normalised(new.soup)


def test_pages_follow_by_key(desk: PageClient, register: Register) -> None:
    for number in range(30):
        register(f"Pessoa {number:02}")
    page = desk.get("/participants")
    older = page.soup.select_one('a[rel="next"]')
    assert older is not None
    second = desk.get(str(older["href"]))
    assert len(second.soup.select("tbody tr")) == 5


def test_the_page_tells_everything_but_the_contacts(
    desk: PageClient, cast: Cast, register: Register, make_list: MakeList
) -> None:
    person = register("Ana Página", agrees=True, parish_id=cast.parish, birth_year=1970)
    actor = clerk(cast.here, cast.colleague.id)
    inventory = make_list(person)
    with making():
        add_contact(actor, contact_id=new_id(), participant=person, kind="phone", value="+351912345678")
        confirm_entry(actor, entry=inventory.entries[0], level="teaches")
    page = desk.get(f"/participants/{person.id}")
    assert "Amieira" in page.text
    assert "Colleague" in page.text  # who confirmed
    assert "912" not in page.text
    summary = page.soup.select_one("#summary")
    assert summary is not None
    assert "Ana" not in summary.get_text()
    desk.get(f"/participants/{person.id}/history")


def test_a_sealed_person_is_nowhere(
    client_for: ClientFor, cast: Cast, register: Register, make_list: MakeList
) -> None:
    hidden = register("Xénia Protegida", sealed=True, agrees=True)
    make_list(hidden)
    colleague = client_for(cast.facilitator)
    assert names(colleague, "q=xenia") == []
    assert "Xénia" not in colleague.get("/search?q=xenia").text
    for path in ("", "/history"):
        colleague.get(f"/participants/{hidden.id}{path}", status=404)
        asked = client_for(cast.coordinator).get(f"/participants/{hidden.id}{path}", status=303)
        assert "/opening" in asked.location


@pytest.mark.parametrize("path", ["", "/history"])
def test_who_may_open_a_page(client_for: ClientFor, cast: Cast, register: Register, path: str) -> None:
    person = register()
    client_for(cast.registrar).get(f"/participants/{person.id}{path}")
    client_for(cast.stranger).get(f"/participants/{person.id}{path}", status=404)
    client_for(cast.observer).get(f"/participants/{person.id}{path}", status=403)
    client_for(cast.facilitator).post(f"/participants/{person.id}{path}", status=405)


def test_the_registrars_page_offers_no_dead_doors(
    client_for: ClientFor, cast: Cast, register: Register, make_list: MakeList
) -> None:
    person = register(agrees=True)
    make_list(person)
    client = client_for(cast.registrar)
    page = client.get(f"/participants/{person.id}")
    assert "Isto é lido por quem acompanha a pessoa" in page.text
    assert "Ainda sem competências" not in page.text
    for link in page.soup.select("main a[href^='/']"):
        client.get(str(link["href"]))


def test_reads_of_the_list_do_not_grow(desk: PageClient, cast: Cast, register: Register) -> None:
    register("Ana Um", parish_id=cast.parish)
    few = cost(desk, "/participants?can=crianças&q=pessoa")
    for number in range(12):
        register(f"Pessoa {number}", parish_id=cast.parish)
    assert cost(desk, "/participants?can=crianças&q=pessoa") == few <= AT_MOST


def test_reads_of_the_page_do_not_grow(
    desk: PageClient, cast: Cast, register: Register, make_list: MakeList
) -> None:
    person = register("Ana Um", parish_id=cast.parish, agrees=True, groups=["women"])
    make_list(person)
    few = cost(desk, f"/participants/{person.id}")
    for _ in range(6):
        make_list(person)
    assert cost(desk, f"/participants/{person.id}") == few <= AT_MOST
