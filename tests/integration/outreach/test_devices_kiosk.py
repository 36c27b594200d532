"""A browser is a kiosk or registers at sessions, never both: the end of a visit empties a kiosk."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core.actor import NOBODY, Actor
from app.core.db import db, new_id
from app.kiosk.models import TerminalSession
from app.kiosk.operations.terminals import enrol as enrol_kiosk
from app.kiosk.operations.terminals import renew_code as code_for_kiosk
from app.kiosk.operations.terminals import start as start_kiosk
from app.kiosk.queries import get_terminal
from app.outreach.devices.models import Device
from app.outreach.devices.operations import add_device, revoke_device
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_devices import enrolled, give_key
from tests.factories.outreach_packs import a_pack
from tests.integration.kiosk.visitor import Visitor

Clients = Callable[[Person | None], PageClient]


@pytest.fixture
def device(client_for: Clients, staff: Actor) -> PageClient:
    """A browser that registers at sessions."""
    with making():
        _, key = enrolled(staff)
    browser = client_for(None)
    give_key(browser.browser, key)
    return browser


@pytest.fixture
def ticket(cast: Cast, staff: Actor) -> str:
    """With which a launcher opens its browser."""
    with making():
        code = code_for_kiosk(staff, terminal=get_terminal(staff, cast.kiosk.id))
        _, key = enrol_kiosk(NOBODY, code=code, address="")
        return start_kiosk(NOBODY, key=key, address="")[1]


def is_said(page_text: str, word: str) -> bool:
    return word in page_text.casefold()


def test_a_kiosk_does_not_become_a_registering_device(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        code = add_device(staff, device_id=new_id(), municipality_id=cast.here, name="Tablet 1")
    kiosk = client_for(cast.kiosk)
    assert is_said(kiosk.get("/outreach/device", status=409).text, "quiosque")
    kiosk.post("/outreach/device", {"code": code}, status=409)
    db.session.rollback()
    assert not db.session.scalars(select(Device)).one().is_enrolled, "the code is still good"


def test_a_browser_whose_kiosk_was_revoked_may_register(
    cast: Cast, client_for: Clients, staff: Actor
) -> None:
    kiosk, administrator = client_for(cast.kiosk), client_for(cast.administrator)
    administrator.post(f"/terminals/{cast.kiosk.id}/revocation")
    kiosk.get("/outreach/device")


def test_a_registering_device_does_not_become_a_kiosk(cast: Cast, device: PageClient, staff: Actor) -> None:
    with making():
        code = code_for_kiosk(staff, terminal=get_terminal(staff, cast.kiosk.id))
    page = device.get("/kiosk/enrolment", status=409)
    assert page.soup.select_one('a[href="/outreach/device"]')
    device.post("/kiosk/enrolment", {"code": code}, status=409)
    assert device.browser.get_cookie("__Host-terminal") is None


def test_a_launcher_does_not_open_a_kiosk_in_it_either(device: PageClient, ticket: str) -> None:
    device.post(f"/kiosk/start/{ticket}", status=409)
    assert device.browser.get_cookie("__Host-terminal") is None
    db.session.rollback()
    unused = select(TerminalSession).where(TerminalSession.ticket_hash.is_not(None))
    assert db.session.scalars(unused).one().token_hash is None


def test_one_that_was_cut_off_still_holds_records_and_is_no_kiosk(client_for: Clients, staff: Actor) -> None:
    with making():
        row, key = enrolled(staff)
        revoke_device(staff, device=row)
    browser = client_for(None)
    give_key(browser.browser, key)
    browser.get("/kiosk/enrolment", status=409)


def test_a_browser_that_was_let_go_may_become_a_kiosk(device: PageClient) -> None:
    device.submit(device.get("/outreach/device"), "/outreach/device/leaving")
    device.get("/kiosk/enrolment")


@pytest.fixture
def marked(client_for: Clients, cast: Cast, session: Session) -> PageClient:
    """The laptop of somebody who registers: no device, and a pack was opened on it."""
    laptop = client_for(cast.registrar)
    address = f"/outreach/sessions/{session.id}"
    laptop.follow(laptop.submit(laptop.get(address), f"{address}/packs"))
    return laptop


def test_a_laptop_that_was_prepared_may_hold_records_and_is_no_kiosk(marked: PageClient) -> None:
    page = marked.get("/kiosk/enrolment", status=409)
    assert page.soup.select_one('a[href="/outreach/device"]')


def test_a_kiosk_at_which_staff_sign_in_opens_no_pack_and_is_emptied_still(
    cast: Cast, client_for: Clients, staff: Actor, session: Session
) -> None:
    with making():
        pack = a_pack(staff, session.id)
    both = client_for(cast.registrar)
    cast.kiosk.enter(both)
    both.get(f"/outreach/packs/{pack.id}", status=409)
    Visitor(both).answer("language", "uk")
    assert "Clear-Site-Data" in both.post("/kiosk/visit/end").response.headers


def test_what_a_prepared_laptop_holds_outlives_a_visit(cast: Cast, marked: PageClient) -> None:
    """Should it have become a kiosk all the same."""
    cast.kiosk.enter(marked)
    Visitor(marked).answer("language", "uk")
    assert "Clear-Site-Data" not in marked.post("/kiosk/visit/end").response.headers


def test_a_device_that_was_let_go_may_hold_records_until_somebody_says_no(
    client_for: Clients, staff: Actor, session: Session
) -> None:
    with making():
        row, key = enrolled(staff)
        pack = a_pack(staff, session.id, row)
    browser = client_for(None)
    give_key(browser.browser, key)
    browser.get(f"/outreach/packs/{pack.id}")
    browser.submit(browser.get("/outreach/device"), "/outreach/device/leaving")
    browser.get("/kiosk/enrolment", status=409)
    browser.submit(browser.get("/outreach/device"), "/outreach/device/emptied")
    browser.get("/kiosk/enrolment")


@pytest.mark.parametrize("key", ["", "of a device that this database does not know"])
def test_the_end_of_a_visit_never_empties_the_queue_of_a_device(
    cast: Cast, client_for: Clients, key: str
) -> None:
    """Should a browser have become both all the same, such as before a server was restored."""
    kiosk = client_for(cast.kiosk)
    if key:
        give_key(kiosk.browser, key)
    visitor = Visitor(kiosk)
    visitor.answer("language", "uk")
    answer = kiosk.post("/kiosk/visit/end")
    assert ("Clear-Site-Data" in answer.response.headers) is not bool(key)


def test_one_that_is_both_all_the_same_is_let_go(cast: Cast, client_for: Clients, staff: Actor) -> None:
    with making():
        _, key = enrolled(staff)
    kiosk = client_for(cast.kiosk)
    give_key(kiosk.browser, key)
    kiosk.submit(kiosk.get("/outreach/device", status=409), "/outreach/device/leaving")
    assert kiosk.browser.get_cookie("__Host-outreach") is None
    assert kiosk.post("/kiosk/visit/end").response.headers["Clear-Site-Data"]
