"""One box for people, organisations and competences."""

from tests.cast import Cast
from tests.client import PageClient
from tests.counting import AT_MOST, cost
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
    client_for(cast.observer).get("/search?q=camara", status=403)
    assert "Conceição" not in client_for(cast.stranger).get("/search?q=camara").text
    client_for(cast.facilitator).post("/search", status=405)
    assert client_for(None).get("/search", status=303).location.startswith("/sign-in")


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
