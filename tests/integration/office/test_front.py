"""Today's page: what waits, for whom, and what it costs."""

from collections.abc import Callable

from bs4 import BeautifulSoup

from app.core import clock
from app.core.db import db, new_id
from app.core.jobs import Job
from app.core.permission import Permission
from app.directory.services.operations.publication import move_service
from app.kiosk.operations.terminals import add_terminal
from app.network.operations.notices import raise_notice
from app.office.panels import AT_MOST as AT_MOST_ROWS
from app.office.shell import menu_of
from app.people.operations.records import create_participant
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from tests.cast import Cast
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.directory import a_place, a_service
from tests.factories.offers import an_offer
from tests.factories.one_of_each import clerk, making
from tests.htmx import patched
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


def test_a_call_stays_on_every_page_until_somebody_answers_it(desk: PageClient, cast: Cast) -> None:
    """Whoever is at a person's page is called there, reads it in the title too, and stays there."""
    call(cast, "Átrio da biblioteca")
    pages = [desk.get(each) for each in ("/", "/participants", "/workshops?state=open")]
    for page in pages:
        assert page.soup.select_one("#calls li strong").text == "Átrio da biblioteca"  # type: ignore[union-attr]
        assert page.soup.title.text.startswith("(1) ")  # type: ignore[union-attr]
    assert pages[-1].soup.select_one(".navigation .badge") is not None
    action = pages[-1].soup.select_one("#calls form")
    assert action is not None
    answered = desk.submit(pages[-1], str(action["action"]))
    assert answered.location == "/workshops?state=open"
    after = desk.follow(answered)
    assert "Átrio da biblioteca" not in after.text
    assert not after.soup.title.text.startswith("(")  # type: ignore[union-attr]
    assert after.soup.select_one(".navigation .badge") is None


def test_the_polled_part_is_the_page(desk: PageClient, cast: Cast) -> None:
    """The same region, and its answer leads back to the page that asked for it."""
    old = desk.get("/participants?q=ana")
    call(cast)
    asked = HTMX | {"HX-Current-URL": "http://localhost/participants?q=ana"}
    part = desk.get("/notices", headers=asked).response.get_data(as_text=True)
    fresh = desk.get("/participants?q=ana").soup
    assert region(patched(old.soup, part)) == region(fresh)


def region(page: BeautifulSoup) -> str:
    """The calls above a page, without what differs in every answer."""
    found = page.select_one("#calls")
    assert found is not None
    for field in found.select("input[name=csrf_token]"):
        field.attrs.pop("value", None)
    return str(found)


def test_what_waits_is_one_tap_away(
    desk: PageClient, waiting: Waiting, register: Register, make_list: MakeList
) -> None:
    waiting()
    inventory = make_list(register("Olena Petrenko"))
    page = desk.get("/")
    assert page.soup.select_one(f'#unreviewed a[href="/inventories/{inventory.id}"]') is not None
    assert "1" in page.soup.select_one("#waiting").get_text()  # type: ignore[union-attr]


def test_the_rest_of_a_list_is_one_link_away(
    desk: PageClient, register: Register, make_list: MakeList
) -> None:
    for number in range(8):
        make_list(register(f"Pessoa {number}"))
    more = desk.get("/").soup.select_one('#unreviewed a[href^="/?all"]')
    assert more is not None
    whole = desk.get(str(more["href"])).soup.select("#unreviewed li")
    assert len(whole) == 8


def test_of_many_kiosks_the_rest_is_one_link_away(client_for: ClientFor, cast: Cast) -> None:
    with making():
        for number in range(8):
            add_terminal(
                cast.administrator.actor,
                terminal_id=new_id(),
                municipality_id=cast.here,
                name=f"Quiosque {number}",
                place="",
                prints=False,
            )
    page = client_for(cast.administrator).get("/")
    assert len(page.soup.select("#kiosks li")) == AT_MOST_ROWS
    assert page.soup.select_one('#kiosks p > a[href^="/?all"]')


def panels(client: PageClient) -> list[str]:
    """What stands on the front page, in its order: the main part, then what is beside it."""
    return [str(each["id"]) for each in client.get("/").soup.select(".beside .card[id]")]


def test_everybody_reads_their_own_day(
    client_for: ClientFor, cast: Cast, register: Register, make_list: MakeList
) -> None:
    """First what only they can do; what is empty comes last."""
    make_list(register("Olena Petrenko"))
    clerk_here = clerk(cast.here, cast.colleague.id)
    with making():
        service = a_service(clerk_here, a_place(clerk_here, cast.town_hall))
        move_service(clerk_here, service=service, after="proposed")
        an_offer(cast.partner_technician.actor, cast.town_hall, title="Ajudante de cozinha")
        db.session.add(Job(kind="letter", payload={}, state="dead", due_at=clock.now()))
        create_participant(
            cast.pathway_worker.actor, participant_id=new_id(), municipality_id=cast.here, name="Ivo Sá"
        )
    coordinator = client_for(cast.coordinator)
    assert panels(coordinator)[:2] == ["to-publish", "unreviewed"]
    assert "glance" in panels(coordinator)
    part = coordinator.get("/at-a-glance", headers=HTMX)
    assert "Sessões realizadas" in part.text
    client_for(cast.facilitator).get("/at-a-glance", status=403)
    assert "Ajudante de cozinha" in coordinator.get("/").soup.select_one("#to-publish").text  # type: ignore[union-attr]
    assert "to-publish" not in panels(client_for(cast.facilitator))
    assert panels(client_for(cast.pathway_worker))[0] == "own-people"
    assert panels(client_for(cast.administrator)) == ["to-complete", "kiosks"]
    assert panels(client_for(cast.observer)) == ["glance"]
    assert panels(client_for(cast.partner_technician)) == ["day", "stale"]
    empty = panels(client_for(cast.facilitator))
    assert empty.index("unreviewed") < empty.index("day"), "no session today takes nobody's best place"


def test_the_day_and_registering_are_always_there(client_for: ClientFor, cast: Cast) -> None:
    page = client_for(cast.observer).get("/")
    day = page.soup.select_one(".day")
    assert day is not None
    today = clock.today("Europe/Lisbon")
    assert day.time["datetime"] == today.isoformat()  # type: ignore[index]
    assert str(today.year) in day.text
    assert page.soup.select_one('.top a[href="/participants/new"]') is None
    for person in (cast.facilitator, cast.registrar, cast.pathway_worker, cast.coordinator):
        for address in ("/", "/workshops"):
            assert client_for(person).get(address).soup.select_one('.top a[href="/participants/new"]')


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
    partnership = ["organisations", "protocols", "grants", "meetings", "installation"]
    reports = ["workshops.statistics", "initiatives.report_of_year"]
    assert observed == ["office.front", *reports, *(f"network.{each}" for each in partnership)]
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
