"""What happens when a visit does not go to its end: leaving, walking away, a browser that dies, a call."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.db import db
from app.kiosk.models import Visit
from app.skills.models.inventory import Inventory, InventoryEntry
from tests.browser.conftest import PORTRAIT, Open
from tests.browser.screens import KioskScreen
from tests.cast import Cast

FIRST_SCREEN = 'button[name="language"]'


@pytest.fixture
def kiosk(open_as: Open, cast: Cast) -> KioskScreen:
    """A person before the kiosk, three answers into their list."""
    screen = KioskScreen(open_as(cast.kiosk, viewport=PORTRAIT, touch=True))
    screen.choose_language("pt")
    screen.begin_list()
    screen.tell_of(1)
    return screen


def is_nothing_left(page: Page) -> None:
    """Neither on the screen, nor one step back, nor in the browser, nor on the server."""
    expect(page.locator(FIRST_SCREEN).first).to_be_visible()
    page.go_back()
    page.goto("/kiosk/review")
    expect(page.locator(FIRST_SCREEN).first).to_be_visible()
    kept = page.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]
    assert (db.session.query(Visit).count(), db.session.query(InventoryEntry).count()) == (0, 0)
    assert {row.state for row in db.session.query(Inventory)} <= {"erased"}
    db.session.rollback()


def test_leaving_erases_everything(kiosk: KioskScreen) -> None:
    kiosk.tap('a[href^="/kiosk/leaving"]')
    kiosk.tap('main form[action="/kiosk/visit/end"] button')
    is_nothing_left(kiosk.page)


def test_another_tab_does_not_keep_the_list_after_the_end(kiosk: KioskScreen) -> None:
    """Nor does it stop at the first screen while somebody else has begun: all tabs belong to one visit."""
    other = kiosk.page.context.new_page()
    other.goto("/kiosk/review")
    kiosk.tap('a[href^="/kiosk/leaving"]')
    kiosk.tap('main form[action="/kiosk/visit/end"] button')
    expect(other.locator(FIRST_SCREEN).first).to_be_visible()
    kiosk.choose_language("pt")
    expect(other.locator(FIRST_SCREEN)).to_have_count(0)
    visits = [page.evaluate("document.documentElement.dataset.belongsTo") for page in (other, kiosk.page)]
    assert visits == [str(db.session.query(Visit.id).scalar())] * 2
    db.session.rollback()


def test_whoever_walks_away_is_asked_and_then_forgotten(kiosk: KioskScreen) -> None:
    page = kiosk.page
    page.clock.install()
    page.goto("/kiosk/")
    page.clock.run_for(61_000)
    question = page.get_by_role("alertdialog")
    expect(question).to_be_visible()
    expect(question.get_by_role("button").first).to_be_focused()
    question.get_by_role("button").first.tap()
    expect(question).to_be_hidden()
    page.clock.run_for(61_000)
    expect(question).to_be_visible()
    with page.expect_navigation():
        page.clock.run_for(31_000)
    is_nothing_left(page)


def test_without_script_the_page_asks_by_itself_and_the_server_forgets(open_as: Open, cast: Cast) -> None:
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=False, viewport=PORTRAIT, touch=True))
    kiosk.choose_language("pt")
    kiosk.begin_list()
    kiosk.answer_one()
    page = kiosk.page
    page.goto("/kiosk/")
    refresh = page.locator('meta[http-equiv="refresh"]').get_attribute("content")
    assert refresh
    wait, _, address = refresh.partition("; url=")
    assert int(wait) == 60
    page.goto(address)
    assert "/kiosk/expiry" in str(page.locator('meta[http-equiv="refresh"]').get_attribute("content"))
    with clock.frozen_at(clock.now() + timedelta(seconds=95)):
        page.goto("/kiosk/expiry")
        expect(page.locator(FIRST_SCREEN).first).to_be_visible()
    assert db.session.query(Visit).count() == 0
    db.session.rollback()


def test_a_browser_that_dies_comes_back_to_the_list_and_not_after_the_end(
    kiosk: KioskScreen, open_as: Open, cast: Cast
) -> None:
    kiosk.page.context.close()
    again = open_as(cast.kiosk, viewport=PORTRAIT, touch=True)
    again.goto("/kiosk/")
    expect(again.locator('main a[href="/kiosk/contexts"]').first).to_contain_text("3")
    again.context.close()
    with clock.frozen_at(clock.now() + timedelta(minutes=10)):
        later = open_as(cast.kiosk, viewport=PORTRAIT, touch=True)
        later.goto("/kiosk/contexts")
        expect(later.locator(FIRST_SCREEN).first).to_be_visible()
    assert db.session.query(InventoryEntry).count() == 0
    db.session.rollback()


def test_a_person_is_called_and_somebody_answers(kiosk: KioskScreen, open_as: Open, cast: Cast) -> None:
    kiosk.tap('nav form[action="/kiosk/call"] button')
    expect(kiosk.page.locator("#call form")).to_be_visible()
    desk = open_as(cast.facilitator)
    desk.goto("/")
    expect(desk.locator("#calls")).to_contain_text("Quiosque do átrio")
    with desk.expect_navigation():
        desk.locator('#calls form[action$="/answer"] button').click()
    expect(desk.locator("#calls form")).to_have_count(0)
    kiosk.page.reload()
    expect(kiosk.page.locator(".call-answered")).to_be_visible()
    kiosk.tap("#call a.button-primary")
    expect(kiosk.page.locator("main")).to_be_visible()
