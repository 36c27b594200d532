"""Devices for registering: added by administrators, enrolled with a code that is typed once, cut off."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookies import Morsel, SimpleCookie

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.enrolling import WRONG_TRIES_AN_HOUR
from app.core.links import hash_of
from app.outreach.devices.models import Device
from app.outreach.devices.operations import revoke_device
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_devices import enrolled, give_key

Clients = Callable[[Person | None], PageClient]
NAME = "Tablet da carrinha"
ADDRESS = "/outreach/device"
DAYS_400 = 400 * 86_400


def add(client: PageClient, name: str = NAME) -> Page:
    return client.submit(client.get("/outreach/devices/new"), "/outreach/devices/new", name=name)


def shown_code(page: Page) -> str:
    figure = page.soup.select_one(".one-time-code")
    return figure.get_text().replace(" ", "").strip() if figure else ""


def a_code(client: PageClient) -> str:
    """Of a device that is added now."""
    return shown_code(client.follow(add(client)))


def enrol(client: PageClient, code: str, *, status: int = 303) -> Page:
    return client.submit(client.get(ADDRESS), ADDRESS, code=code, status=status)


def cookie_of(page: Page) -> Morsel[str]:
    """How the device's key was given, as the browser reads it."""
    given = SimpleCookie()
    for line in page.response.headers.getlist("Set-Cookie"):
        given.load(line)
    return given["__Host-outreach"]


def gives_key(page: Page) -> bool:
    return any("__Host-outreach=" in line for line in page.response.headers.getlist("Set-Cookie"))


def the_device() -> Device:
    db.session.expire_all()
    return db.session.scalars(select(Device)).one()


