"""Who can do X near Y: only people who agreed, the same parish first, each row with its reason."""

from uuid import UUID

from app.people.models import Participant
from app.skills.models.inventory import Inventory
from app.skills.queries.catalogue import catalogue
from tests.cast import Cast
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost
from tests.htmx import normalised, patched
from tests.integration.office.conftest import HTMX, ClientFor, MakeList, Register


def names(page: Page) -> list[str]:
    return [name.get_text() for name in page.soup.select("#able .known > li > div strong")]


def keys(inventory: Inventory) -> list[str]:
    known = catalogue()
    return [known.competences[entry.competence_id].key for entry in inventory.entries if entry.competence_id]


def person_of(inventory: Inventory) -> UUID:
    assert inventory.participant_id
    return inventory.participant_id


def able(register: Register, make_list: MakeList, name: str, parish: UUID | None = None) -> Inventory:
    person: Participant = register(name, agrees=True, parish_id=parish)
    return make_list(person)


def test_a_competence_is_found_by_words_and_added_by_a_link(desk: PageClient) -> None:
    page = desk.get("/who-can?q=crianças")
    link = page.soup.select_one("#hits a")
    assert link is not None
    chosen = desk.get(str(link["href"]))
    assert chosen.soup.select_one(".tag-petrol") is not None


def test_only_people_who_agreed_and_are_not_protected(
    desk: PageClient, cast: Cast, register: Register, make_list: MakeList
) -> None:
    key = keys(able(register, make_list, "Ana Concorda"))[0]
    make_list(register("Rui Calado"))
    make_list(register("Xénia Protegida", agrees=True, sealed=True))
    page = desk.get(f"/who-can?c={key}")
    assert names(page) == ["Ana Concorda"]
    assert "1" in page.soup.select_one(".pager").get_text()  # type: ignore[union-attr]


def test_the_same_parish_comes_first_and_says_so(
    desk: PageClient, cast: Cast, register: Register, make_list: MakeList
) -> None:
    able(register, make_list, "Ana Longe", cast.other_parish)
    key = keys(able(register, make_list, "Zita Perto", cast.parish))[0]
    page = desk.get(f"/who-can?c={key}&parish={cast.parish}")
    assert names(page) == ["Zita Perto", "Ana Longe"]
    assert len(page.soup.select("#able .tag-ochre")) == 1


def test_level_and_all_or_any(desk: PageClient, register: Register, make_list: MakeList) -> None:
    one, two, *_ = keys(able(register, make_list, "Ana Sabe"))
    other = next(each.key for each in catalogue().competences.values() if each.key not in {one, two})
    assert names(desk.get(f"/who-can?c={one}&c={two}&level=alone")) == ["Ana Sabe"]
    assert names(desk.get(f"/who-can?c={one}&level=teaches")) == []
    assert names(desk.get(f"/who-can?c={one}&c={other}&match=all")) == []
    assert names(desk.get(f"/who-can?c={one}&c={other}&match=any")) == ["Ana Sabe"]


def test_an_address_with_a_competence_that_is_not_there_says_so(
    desk: PageClient, register: Register, make_list: MakeList
) -> None:
    key = keys(able(register, make_list, "Ana Sabe"))[0]
    alone = desk.get("/who-can?c=thatch-roofs")
    said = alone.soup.select_one("main .notice-warning")
    assert said is not None
    assert "thatch-roofs" in said.get_text()
    assert alone.soup.select_one("#who-can-q"), "the way on is on the page"
    beside = desk.get(f"/who-can?c={key}&c=thatch-roofs&c=no%20key")
    assert len(beside.soup.select("main .notice-warning li")) == 2
    assert names(beside) == ["Ana Sabe"]


def test_each_row_leads_to_its_entry(desk: PageClient, register: Register, make_list: MakeList) -> None:
    inventory = able(register, make_list, "Ana Sabe")
    page = desk.get(f"/who-can?c={keys(inventory)[0]}")
    assert page.soup.select_one(f'#able a[href="/inventories/{inventory.id}"]') is not None
    assert page.soup.select_one(f'#able a[href="/participants/{person_of(inventory)}"]') is not None


def test_an_answer_that_was_not_offered_is_said(desk: PageClient) -> None:
    desk.get("/who-can?match=some", status=422)


def test_the_live_part_is_the_page(desk: PageClient) -> None:
    old = desk.get("/who-can")
    part = desk.get("/who-can?q=bolos", headers=HTMX).response.get_data(as_text=True)
    new = desk.get("/who-can?q=bolos")
    for soup in (old.soup, new.soup):
        box = soup.select_one("#who-can-q")
        assert box is not None
        del box["value"]
    assert normalised(patched(old.soup, part)) == normalised(new.soup)


def test_who_may_ask(client_for: ClientFor, cast: Cast) -> None:
    client_for(cast.registrar).get("/who-can")
    client_for(cast.observer).get("/who-can", status=403)
    client_for(cast.administrator).get("/who-can", status=403)
    client_for(cast.facilitator).post("/who-can", status=405)


def test_another_municipality_finds_nobody_of_ours(
    client_for: ClientFor, cast: Cast, register: Register, make_list: MakeList
) -> None:
    key = keys(able(register, make_list, "Ana Sabe"))[0]
    assert names(client_for(cast.stranger).get(f"/who-can?c={key}")) == []


def test_reads_do_not_grow(desk: PageClient, register: Register, make_list: MakeList) -> None:
    key = keys(able(register, make_list, "Ana Sabe"))[0]
    few = cost(desk, f"/who-can?c={key}&q=bolos")
    for number in range(8):
        able(register, make_list, f"Pessoa {number}")
    assert cost(desk, f"/who-can?c={key}&q=bolos") == few <= AT_MOST
