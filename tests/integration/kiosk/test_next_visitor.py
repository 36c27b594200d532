"""Whoever stands there next finds nothing of whoever stood there before, whatever they or the clock do."""

from collections.abc import Callable
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from app.core.db import db
from app.core.idempotency import RequestKey
from app.core.unit_of_work import writing
from app.kiosk.models import VisitEnrolment
from app.kiosk.operations.visits import CALLS_AN_HOUR, LISTS_AN_HOUR
from app.workshops.enrolments.models import Enrolment
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop
from tests.integration.kiosk.conftest import HandClock, rows
from tests.integration.kiosk.visitor import Visitor

Clients = Callable[[Person | None], PageClient]
HOUR = 60 * 60


@pytest.fixture
def workshop_id(time: HandClock, cast: Cast) -> UUID:
    """A series that anybody may come to."""
    with making():
        staff = clerk(cast.here, cast.coordinator.id)
        return make_workshop(staff, capacity=20, organisation_id=cast.town_hall).id


@pytest.fixture
def place(visitor: Visitor, workshop_id: UUID) -> UUID:
    """The place that somebody has just asked for by name."""
    visitor.answer("language", "pt")
    return sign_up(visitor, workshop_id)


def sign_up(visitor: Visitor, workshop_id: UUID, status: int = 303, **changes: str) -> UUID:
    action = f"/kiosk/workshops/{workshop_id}/enrolment/name"
    visitor.open(action)
    page = visitor.client.submit(visitor.page, action, status=status, name="Rosa", **changes)
    return UUID(page.location.rsplit("/", 1)[-1]) if status == 303 else UUID(int=0)


def leave(visitor: Visitor) -> None:
    visitor.open("/kiosk/leaving")
    visitor.press("/kiosk/visit/end")


def test_a_clock_that_is_set_back_shows_nobody_the_places_of_before(
    time: HandClock, visitor: Visitor, workshop_id: UUID, place: UUID
) -> None:
    leave(visitor)
    time.pass_by(-HOUR)
    visitor.answer("language", "pt")
    visitor.client.get(f"/kiosk/places/{place}", status=404)
    assert visitor.client.get("/kiosk/places", status=303).location == "/kiosk/opening"
    own = sign_up(visitor, workshop_id)
    listed = visitor.client.get("/kiosk/places").html
    assert str(own) in listed
    assert str(place) not in listed


@pytest.mark.parametrize("seconds", [-HOUR, -24 * HOUR])
def test_a_clock_that_is_set_back_ends_a_visit_that_was_left(
    time: HandClock, telling: Visitor, cast: Cast, client_for: Clients, seconds: int
) -> None:
    time.pass_by(seconds)
    returned = Visitor(client_for(cast.kiosk))
    assert returned.page.soup.select_one('button[name="language"][value="ar"]') is not None
    assert rows()["visit"] == rows()["inventory_entry"] == 0


def test_a_clock_that_is_put_right_by_some_seconds_ends_nothing(time: HandClock, telling: Visitor) -> None:
    time.pass_by(-5)
    telling.open("/kiosk/contexts")
    assert telling.page.soup.select_one(".context-count") is not None
    time.pass_by(100)
    telling.open("/kiosk/expiry")
    assert rows()["visit"] == 0


def test_a_browser_that_died_finds_its_places_again(
    visitor: Visitor, place: UUID, cast: Cast, client_for: Clients
) -> None:
    returned = Visitor(client_for(cast.kiosk))
    returned.open(f"/kiosk/places/{place}")
    leave(returned)
    assert db.session.query(VisitEnrolment).count() == 0


def test_the_id_of_a_place_opens_it_for_nobody(visitor: Visitor, workshop_id: UUID, place: UUID) -> None:
    leave(visitor)
    with writing():
        db.session.query(RequestKey).delete()  # a week later
    visitor.answer("language", "pt")
    sign_up(visitor, workshop_id, status=409, request_key=str(place))
    visitor.client.get(f"/kiosk/places/{place}", status=404)
    assert db.session.query(Enrolment).count() == 1


def test_within_a_visit_the_same_form_is_the_same_place_also_when_its_answer_is_forgotten(
    visitor: Visitor, workshop_id: UUID, place: UUID
) -> None:
    with writing():
        db.session.query(RequestKey).delete()
    assert sign_up(visitor, workshop_id, request_key=str(place)) == place


def test_lists_are_begun_and_erased_so_many_times_an_hour(time: HandClock, visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    for _ in range(LISTS_AN_HOUR):
        visitor.client.post("/kiosk/inventory")
        visitor.client.post("/kiosk/inventory/erasure")
    visitor.client.post("/kiosk/inventory", status=429)
    assert rows()["inventory"] == LISTS_AN_HOUR
    visitor.open("/kiosk/workshops")
    visitor.answer("aid", "contrast")
    time.pass_by(60)  # nobody leaves because of it
    visitor.client.get("/kiosk/inventory")


def test_somebody_is_called_so_many_times_an_hour(time: HandClock, visitor: Visitor) -> None:
    visitor.answer("language", "pt")
    for _ in range(CALLS_AN_HOUR):
        visitor.client.post("/kiosk/call")
        visitor.client.post("/kiosk/call/withdrawal")
    visitor.client.post("/kiosk/call", status=429)
    assert rows()["notice"] == CALLS_AN_HOUR


@pytest.mark.parametrize(
    "back",
    ["/kiosk/../sign-in", "/kiosk/%2e%2e/sign-in", "/kiosk/..\\sign-in", "/kiosk-elsewhere", "//kiosk/", "/"],
)
def test_the_way_back_stays_at_the_kiosk(visitor: Visitor, back: str) -> None:
    answer = visitor.client.post("/kiosk/visit", {"language": "pt", "back": back})
    assert answer.location == "/kiosk/"
    page = visitor.client.get("/kiosk/leaving", query_string={"back": back})
    paths = [urlsplit(str(each["href"])).path for each in page.soup.select("main a, nav a")]
    assert all(path.startswith("/kiosk/") and ".." not in path for path in paths), paths
