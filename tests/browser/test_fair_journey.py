"""A partner enters a fair and how many came; the coordinator finds it in the list and the year's report."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from app.core import clock
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import send, write_day
from tests.cast import Cast
from tests.factories.workshops import ZONE

TITLE = "Feira de outono"
Keep = Callable[[Page, str], None]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_fair_with_a_headcount(javascript: bool, open_as: Open, cast: Cast, keep: Keep) -> None:
    partner = open_as(cast.partner_technician, javascript=javascript, viewport=TELEPHONE)
    enter(partner)
    partner.goto("/")
    keep(partner, "partner-day")
    send(partner, partner.locator("#to-complete").get_by_role("link", name=TITLE).first)
    partner.locator("#others").fill("40")
    send(partner, partner.locator('form[action$="/heads"] button[type="submit"]'))
    expect(partner.locator(".notice-good").first).to_be_visible()
    expect(sessions(partner)).to_contain_text("40")
    keep(partner, "partner-fair")

    coordinator = open_as(cast.coordinator, javascript=javascript)
    coordinator.goto("/workshops")
    row = coordinator.locator("#series tbody tr")
    expect(row).to_contain_text("Partner Technician")
    keep(coordinator, "fair-in-the-list")
    send(coordinator, row.get_by_role("link", name=TITLE))
    expect(sessions(coordinator)).to_contain_text("40")
    coordinator.goto(f"/statistics/workshops?year={yesterday().year}&period=year")
    line = coordinator.locator("main tr").filter(has_text=TITLE)
    expect(line.locator("td").last).to_have_text("40")
    counted = coordinator.locator(".report-tables table").last
    expect(counted.locator("td.table-number").last).to_have_text("40")
    keep(coordinator, "fair-in-the-year")


def yesterday() -> date:
    return clock.today(ZONE) - timedelta(days=1)


def sessions(page: Page) -> Locator:
    return page.locator('section[aria-labelledby="sessions-title"] tbody tr')


def enter(partner: Page) -> None:
    """What it is, when it was; nothing is asked about people, papers or money."""
    partner.goto("/workshops")
    send(partner, partner.locator('main a[href="/workshops/new"]').first)
    partner.locator("#title").fill(TITLE)
    partner.locator("#kind").select_option("fair")
    expect(partner.locator("[name=certificate_share]")).to_have_count(0)
    send(partner, partner.locator('form[action="/workshops"] button[type="submit"]'))
    expect(partner).to_have_url(re.compile("/sessions/new$"))
    write_day(partner, "on", yesterday())
    partner.locator("#starts").fill("10:00")
    partner.locator("#ends").fill("16:00")
    partner.locator("#place_name").fill("Largo da igreja")
    form = partner.locator('form[action$="/sessions"]')
    send(partner, form.locator('button[type="submit"]').first)
    if partner.url.endswith("/sessions"):  # a holiday is shown before it is kept
        send(partner, form.locator('button[name="decision"][value="keep"]'))
    send(partner, partner.locator('form[action$="/opening"] button'))
    expect(partner.locator(".notice-good").first).to_be_visible()
