"""A session is prepared on a device: who may, when, and what the device is given."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.outreach.devices.operations import revoke_device
from app.outreach.packs.keys import read_carried
from app.outreach.packs.models import Pack
from app.outreach.packs.sealing import open_box, seal_box
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import cancel_session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_devices import enrolled, give_key
from tests.factories.outreach_packs import a_pack
from tests.factories.workshops import ZONE, make_workshop
from tests.integration.outreach.conftest import session_of

Clients = Callable[[Person | None], PageClient]
GET_READY = "main form[action$='/packs']"


def address_of(session: Session) -> str:
    return f"/outreach/sessions/{session.id}"


def prepare(client: PageClient, session: Session) -> Page:
    """The page that the device is left with."""
    address = address_of(session)
    return client.follow(client.submit(client.get(address), f"{address}/packs"))


def packs() -> list[Pack]:
    db.session.expire_all()
    return [*db.session.scalars(select(Pack).order_by(Pack.created_at))]


@pytest.fixture
def device(client_for: Clients, staff: Actor) -> PageClient:
    """An enrolled device at which nobody is signed in."""
    with making():
        _, key = enrolled(staff)
    browser = client_for(None)
    give_key(browser.browser, key)
    return browser


def test_what_the_device_seals_is_opened_with_what_it_carries(
    cast: Cast, client_for: Clients, session: Session
) -> None:
    page = prepare(client_for(cast.registrar), session)
    told = page.soup.select_one("[data-pack]")
    assert told is not None
    (pack,) = packs()
    assert (told["data-pack"], told["data-session"]) == (str(pack.id), str(session.id))
    box = seal_box(
        b"Ana",
        public_key=str(told["data-public-key"]),
        pack_id=pack.id,
        record_id=pack.id,
        carried=str(told["data-carried"]),
    )
    carried = read_carried(box["carried"], pack.id)
    assert open_box(box, carried.private_key) == b"Ana"
    assert (carried.session, carried.municipality, carried.device) == (session.id, cast.here, None)
    assert carried.prepared_by == cast.registrar.id


def test_the_private_key_never_leaves_in_the_open(cast: Cast, client_for: Clients, session: Session) -> None:
    page = prepare(client_for(cast.registrar), session)
    (pack,) = packs()
    assert pack.private_key
    assert pack.private_key not in page.html
    assert pack.private_key not in pack.private_key_encrypted


def test_every_preparation_has_keys_of_its_own_and_the_same_form_twice_is_one(
    cast: Cast, client_for: Clients, session: Session
) -> None:
    client, address = client_for(cast.registrar), address_of(session)
    page = client.get(address)
    assert len({client.submit(page, f"{address}/packs").location for _ in range(2)}) == 1
    prepare(client, session)
    first, second = packs()
    assert first.public_key != second.public_key


def test_a_form_that_says_not_where_it_was_drawn_prepares_nothing(
    cast: Cast, client_for: Clients, session: Session
) -> None:
    page = client_for(cast.registrar).post(f"{address_of(session)}/packs", {}, status=422)
    assert page.soup.select_one(GET_READY)
    assert packs() == []


def test_a_month_ahead_and_no_more(cast: Cast, client_for: Clients, staff: Actor) -> None:
    today, client = clock.today(ZONE), client_for(cast.registrar)
    with making():
        days: list[date] = [today + timedelta(days=days) for days in (30, 33)]
        near, far = (
            session_of(make_workshop(staff, sessions=[day], organisation_id=cast.town_hall)) for day in days
        )
    prepare(client, near)
    assert client.get(address_of(far)).soup.select_one(GET_READY) is None


@pytest.mark.parametrize("days", [-1, 33])
def test_a_session_that_is_over_or_far_is_not_prepared(
    cast: Cast, client_for: Clients, staff: Actor, session: Session, days: int
) -> None:
    client, address = client_for(cast.registrar), address_of(session)
    page = client.get(address)
    with making():
        db.session.get_one(Session, session.id).on = clock.today(ZONE) + timedelta(days=days)
    again = client.submit(page, f"{address}/packs", status=409)
    assert again.soup.select_one(GET_READY) is None
    assert packs() == []


def test_a_cancelled_session_is_not_prepared(
    cast: Cast, client_for: Clients, staff: Actor, session: Session
) -> None:
    client, address = client_for(cast.registrar), address_of(session)
    page = client.get(address)
    with making():
        cancel_session(staff, session=db.session.get_one(Session, session.id), reason="weather", note="")
    client.submit(page, f"{address}/packs", status=409)
    assert packs() == []


def test_a_prepared_device_opens_its_page_when_nobody_is_signed_in(
    cast: Cast, client_for: Clients, device: PageClient, session: Session
) -> None:
    cast.registrar.enter(device)
    prepare(device, session)
    (pack,) = packs()
    assert pack.device_id is not None
    with device.browser.session_transaction() as signed_in:
        signed_in.clear()
    page = device.get(f"/outreach/packs/{pack.id}")
    assert "Tablet 1" in page.text
    assert "__Host-outreach" in page.response.headers["Set-Cookie"]


def test_a_pack_is_opened_by_its_device_and_by_staff_who_register_there(
    cast: Cast, client_for: Clients, device: PageClient, staff: Actor, session: Session
) -> None:
    with making():
        other, _ = enrolled(staff, name="Tablet 2")
        pack = a_pack(staff, session.id, other)
        mine = a_pack(staff, session.id)
    for each in (pack, mine):
        device.get(f"/outreach/packs/{each.id}", status=404)
        client_for(None).get(f"/outreach/packs/{each.id}", status=401)
        client_for(cast.administrator).get(f"/outreach/packs/{each.id}", status=403)
        client_for(cast.stranger_coordinator).get(f"/outreach/packs/{each.id}", status=404)
        client_for(cast.registrar).get(f"/outreach/packs/{each.id}")


def test_a_device_that_was_cut_off_opens_nothing(client_for: Clients, staff: Actor, session: Session) -> None:
    with making():
        row, key = enrolled(staff)
        pack = a_pack(staff, session.id, row)
        revoke_device(staff, device=row)
    browser = client_for(None)
    give_key(browser.browser, key)
    page = browser.get(f"/outreach/packs/{pack.id}", status=401)
    assert page.soup.select_one('main a[href="/outreach/device"]'), "it can be enrolled again"
    assert page.soup.select_one('main a[href^="/sign-in"]')


def test_a_device_of_another_municipality_is_not_prepared_here(
    cast: Cast, client_for: Clients, session: Session
) -> None:
    with making():
        _, key = enrolled(clerk(cast.elsewhere, cast.stranger_administrator.id))
    client, address = client_for(cast.registrar), address_of(session)
    page = client.get(address)
    give_key(client.browser, key)
    client.submit(page, f"{address}/packs", status=409)
    assert client.get(address).soup.select_one(GET_READY) is None
    assert packs() == []


def test_the_page_of_the_session_says_what_was_prepared(
    cast: Cast, client_for: Clients, device: PageClient, session: Session
) -> None:
    cast.registrar.enter(device)
    prepare(device, session)
    (pack,) = packs()
    own = device.get(address_of(session))
    assert "Tablet 1" in own.text
    assert own.soup.select_one(f'a[href="/outreach/packs/{pack.id}"]')
    others = client_for(cast.registrar).get(address_of(session))
    assert "Tablet 1" in others.text
    assert others.soup.select_one(f'a[href="/outreach/packs/{pack.id}"]') is None, "it is another device's"
