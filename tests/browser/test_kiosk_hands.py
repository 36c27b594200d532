"""What hands do that a screen takes as it was meant: a finger that taps twice, keys in place of taps."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.db import db
from app.skills.models.inventory import InventoryEntry
from tests.browser.conftest import LANDSCAPE, PORTRAIT, Open
from tests.browser.screens import KioskScreen
from tests.cast import Cast

TILE = "li:nth-child(2) > label.context-tile"
ANSWER = 'button[name="frequency"][value="often"]'


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_second_tap_at_the_same_spot_answers_no_second_card(
    javascript: bool, open_as: Open, cast: Cast
) -> None:
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=LANDSCAPE, touch=True))
    page, now = kiosk.page, clock.now()
    page.clock.set_fixed_time(now)
    with clock.frozen_at(now):
        kiosk.choose_language("pt")
        kiosk.begin_list()
        kiosk.choose_parts(1)
    later = now + timedelta(seconds=5)
    page.clock.set_fixed_time(later)
    with clock.frozen_at(later):
        spot = _middle(page, ANSWER)
        with page.expect_navigation(wait_until="load"):
            page.touchscreen.tap(*spot)
        second = page.url
        page.touchscreen.tap(*spot)
        page.wait_for_timeout(150)
        assert (page.url, _answered()) == (second, 1)
    meant = later + timedelta(milliseconds=400)
    page.clock.set_fixed_time(meant)
    with clock.frozen_at(meant), page.expect_navigation(wait_until="load"):
        page.touchscreen.tap(*spot)
    assert _answered() == 2


@pytest.mark.parametrize("touched", [TILE, f"{TILE} > .choice-mark"], ids=["picture", "box"])
def test_a_tick_that_is_touched_twice_stays(touched: str, open_as: Open, cast: Cast) -> None:
    """By a hand that trembles; touched again after a look it goes."""
    kiosk = KioskScreen(open_as(cast.kiosk, viewport=LANDSCAPE, touch=True))
    page, now = kiosk.page, clock.now()
    kiosk.choose_language("pt")
    kiosk.begin_list()
    later = now + timedelta(seconds=5)
    spot, tick = _middle(page, touched), page.locator(f"{TILE} input")
    for milliseconds, is_ticked in ((0, True), (100, True), (200, True), (600, False)):
        page.clock.set_fixed_time(later + timedelta(milliseconds=milliseconds))
        page.touchscreen.tap(*spot)
        expect(tick).to_be_checked(checked=is_ticked)


@pytest.mark.parametrize(
    "selector", ['button[name="aid"][value="text"]', 'nav form[action="/kiosk/call"] button']
)
def test_ticks_stay_when_somebody_goes_away_and_comes_back(selector: str, open_as: Open, cast: Cast) -> None:
    """For larger letters, or to call a person."""
    kiosk = KioskScreen(open_as(cast.kiosk, viewport=PORTRAIT, touch=True))
    kiosk.choose_language("pt")
    kiosk.begin_list()
    kiosk.touch(TILE)
    kiosk.tap(selector)
    if "/kiosk/call" in kiosk.page.url:
        kiosk.tap("#call .button-primary")
    expect(kiosk.page.locator("#contexts :checked")).to_have_count(1)
    expect(kiosk.page.locator(f"{TILE} input")).to_be_checked()


def _middle(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _answered() -> int:
    count = db.session.query(InventoryEntry).count()
    db.session.rollback()
    return count


def test_a_card_is_answered_by_five_keys_at_most(open_as: Open, cast: Cast) -> None:
    """Keys begin at the question, not at the eleven things that stand on every screen."""
    kiosk = KioskScreen(open_as(cast.kiosk, viewport=LANDSCAPE, touch=True))
    kiosk.choose_language("pt")
    kiosk.begin_list()
    kiosk.choose_parts(1)
    page = kiosk.page
    ways = (["Tab"], ["Tab"] * 2, ["Tab"] * 3, ["Tab"] * 4, ["Tab", "ArrowUp"])
    for at, keys in enumerate(ways, 1):
        expect(page.locator("main")).to_be_focused()
        assert page.evaluate("() => scrollY") == 0
        with page.expect_navigation(wait_until="load"):
            for key in (*keys, "Enter"):
                page.keyboard.press(key)
        assert _answered() == at
    expect(page.locator('.card-progress a[href^="/kiosk/review"]')).to_contain_text("4")
