"""Somebody leaves with a code and comes back with it: goes on, corrects, prints, erases; later only reads."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from app.core.db import db
from app.skills.models.inventory import InventoryEntry
from tests.browser.conftest import LANDSCAPE, PORTRAIT, Open
from tests.browser.samples import in_pairs
from tests.browser.screens import NAMES, Code, KioskScreen, known, open_code, receive
from tests.cast import Cast

Keep = Callable[[Page, str], None]
NAME = "Zulmira Invenção"


@pytest.mark.parametrize(("language", "javascript"), in_pairs(["pt", "ar"], "a code"))
def test_a_kept_list_is_gone_on_with_corrected_printed_and_erased(
    language: str, javascript: bool, open_as: Open, cast: Cast, keep: Keep
) -> None:
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True))
    code = leave_with_a_code(kiosk, language)

    kiosk.come_back(language)
    keep(kiosk.page, f"code-entry-{language}")
    kiosk.enter(code)
    expect(kiosk.page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    keep(kiosk.page, f"code-list-{language}")
    add_another(kiosk)
    correct_the_first(kiosk)
    kiosk.page.goto("/kiosk/list")
    print_it(kiosk, code)
    kiosk.leave()

    kiosk.come_back(language)
    kiosk.enter(code)
    kiosk.tap('main a[href="/kiosk/review"]')
    expect(kiosk.page.locator(".review-entry")).to_have_count(3)
    kiosk.page.goto("/kiosk/list")
    kiosk.tap('main a[href="/kiosk/inventory/erasure"]')
    keep(kiosk.page, f"code-erasing-{language}")
    kiosk.tap('main form[action="/kiosk/inventory/erasure"] button')
    assert db.session.query(InventoryEntry).count() == 0
    db.session.rollback()
    kiosk.page.goto("/kiosk/opening")
    kiosk.enter(code)
    expect(kiosk.page.locator(".notice-bad")).to_be_visible()


def test_a_list_that_the_desk_received_is_read_at_the_kiosk_and_nothing_of_it_stays(
    open_as: Open, cast: Cast
) -> None:
    kiosk = KioskScreen(open_as(cast.kiosk, viewport=PORTRAIT, touch=True))
    code = leave_with_a_code(kiosk, "pt")
    desk = open_as(cast.facilitator)
    open_code(desk, code)
    receive(desk, NAME)

    kiosk.come_back("pt")
    kiosk.enter(code)
    expect(kiosk.page.locator("main")).not_to_contain_text(NAME)
    kiosk.tap('main a[href="/kiosk/review"]')
    expect(kiosk.page.locator(".review-entry")).to_have_count(3)
    expect(kiosk.page.locator(".review-entry :is(a, button)")).to_have_count(0)
    other = kiosk.page.context.new_page()
    other.goto("/kiosk/review")
    kiosk.leave()
    kiosk.page.go_back()
    for page in (kiosk.page, other):
        expect(page.locator('button[name="language"]').first).to_be_visible()
        expect(page.locator(".review-entry")).to_have_count(0)


def test_a_scanner_opens_the_list_without_a_tap(open_as: Open, cast: Cast) -> None:
    kiosk = KioskScreen(open_as(cast.kiosk, viewport=LANDSCAPE, touch=True))
    code = leave_with_a_code(kiosk, "pt")
    keys = [next(each.key for each in NAMES.values() if each.name("pt") == name) for name in code.pictures]
    kiosk.come_back("pt")
    expect(kiosk.page.locator(".keyboard")).to_have_count(0)
    kiosk.page.keyboard.type("-".join((code.digits.replace(" ", ""), *keys)))
    with kiosk.page.expect_navigation(wait_until="load"):
        kiosk.page.keyboard.press("Enter")
    expect(kiosk.page.locator('main a[href="/kiosk/review"]')).to_be_visible()


def leave_with_a_code(kiosk: KioskScreen, language: str) -> Code:
    """Three answers, kept."""
    kiosk.choose_language(language)
    kiosk.begin_list()
    kiosk.tell_of(1)
    kiosk.page.goto("/kiosk/review")
    code = kiosk.keep()
    kiosk.leave()
    return code


def add_another(kiosk: KioskScreen) -> None:
    kiosk.tap('main a[href="/kiosk/contexts"]')
    kiosk.choose_parts(2)
    kiosk.answer("daily")
    kiosk.page.goto("/kiosk/review")
    expect(kiosk.page.locator(".review-entry")).to_have_count(4)


def correct_the_first(kiosk: KioskScreen) -> None:
    """It was never done after all."""
    competence = known().by_key(kiosk.cards[0])
    assert competence
    kiosk.tap(f'.review-entry a[href^="/kiosk/things/{competence.key}"]')
    kiosk.tap('button[name="frequency"][value="never"]')
    expect(kiosk.page.locator(".review-entry")).to_have_count(3)


def print_it(kiosk: KioskScreen, code: Code) -> None:
    kiosk.tap('main a[href="/kiosk/code"]')
    kiosk.tap('main a[href="/kiosk/code/sheet"]')
    expect(kiosk.page.locator("main")).to_contain_text(code.digits)
    kiosk.tap('nav a[href="/kiosk/list"]')