def test_a_device_is_added_and_its_code_is_shown_once(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    answer = add(client)
    code = shown_code(client.follow(answer))
    assert len(code) == 9
    assert code.isdigit()
    assert shown_code(client.get(answer.location)) == ""
    assert NAME in client.get("/outreach/devices").text
    assert the_device().municipality_id == cast.here
    assert code not in str(vars(the_device()))


def test_the_same_form_twice_adds_one_device(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    page = client.get("/outreach/devices/new")
    places = {client.submit(page, "/outreach/devices/new", name=NAME).location for _ in range(2)}
    assert len(places) == 1
    assert the_device().name == NAME


def test_a_device_needs_a_name(cast: Cast, client_for: Clients) -> None:
    client = client_for(cast.administrator)
    client.submit(client.get("/outreach/devices/new"), "/outreach/devices/new", name=" ", status=422)
    assert db.session.scalars(select(Device)).all() == []


def test_only_administrators_look_after_devices(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        device, _ = enrolled(staff)
    address = f"/outreach/devices/{device.id}"
    for person in (cast.facilitator, cast.coordinator, cast.observer):
        client_for(person).get("/outreach/devices", status=403)
        client_for(person).post(f"{address}/revocation", status=403)
    stranger = client_for(cast.stranger_administrator)
    assert "Tablet 1" not in stranger.get("/outreach/devices").text
    stranger.post(f"{address}/revocation", status=404)
    stranger.post(f"{address}/code", status=404)
    assert the_device().is_enrolled


def test_a_browser_is_enrolled_with_the_code(cast: Cast, client_for: Clients) -> None:
    code = a_code(client_for(cast.administrator))
    browser = client_for(None)
    answer = enrol(browser, f"{code[:3]} {code[3:6]}-{code[6:]}")
    key = cookie_of(answer)
    assert (key["secure"], key["httponly"], key["samesite"], key["path"]) == (True, True, "Strict", "/")
    assert int(key["max-age"]) == DAYS_400
    assert NAME in browser.follow(answer).text
    assert the_device().key_hash == hash_of(key.value)
    assert the_device().seen_at is not None


def test_a_code_is_typed_once(cast: Cast, client_for: Clients) -> None:
    code = a_code(client_for(cast.administrator))
    enrol(client_for(None), code)
    assert "error" in str(enrol(client_for(None), code, status=422).soup.select_one("form[novalidate]"))
    assert the_device().is_enrolled


def test_a_code_lives_for_thirty_minutes(
    cast: Cast, client_for: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = a_code(client_for(cast.administrator))
    later = clock.now() + timedelta(minutes=30, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    enrol(client_for(None), code, status=422)
    assert not the_device().is_enrolled


def test_guessing_is_slowed_down(cast: Cast, client_for: Clients) -> None:
    code, browser = a_code(client_for(cast.administrator)), client_for(None)
    page = browser.get(ADDRESS)
    for number in range(WRONG_TRIES_AN_HOUR):
        browser.submit(page, ADDRESS, code=f"{number:09}", status=422)
    browser.submit(page, ADDRESS, code=code, status=429)
    assert not the_device().is_enrolled


def test_the_key_is_renewed_on_each_day_on_which_the_device_comes(
    client_for: Clients, staff: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a day: an answer that is late must not put a key back that is worth nothing any more."""
    with making():
        _, key = enrolled(staff)
    browser = client_for(None)
    give_key(browser.browser, key)
    assert not gives_key(browser.get(ADDRESS)), "it was given today"
    later = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    given = cookie_of(browser.get(ADDRESS))
    assert (given.value, int(given["max-age"])) == (key, DAYS_400)
    assert not gives_key(browser.get(ADDRESS))


def test_the_list_says_when_a_device_was_seen(
    cast: Cast, client_for: Clients, staff: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with making():
        _, key = enrolled(staff)
    later = datetime(2031, 5, 6, 10, tzinfo=UTC)
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: later)
        browser = client_for(None)
        give_key(browser.browser, key)
        browser.get(ADDRESS)
    assert the_device().seen_at == later
    assert "2031-05-06" in str(client_for(cast.administrator).get("/outreach/devices").soup)


def test_a_device_that_is_cut_off_is_nobody_at_once(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        device, key = enrolled(staff)
    browser, administrator = client_for(None), client_for(cast.administrator)
    give_key(browser.browser, key)
    address = f"/outreach/devices/{device.id}"
    administrator.submit(administrator.get(f"{address}/revocation"), f"{address}/revocation")
    page = browser.get(ADDRESS)
    assert "Tablet 1" not in page.text
    assert page.soup.select_one(f'form[action="{ADDRESS}/leaving"]'), "it may be let go, and become a kiosk"
    administrator.post(f"{address}/code", status=409)
    assert the_device().revoked_at is not None


def test_a_cut_off_device_is_enrolled_anew_as_another(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        device, key = enrolled(staff)
        revoke_device(staff, device=device)
    browser = client_for(None)
    give_key(browser.browser, key)
    answer = enrol(browser, a_code(client_for(cast.administrator)))
    assert cookie_of(answer).value != key
    assert NAME in browser.follow(answer).text


def test_a_new_code_moves_a_device_to_another_browser(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        device, key = enrolled(staff)
    old, administrator = client_for(None), client_for(cast.administrator)
    give_key(old.browser, key)
    address = f"/outreach/devices/{device.id}/code"
    code = shown_code(administrator.follow(administrator.post(address)))
    assert "Tablet 1" in old.get(ADDRESS).text, "until the code is used the old browser goes on"
    enrol(client_for(None), code)
    assert "Tablet 1" not in old.get(ADDRESS).text


def test_a_browser_is_one_device(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        first, key = enrolled(staff)
    browser = client_for(None)
    give_key(browser.browser, key)
    enrol(browser, a_code(client_for(cast.administrator)))
    db.session.expire_all()
    assert not db.session.get_one(Device, first.id).is_enrolled


def test_a_browser_is_let_go(client_for: Clients, staff: Actor) -> None:
    with making():
        _, key = enrolled(staff)
    browser = client_for(None)
    give_key(browser.browser, key)
    browser.submit(browser.get(ADDRESS), f"{ADDRESS}/leaving")
    assert browser.browser.get_cookie("__Host-outreach") is None
    assert (the_device().key_hash, the_device().is_enrolled) == (None, False)
