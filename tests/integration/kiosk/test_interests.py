"""The end of a list: what there is because of it, and “I want this”, which waits until it is answered."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.core.actor import Actor
from app.core.db import db
from app.directory.interests.models import Interest
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.operations.claims import claim_inventory
from app.skills.operations.inventories import code_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories import offers
from tests.factories.one_of_each import a_person, making
from tests.integration.kiosk.conftest import the_list
from tests.integration.kiosk.visitor import Visitor, begin_again, enter, typed

WAITS = '#to-complete a[href="/directory/interests"]'
Clients = Callable[[Person | None], PageClient]


@pytest.fixture
def offer_id(writer: Actor, cast: Cast) -> UUID:
    """A vacancy for which one needs what the first card asks."""
    with making():
        return offers.an_offer(writer, cast.town_hall).id


@pytest.fixture
def wanting(telling: Visitor, offer_id: UUID) -> Visitor:
    """Somebody who goes on from their list, and wants what is there."""
    telling.open("/kiosk/review")
    telling.go("/kiosk/suggestions")
    telling.press(wish(offer_id))
    telling.press(wish(offer_id))
    return telling


def wish(offer_id: UUID) -> str:
    return f"/kiosk/there/vacancy/{offer_id}/interest"


def test_a_list_ends_with_what_there_is_because_of_it(telling: Visitor, offer_id: UUID) -> None:
    telling.open("/kiosk/review")
    telling.go("/kiosk/suggestions")
    assert "2" in telling.heading
    assert telling.page.soup.select_one(f'a.answer[href^="/kiosk/there/vacancy/{offer_id}"]')
    assert telling.page.soup.select_one('form[action="/kiosk/inventory/saving"]')


def test_who_only_looks_at_what_there_is_finds_no_door_that_erases(telling: Visitor, offer_id: UUID) -> None:
    """The doors stand at the end of the list alone, and lead back to it; an aid there keeps them."""
    for place in ("/kiosk/needs", "/kiosk/needs/work"):
        telling.open(place)
        telling.go("/kiosk/suggestions?back=")
        assert telling.page.soup.select_one(f'a.answer[href^="/kiosk/there/vacancy/{offer_id}"]')
        assert not telling.page.soup.select(".two-doors")
        telling.go(place)
    telling.open("/kiosk/review")
    telling.go("/kiosk/suggestions")
    telling.client.submit(telling.page, "/kiosk/visit/aids", aid="contrast", status=303)
    telling.open("/kiosk/suggestions")
    assert len(telling.page.soup.select(".two-doors .tile")) == len({"keep", "erase"})
    telling.go("/kiosk/review")


def test_a_list_is_kept_for_a_wish_only_by_who_says_so(telling: Visitor, offer_id: UUID) -> None:
    def kept() -> tuple[str, int]:
        return the_list().state, _count()

    telling.open("/kiosk/suggestions?back=/kiosk/needs")
    telling.press(wish(offer_id))
    assert len(telling.page.soup.select(".two-doors .tile")) == len({"yes", "no"})
    assert kept() == ("draft", 0)
    telling.go("/kiosk/suggestions?back=/kiosk/needs")
    assert kept() == ("draft", 0)
    telling.press(wish(offer_id))
    telling.press(wish(offer_id))
    assert kept() == ("saved", 1)
    telling.open(wish(offer_id))
    assert telling.page.soup.select_one('a[href="/kiosk/code"]'), "a list that is kept is not asked about"


def test_who_wants_something_gets_a_code_and_may_take_it_back(wanting: Visitor, cast: Cast) -> None:
    assert wanting.page.soup.select_one(".code-shown")
    wanting.open("/kiosk/suggestions")
    wanting.press(wish(_interest().entry_id))
    assert _count() == 1
    code = code_of(the_list())
    begin_again(wanting)
    enter(wanting, typed(code))
    wanting.go("/kiosk/interests")
    wanting.press(f"/kiosk/interests/{_interest().id}/withdrawal")
    assert (_interest().state, wanting.page.soup.select(".wanted")) == ("withdrawn", [])


def test_it_waits_at_the_office_until_somebody_answers(wanting: Visitor, client_for: Clients) -> None:
    desk = client_for(Person("facilitator"))
    assert desk.get("/").soup.select_one(WAITS)
    waiting = desk.get("/directory/interests")
    assert "Cozinheira de lar" in waiting.text
    desk.submit(waiting, f"/directory/interests/{_interest().id}/answer")
    assert desk.get("/").soup.select_one(WAITS) is None
    answered = desk.get("/directory/interests?state=answered")
    desk.submit(answered, f"/directory/interests/{_interest().id}/reopening")
    assert desk.get("/").soup.select_one(WAITS)


def test_whoever_comes_second_is_told_how_it_stands(wanting: Visitor, client_for: Clients) -> None:
    """A colleague was faster, or the person: nothing is said to be done that was not."""
    desk, act = client_for(Person("facilitator")), f"/directory/interests/{_interest().id}"

    def said(step: str) -> tuple[str, ...]:
        page = desk.follow(desk.post(f"{act}/{step}", {}))
        return tuple(str(each["class"][-1]) for each in page.soup.select(".messages .notice"))

    assert said("answer") == ("notice-good",)
    again = desk.follow(desk.post(f"{act}/answer", {}))
    assert "Já foi tratado." in again.text, "who taps twice is nobody else"
    assert said("reopening") == ("notice-good",)
    assert said("reopening") == ("notice-warning",)
    wanting.open("/kiosk/interests")
    wanting.press(f"/kiosk/interests/{_interest().id}/withdrawal")
    assert said("answer") == said("reopening") == ("notice-warning",)
    assert _interest().state == "withdrawn"


def test_the_same_that_waits_anew_is_not_taken_up_again(
    wanting: Visitor, offer_id: UUID, client_for: Clients
) -> None:
    desk, first = client_for(Person("facilitator")), _interest().id
    desk.post(f"/directory/interests/{first}/answer", {})
    wanting.open("/kiosk/suggestions")
    wanting.press(wish(offer_id))
    page = desk.follow(desk.post(f"/directory/interests/{first}/reopening", {}))
    assert page.soup.select_one(".messages .notice-warning")
    assert "já está em espera" in page.text


def test_what_was_wanted_stands_on_the_list_and_one_leads_to_the_other(
    wanting: Visitor, writer: Actor, client_for: Clients
) -> None:
    """Once the list has a person: an anonymous one is read by who brings its code."""
    desk = client_for(Person("facilitator"))
    assert not desk.get("/directory/interests").soup.select('.work a[href^="/inventories/"]')
    _receive(writer)
    rows = desk.get("/directory/interests")
    link = rows.soup.select_one(f'.work a[href="/inventories/{the_list().id}"]')
    assert link is not None
    wanted = desk.get(str(link["href"])).soup.select_one("#wanted")
    assert wanted is not None
    assert "Cozinheira de lar" in wanted.text
    assert wanted.select_one('a[href="/directory/interests"]')
    desk.submit(rows, f"/directory/interests/{_interest().id}/answer")
    answered = desk.get(str(link["href"])).soup.select_one("#wanted")
    assert answered is not None
    assert "Cozinheira de lar" in answered.text
    assert answered.select_one('a[href="/directory/interests"]') is None


def test_a_list_without_wishes_says_nothing_of_any(telling: Visitor, client_for: Clients) -> None:
    telling.open("/kiosk/suggestions")
    telling.press("/kiosk/inventory/saving")
    page = client_for(Person("facilitator")).get(f"/inventories/{the_list().id}")
    assert page.soup.select_one("#wanted") is None


def test_what_is_wanted_is_reached_from_the_directory(cast: Cast, client_for: Clients) -> None:
    """Also when nothing waits, by whoever may answer it."""
    for person, may in ((cast.facilitator, True), (cast.partner_technician, False)):
        tabs = client_for(person).get("/directory").soup.select('.tabs a[href="/directory/interests"]')
        assert bool(tabs) == may
    page = client_for(Person("facilitator")).get("/directory/interests")
    assert page.soup.select_one('.tabs a[aria-current][href="/directory/interests"]')


def test_what_was_wanted_goes_with_the_list(wanting: Visitor) -> None:
    wanting.open("/kiosk/inventory/erasure")
    wanting.press("/kiosk/inventory/erasure")
    assert _count() == 0


def test_nobody_takes_back_what_another_list_wants(wanting: Visitor) -> None:
    theirs = _interest().id
    begin_again(wanting)
    wanting.go("/kiosk/inventory")
    wanting.press("/kiosk/inventory")
    wanting.client.post(f"/kiosk/interests/{theirs}/withdrawal", {}, status=404)
    assert _interest().state == "waiting"


def test_what_was_wanted_stands_among_what_happened_with_the_person(
    wanting: Visitor, writer: Actor, client_for: Clients
) -> None:
    person = _receive(writer)
    told = client_for(Person("facilitator")).get(f"/participants/{person.id}").soup.select_one(".timeline")
    assert told is not None
    assert "Cozinheira de lar" in told.text
    registrar = client_for(Person("registrar")).get(f"/participants/{person.id}")
    assert "Cozinheira de lar" not in registrar.text


def test_of_a_protected_person_nobody_else_reads_what_they_want(
    wanting: Visitor, writer: Actor, cast: Cast, client_for: Clients
) -> None:
    person = _receive(writer)
    desk = client_for(Person("facilitator"))
    assert person.name in desk.get("/directory/interests").text
    with making():
        seal(writer, participant=person, reason=SEAL_REASONS[0])
    assert desk.get("/").soup.select_one(WAITS) is None
    assert "Cozinheira" not in desk.get("/directory/interests").text
    desk.post(f"/directory/interests/{_interest().id}/answer", {}, status=404)


def _receive(writer: Actor) -> Participant:
    """The list becomes somebody's."""
    with making():
        person = a_person(writer)
    with making():
        claim_inventory(writer, inventory=the_list(), participant=person)
    return person


def _interest() -> Interest:
    db.session.rollback()
    return db.session.query(Interest).one()


def _count() -> int:
    db.session.rollback()
    return db.session.query(Interest).count()
