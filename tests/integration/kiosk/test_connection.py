"""How a device becomes a terminal: codes, keys and tickets, each good for one thing, once."""

from collections.abc import Callable
from contextvars import Context
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app.core.db import db
from app.core.enrolling import WRONG_TRIES_AN_HOUR
from app.core.links import hash_of
from app.core.unit_of_work import writing
from app.kiosk.models import Terminal, TerminalSession
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.integration.kiosk.conftest import HandClock

Clients = Callable[[Person | None], PageClient]
CODE = "042618993"
ENROL, START = "/kiosk/terminals/enrolment", "/kiosk/terminals/starts"


@pytest.fixture
def client(client_for: Clients) -> PageClient:
    """A device that is nobody yet."""
    return client_for(None)


@pytest.fixture
def waiting(cast: Cast, time: HandClock) -> HandClock:
    """The cast's terminal waits for its one-time code."""
    with writing():
        until = time.now + timedelta(minutes=30)
        values = {"enrolment_hash": hash_of(CODE), "enrolment_until": until, "key_hash": None}
        db.session.execute(update(Terminal).values(**values))
    return time


def send(client: PageClient, url: str, content: Any, status: int = 201) -> dict[str, Any]:
    """What a launcher does: JSON, no cookie, no token against forgery."""
    db.session.rollback()
    headers = {"Host": "localhost"}
    answer = Context().run(
        lambda: client.browser.post(f"http://localhost{url}", json=content, headers=headers)
    )
    assert answer.status_code == status, answer.text[:500]
    return dict(answer.get_json()) if answer.is_json else {}


def started(client: PageClient) -> str:
    """The start address of an enrolled launcher."""
    key = send(client, ENROL, {"code": CODE})["key"]
    return str(send(client, START, {"key": key})["start"])


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b"[" * 499, b'{"code": "' + CODE.encode() + b'", "x": [' + b"[]," * 200]
)
def test_a_message_that_is_no_launchers_is_not_parsed(
    waiting: HandClock, client: PageClient, body: bytes
) -> None:
    """Anybody can send one, and deep or long JSON costs far more than its bytes."""
    headers = {"Host": "localhost", "Content-Type": "application/json"}
    answer = Context().run(
        lambda: client.browser.post(f"http://localhost{ENROL}", data=body, headers=headers)
    )
    assert answer.status_code == 422


def test_the_code_is_traded_for_a_key_once(waiting: HandClock, client: PageClient) -> None:
    key = send(client, ENROL, {"code": "042 618 993"})["key"]
    send(client, ENROL, {"code": CODE}, 422)
    db.session.rollback()
    terminal = db.session.scalars(select(Terminal)).one()
    assert terminal.key_hash == hash_of(key)
    assert terminal.enrolment_hash is None


def test_a_code_lives_for_thirty_minutes(waiting: HandClock, client: PageClient) -> None:
    waiting.pass_by(30 * 60)
    send(client, ENROL, {"code": CODE}, 422)


@pytest.mark.parametrize("content", [None, [], "042618993", {"code": 42618993}, {"code": ""}, {"key": CODE}])
def test_odd_content_is_no_code(waiting: HandClock, client: PageClient, content: Any) -> None:
    send(client, ENROL, content, 422)


def test_guessing_is_slowed_down(waiting: HandClock, client: PageClient) -> None:
    for number in range(20):
        send(client, ENROL, {"code": f"{number:09}"}, 422)
    send(client, ENROL, {"code": CODE}, 429)
    page = client.get("/kiosk/enrolment")
    client.submit(page, "/kiosk/enrolment", code=CODE, status=429)
    waiting.pass_by(2 * 60 * 60)
    send(client, ENROL, {"code": CODE}, 422)


def test_a_start_opens_the_kiosk_and_brings_what_to_show_meanwhile(
    waiting: HandClock, client: PageClient
) -> None:
    key = send(client, ENROL, {"code": CODE})["key"]
    answer = send(client, START, {"key": key})
    assert {each["tag"] for each in answer["away"]["languages"]} == {"pt-PT", "en", "uk", "ar"}
    assert answer["away"]["desk"] == "Vale de Amieira"
    page = client.get(answer["start"])
    form = page.soup.select_one('form[data-autosubmit="load"]')
    assert form is not None
    assert client.submit(page, answer["start"]).location == "/kiosk/"
    cookie = client.browser.get_cookie("__Host-terminal")
    assert cookie is not None
    assert (cookie.secure, cookie.http_only, cookie.same_site, cookie.expires) == (True, True, "Lax", None)
    assert client.get("/kiosk/").soup.select_one('button[name="language"]')


def test_looking_at_a_start_page_connects_nothing(waiting: HandClock, client: PageClient) -> None:
    address = started(client)
    client.get(address)
    client.get("/kiosk/", status=403)


def test_a_ticket_works_once(waiting: HandClock, client: PageClient, client_for: Clients) -> None:
    address = started(client)
    client.post(address)
    client_for(None).post(address, status=404)


def test_a_ticket_lives_for_sixty_seconds(waiting: HandClock, client: PageClient) -> None:
    address = started(client)
    waiting.pass_by(60)
    client.post(address, status=404)


def test_a_new_start_lets_the_older_browser_go(
    waiting: HandClock, client: PageClient, client_for: Clients
) -> None:
    key = send(client, ENROL, {"code": CODE})["key"]
    client.post(str(send(client, START, {"key": key})["start"]))
    again = client_for(None)
    again.post(str(send(again, START, {"key": key})["start"]))
    client.get("/kiosk/", status=403)
    again.get("/kiosk/")
    db.session.rollback()
    open_ones = select(TerminalSession).where(TerminalSession.ended_at.is_(None))
    assert len(db.session.scalars(open_ones).all()) == 1


def test_a_wrong_key_starts_nothing(waiting: HandClock, client: PageClient) -> None:
    send(client, START, {"key": "nothing"}, 403)
    send(client, START, {}, 403)


def test_wrong_keys_do_not_stop_the_right_one(waiting: HandClock, client: PageClient) -> None:
    key = send(client, ENROL, {"code": CODE})["key"]
    for _ in range(WRONG_TRIES_AN_HOUR):
        send(client, START, {"key": "nothing"}, 403)
    send(client, START, {"key": "nothing"}, 429)
    send(client, START, {"key": key})


def test_a_device_without_launcher_enrols_in_its_own_browser(waiting: HandClock, client: PageClient) -> None:
    page = client.get("/kiosk/enrolment")
    refused = client.submit(page, "/kiosk/enrolment", code="000000000", status=422)
    assert refused.soup.select_one(".field-error")
    client.submit(page, "/kiosk/enrolment", code="042-618-993")
    cookie = client.browser.get_cookie("__Host-terminal")
    assert cookie is not None
    assert cookie.max_age is not None
    client.get("/kiosk/")
