"""A tablet becomes a device for sessions, is prepared for one, and opens its page without network."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, ViewportSize, expect

from app.core import clock
from app.core.actor import Actor
from app.outreach.devices.operations import revoke_device
from tests.browser.conftest import DESK, TELEPHONE
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_devices import enrolled
from tests.factories.workshops import make_workshop

TABLET: ViewportSize = {"width": 800, "height": 1280}
Open = Callable[..., Page]
Keep = Callable[..., None]


def plan_some(staff: Actor, cast: Cast) -> None:
    today = clock.today("Europe/Lisbon")
    with making():
        for title, days in (
            ("Sessão de divulgação no mercado", [0, 3]),
            ("Oficina de projetos: da ideia ao primeiro passo", [0, 7, 13]),
            ("Convívio no lar de Santa Marta", [-1, -8]),
        ):
            dates = [today + timedelta(days=each) for each in days]
            make_workshop(staff, title=title, sessions=dates, organisation_id=cast.town_hall)


def test_a_tablet_is_enrolled_prepared_and_works_without_network(
    cast: Cast, open_as: Open, keep: Keep
) -> None:
    staff = clerk(cast.here, cast.facilitator.id)
    plan_some(staff, cast)
    with making():
        enrolled(staff, name="Portátil do CLDS")
        revoke_device(staff, device=enrolled(staff, name="Tablet 1")[0])
    office = open_as(cast.administrator)
    office.goto("/outreach/devices")
    keep(office, "outreach-devices", DESK, TELEPHONE, TABLET)
    office.locator('main a[href="/outreach/devices/new"]').click()
    office.locator("#name").fill("Tablet 2")
    keep(office, "outreach-device-new", TELEPHONE, DESK)
    office.locator("main form[action='/outreach/devices/new'] button").click()
    code = office.locator(".one-time-code").inner_text()
    keep(office, "outreach-device-code", DESK, TELEPHONE)

    tablet = open_as(cast.registrar, viewport=TABLET, touch=True)
    tablet.goto("/outreach/device")
    keep(tablet, "outreach-enrol", TELEPHONE, DESK, TABLET)
    tablet.locator("#code").fill(code)
    tablet.locator("form[action='/outreach/device'] button").click()
    expect(tablet.locator(".notice-good")).to_contain_text("Tablet 2")
    keep(tablet, "outreach-enrolled", DESK, TABLET)

    tablet.goto("/outreach")
    keep(tablet, "outreach-index", DESK, TELEPHONE, TABLET)
    tablet.locator(".outings-today a").first.click()
    keep(tablet, "outreach-session", DESK, TELEPHONE, TABLET)
    tablet.locator("main form[action$='/packs'] button").click()
    expect(tablet.locator("[data-pack]")).to_be_visible()
    expect(tablet.locator("[data-say='prepared']")).to_be_visible()
    keep(tablet, "outreach-pack", DESK, TELEPHONE, TABLET)
    address = tablet.url
    tablet.goto("/outreach")
    tablet.locator(".outings-today a").first.click()
    keep(tablet, "outreach-session-prepared", DESK, TELEPHONE, TABLET)

    tablet.context.set_offline(True)
    tablet.goto(address)
    expect(tablet.locator("form[data-registration]")).to_be_visible()
    expect(tablet.locator("[data-queue]")).to_be_visible()
