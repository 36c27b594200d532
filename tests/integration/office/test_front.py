"""Today's page: what waits, for whom, and what it costs."""

from collections.abc import Callable

from app.core.permission import Permission
from app.network.operations.notices import raise_notice
from app.office.shell import menu_of
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from tests.cast import Cast
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import clerk, making
from tests.htmx import normalised, patched
from tests.integration.office.conftest import HTMX, ClientFor, MakeList, Register

Waiting = Callable[[], tuple[Inventory, ClaimCode]]


def call(cast: Cast, place: str = "Átrio") -> None:
    with making():
        raise_notice(
            clerk(cast.here, cast.colleague.id),
            kind="help",
            place=place,
            language="uk",
            municipality_id=cast.here,
        )


def test_a_call_stays_until_somebody_answers_it(desk: PageClient, cast: Cast) -> None:
    call(cast, "Átrio da biblioteca")
    page = desk.get("/")
    assert "Átrio da biblioteca" in page.text
    assert page.soup.select_one(".navigation .badge") is not None
    action = page.soup.select_one("#notices form")
    assert action is not None
    after = desk.follow(desk.submit(page, str(action["action"])))
    assert "Átrio da biblioteca" not in after.text
    assert after.soup.select_one(".navigation .badge") is None


def test_the_polled_part_is_the_page(desk: PageClient, cast: Cast) -> None:
    old = desk.get("/")
    call(cast)
    part = desk.get("/notices", headers=HTMX).response.get_data(as_text=True)
    front = desk.get("/").soup
    for soup in (old.soup, front):
        for form in soup.select("input[name=csrf_token]"):
            form.attrs.pop("value", None)
    assert normalised(patched(old.soup, part)) == normalised(front)


def test_what_waits_is_one_tap_away(
    desk: PageClient, waiting: Waiting, register: Register, make_list: MakeList
) -> None:
    waiting()
    inventory = make_list(register("Olena Petrenko"))
    page = desk.get("/")
    assert page.soup.select_one(f'#unreviewed a[href="/inventories/{inventory.id}"]') is not None
    assert "1" in page.soup.select_one("#waiting").get_text()  # type: ignore[union-attr]


def test_a_sealed_persons_list_is_on_nobodys_front_page(
    client_for: ClientFor, cast: Cast, register: Register, make_list: MakeList
) -> None:
    make_list(register("Xénia Protegida", sealed=True))
    assert "Xénia" not in client_for(cast.facilitator).get("/").text
    assert "Xénia" in client_for(cast.coordinator).get("/").text


def test_everybody_has_a_front_page_with_what_they_may_open(client_for: ClientFor, cast: Cast) -> None:
    for person in (
        cast.administrator,
        cast.coordinator,
        cast.registrar,
        cast.pathway_worker,
        cast.partner_technician,
        cast.observer,
    ):
        client = client_for(person)
        page = client.get("/")
        links = [str(link["href"]) for link in page.soup.select(".navigation a")]
        assert len(links) == len(menu_of(person.actor))
        for link in links:
            client.get(link)
    observed = [each.endpoint for each in menu_of(cast.observer.actor)]
    assert observed == ["office.front", "workshops.statistics"]
    assert client_for(None).get("/", status=303).location.startswith("/sign-in")


def test_links_of_the_menu_need_the_permission_here(cast: Cast) -> None:
    for each in menu_of(cast.stranger.actor):
        assert each.permission is None or cast.stranger.actor.may(Permission(each.permission))


def test_reads_do_not_grow(
    desk: PageClient, cast: Cast, waiting: Waiting, register: Register, make_list: MakeList
) -> None:
    make_list(register("Ana Um"))
    waiting()
    call(cast)
    few = cost(desk, "/")
    for number in range(9):
        make_list(register(f"Pessoa {number}"))
        waiting()
        call(cast)
    assert cost(desk, "/") == few <= AT_MOST
