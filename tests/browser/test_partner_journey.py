"""A partner keeps its part of the directory true: an old entry checked, a new one found at the kiosk."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from babel.dates import format_date
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.actor import Actor
from tests.browser.conftest import PORTRAIT, TELEPHONE, Open
from tests.browser.screens import KioskScreen, send
from tests.cast import Cast
from tests.factories.directory import a_place, a_service, neglect, publish
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import ZONE

OLD, NEW = "Ajuda com papéis", "Contas da casa em ordem"
WORDS = "Tratamos de cartas e formulários, com hora marcada."
Keep = Callable[[Page, str], None]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])


@pytest.fixture
def writer(cast: Cast) -> Actor:
    """Somebody of the office."""
    return clerk(cast.here, cast.coordinator.id)


@SCRIPT
def test_a_stale_service_is_mended_and_fresh_again(
    javascript: bool, open_as: Open, cast: Cast, writer: Actor, keep: Keep
) -> None:
    service_id = neglected_service(writer, cast)
    telephone = open_as(None, javascript=javascript, viewport=TELEPHONE)
    telephone.goto(f"/s/service/{service_id}?language=pt")
    expect(telephone.locator("main")).not_to_contain_text(said(clock.today(ZONE)))

    partner = open_as(cast.partner_technician, javascript=javascript)
    partner.goto("/")
    keep(partner, "partner-front")
    send(partner, partner.locator("#stale").get_by_role("link", name=OLD))
    mend(partner)
    expect(partner.locator(".notice-warning")).to_be_visible()
    send(partner, partner.locator('form[action$="/check"] button'))
    expect(partner.locator(".notice-warning")).to_have_count(0)
    keep(partner, "partner-checked")
    partner.goto("/")
    expect(partner.locator("#stale")).to_be_visible()
    expect(partner.locator("#stale a")).to_have_count(0)

    telephone.reload()
    shows_the_news(telephone)
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True))
    kiosk.choose_language("pt")
    find_by_need(kiosk, "documents", OLD)
    shows_the_news(kiosk.page)


@SCRIPT
def test_a_new_service_goes_from_the_draft_to_the_kiosk(
    javascript: bool, open_as: Open, cast: Cast, writer: Actor, keep: Keep
) -> None:
    with making():
        place_id = a_place(writer, cast.town_hall).id
    partner = open_as(cast.partner_technician, javascript=javascript)
    draft(partner, place_id)
    expect(partner.locator('form[action$="/publication"]')).to_have_count(0)
    send(partner, partner.locator('form[action$="/proposal"] button'))
    expect(partner.locator(".notice-good").first).to_be_visible()
    keep(partner, "partner-proposed")

    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True))
    kiosk.choose_language("pt")
    kiosk.page.goto("/kiosk/needs")
    expect(kiosk.page.locator('a[href="/kiosk/needs/money"]')).to_have_count(0)

    coordinator = open_as(cast.coordinator, javascript=javascript)
    coordinator.goto("/")
    send(coordinator, coordinator.locator("#to-publish").get_by_role("link", name=NEW, exact=True))
    send(coordinator, coordinator.locator('form[action$="/publication"] button'))
    expect(coordinator.locator(".notice-good").first).to_be_visible()

    find_by_need(kiosk, "money", NEW)
    expect(kiosk.page.locator("main")).to_contain_text(WORDS)
    expect(kiosk.page.locator("main")).to_contain_text("Praça da República, 1")
    keep(kiosk.page, "partner-new-service")


def neglected_service(writer: Actor, cast: Cast) -> UUID:
    """A published service of the partner's organisation that nobody has checked for long."""
    with making():
        return neglect(publish(writer, a_service(writer, a_place(writer, cast.town_hall), name=OLD))).id


def said(on: date) -> str:
    return format_date(on, "long", locale="pt_PT")


def mend(partner: Page) -> None:
    """Other words, and hours of its own: Mondays and Thursdays after lunch."""
    send(partner, partner.locator('main a[href$="/edit"]').first)
    partner.locator("#description").fill(WORDS)
    for weekday in (0, 3):
        partner.locator(f"#opening_hours-0-day-{weekday}").check()
    partner.locator("#opening_hours-0-opens").fill("14:15")
    partner.locator("#opening_hours-0-closes").fill("18:45")
    send(partner, partner.locator('form[action$="/edit"] button[type="submit"]'))
    expect(partner.locator("main")).to_contain_text(WORDS)
    expect(partner.locator("main")).to_contain_text("14h15–18h45")


def shows_the_news(page: Page) -> None:
    """What the public reads: the new words, the new hours, and that it was checked today."""
    for words in (WORDS, "14h15–18h45", said(clock.today(ZONE))):
        expect(page.locator("main")).to_contain_text(words)


def draft(partner: Page, place_id: UUID) -> None:
    """From the directory's first page; only what has to be said, and what it is about."""
    partner.goto("/directory")
    send(partner, partner.locator('main a[href="/directory/services/new"]').first)
    partner.locator("#structure_id").select_option(str(place_id))
    partner.locator("#name").fill(NEW)
    partner.locator("#description").fill(WORDS)
    partner.locator('input[name="themes"][value="budget"]').check()
    send(partner, partner.locator('form[action="/directory/services"] button[type="submit"]'))
    expect(partner.get_by_role("heading", level=1)).to_have_text(NEW)


def find_by_need(kiosk: KioskScreen, need: str, name: str) -> None:
    """From the kiosk's home to what answers."""
    kiosk.page.goto("/kiosk/")
    kiosk.tap('main a[href="/kiosk/needs"]')
    kiosk.tap(f'main a[href="/kiosk/needs/{need}"]')
    kiosk.tap(f'a.answer:has-text("{name}")')
    expect(kiosk.page.locator("h1")).to_contain_text(name)
