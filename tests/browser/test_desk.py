"""The facilitator's desk where it is not as simple as a code, and signing in and out."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from app.accounts.models import Staff
from app.accounts.passwords import hash_password
from app.core import clock
from app.core.db import db
from app.skills.codes import picture
from app.skills.operations.inventories import code_of
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import Code, open_code, receive, send
from tests.cast import PASSWORD, Cast
from tests.factories.one_of_each import making, saved_list
from tests.factories.visits import terminal_actor


@pytest.fixture
def code(cast: Cast) -> Code:
    """Of a list that somebody kept at the kiosk a moment ago."""
    with making():
        inventory = saved_list(terminal_actor(cast.kiosk.id))
        kept = code_of(inventory)
    return Code(kept.grouped, [picture(key).name("pt") for _, key in kept.pictures])


def test_a_lost_code_is_found_by_the_day_and_a_picture(code: Code, open_as: Open, cast: Cast) -> None:
    desk = open_as(cast.facilitator, viewport=TELEPHONE)
    desk.goto("/lost-code")
    today = clock.today("Europe/Lisbon")
    for box, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        desk.locator(f"#saved_on-{box}").fill(str(value))
    desk.locator("#first").fill(code.pictures[1])
    send(desk, desk.locator('form[action="/lost-code"] button[type="submit"]'))
    send(desk, desk.locator('#lost form[action$="/opening"] button'))
    expect(desk.locator(".both li").first).to_be_visible()


def test_the_second_to_receive_a_list_is_told_who_has_it(code: Code, open_as: Open, cast: Cast) -> None:
    first, second = open_as(cast.facilitator), open_as(cast.colleague)
    for desk in (first, second):
        open_code(desk, code)
    receive(first, "Custódia Ramos")
    second.locator("#name").fill("Custódia Ramos")
    send(second, second.locator("#who button[type='submit']").first)
    expect(second.locator("main")).to_contain_text("Facilitator")
    open_again = open_as(cast.colleague)
    open_again.goto("/desk")
    open_again.locator("#digits").fill(code.digits)
    open_again.locator("#first").fill(code.pictures[0])
    open_again.locator("#second").fill(code.pictures[1])
    send(open_again, open_again.locator('form[action="/desk"] button[type="submit"]'))
    expect(open_again.locator("main")).to_contain_text("Facilitator")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the thing has the focus, which must be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            seen = "() => { const s = getComputedStyle(document.activeElement);"
            seen += " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            assert page.evaluate(seen), f"nobody sees that {selector} has the focus"
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_the_desk_needs_no_mouse(code: Code, open_as: Open, cast: Cast) -> None:
    desk = open_as(cast.facilitator)
    desk.goto("/desk")
    expect(desk.locator("#digits")).to_be_focused()
    desk.keyboard.type(code.digits)
    for field, name in (("#first", code.pictures[0]), ("#second", code.pictures[1])):
        tab_to(desk, field)
        desk.keyboard.type(name)
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    tab_to(desk, "#name")
    desk.keyboard.type("Zé")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    tab_to(desk, "tr.entry select")
    desk.keyboard.press("ArrowDown")
    tab_to(desk, "tr.entry input[type=checkbox]")
    desk.keyboard.press("Space")
    desk.keyboard.press("Enter")
    expect(desk.locator("tr.entry").first.locator(".tag-good")).to_be_visible()


def test_signing_in_and_out(open_as: Open, cast: Cast) -> None:
    with making():
        db.session.get_one(Staff, cast.coordinator.id).password_hash = hash_password(PASSWORD)
    page = open_as(None)
    page.goto("/participants")
    assert "/sign-in" in page.url
    page.locator('input[name="email"]').fill(cast.coordinator.email)
    page.locator('input[name="password"]').fill("wrong, and long enough")
    page.keyboard.press("Enter")
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    page.locator('input[name="password"]').fill(PASSWORD)
    send(page, page.get_by_role("button", name="Entrar", exact=True))
    assert page.url.endswith("/participants")
    page.locator('details.menu:has(form[action="/sign-out"]) summary').click()
    send(page, page.locator('form[action="/sign-out"] button'))
    page.goto("/participants")
    assert "/sign-in" in page.url


def test_headings_do_not_jump(code: Code, open_as: Open, cast: Cast) -> None:
    """A screen reader's reader walks by headings: from one level to the next, never past one."""
    desk = open_as(cast.facilitator)
    open_code(desk, code)
    headings = desk.locator("h1, h2, h3, h4")
    levels = [int(tag[1]) for tag in headings.evaluate_all("all => all.map(each => each.tagName)")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
