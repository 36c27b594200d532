"""A tablet becomes a device for sessions, is prepared for one, and opens its page without network."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from app.core import clock
from app.outreach.devices.operations import revoke_device
from tests.browser.conftest import DESK, TELEPHONE
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_devices import enrolled
from tests.factories.workshops import ZONE, make_workshop

TABLET: ViewportSize = {"width": 800, "height": 1280}
SIZES = (DESK, TELEPHONE, TABLET)
PATIENCE = 60_000
"""Milliseconds until everything lies on the device, on a busy machine."""
Open = Callable[..., Page]
Keep = Callable[..., None]
MORNING = f"{clock.now().date()}T08:00:00+00:00"
"""Of today, for the session of today is over in the afternoon."""


@pytest.fixture
def planned(cast: Cast) -> None:
    """Sessions before, on and after today, and devices in use and not."""
    staff, today = clerk(cast.here, cast.facilitator.id), clock.today(ZONE)
    with making():
        for title, days in (
            ("Sessão de divulgação no mercado", [0, 3]),
            ("Oficina de projetos: da ideia ao primeiro passo", [0, 7, 13]),
            ("Convívio no lar de Santa Marta", [-1, -8]),
        ):
            dates = [today + timedelta(days=each) for each in days]
            make_workshop(staff, title=title, sessions=dates, organisation_id=cast.town_hall)
        enrolled(staff, name="Portátil do CLDS")
        revoke_device(staff, device=enrolled(staff, name="Tablet 1")[0])


@pytest.mark.usefixtures("planned")
@pytest.mark.clock(MORNING)
def test_a_tablet_is_enrolled_prepared_and_works_without_network(
    cast: Cast, open_as: Open, keep: Keep
) -> None:
    code = added(open_as(cast.administrator), keep)
    tablet = open_as(cast.registrar, viewport=TABLET, touch=True)
    enrol(tablet, code, keep)
    prepare(tablet, keep)
    address = tablet.url
    tablet.context.set_offline(True)
    tablet.goto(address)
    form = tablet.locator("form[data-registration]")
    expect(form).to_be_visible()
    picture = form.locator("img.pictogram").first
    picture.scroll_into_view_if_needed()
    tablet.wait_for_function("picture => picture.naturalWidth > 0", arg=picture.element_handle())
    form.locator("[name='name']").fill("Rosa Dias")
    form.locator("button[type='submit']").click()
    expect(tablet.locator("[data-count='kept'] [data-number]")).to_have_text("1")
    expect(form.locator("[name='name']")).to_have_value("")


def added(office: Page, keep: Keep) -> str:
    """The one-time code of a device that an administrator adds."""
    office.goto("/outreach/devices")
    keep(office, "outreach-devices", *SIZES)
    office.locator('main a[href="/outreach/devices/new"]').click()
    office.locator("#name").fill("Tablet 2")
    keep(office, "outreach-device-new", *SIZES)
    office.locator("main form[action='/outreach/devices/new'] button").click()
    code = office.locator(".one-time-code").inner_text()
    keep(office, "outreach-device-code", *SIZES)
    return code


def enrol(tablet: Page, code: str, keep: Keep) -> None:
    tablet.goto("/outreach/device")
    keep(tablet, "outreach-enrol", *SIZES)
    tablet.locator("#code").fill(code)
    tablet.locator("form[action='/outreach/device'] button").click()
    expect(tablet.locator(".notice-good")).to_contain_text("Tablet 2")
    keep(tablet, "outreach-enrolled", *SIZES)


def prepare(tablet: Page, keep: Keep) -> None:
    """The first session of today, until all of it lies on the device."""
    tablet.goto("/outreach")
    keep(tablet, "outreach-index", *SIZES)
    tablet.locator(".outings-today a").first.click()
    keep(tablet, "outreach-session", *SIZES)
    tablet.locator("main form[action$='/packs'] button").click()
    expect(tablet.locator("[data-say='prepared']")).to_be_visible(timeout=PATIENCE)
    keep(tablet, "outreach-pack", *SIZES)
