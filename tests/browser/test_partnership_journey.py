"""A partnership from the invitation that a link answers to a protocol that ends, with all that rests on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from app.accounts.models import StaffSession
from app.core import clock, jobs
from app.core.application import Autonomus
from app.core.db import db
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast, hash_of
from tests.factories.one_of_each import clerk, making
from tests.factories.papers import a_pdf
from tests.factories.protocols import an_association
from tests.factories.workshops import ZONE
from tests.inbox import receiving

PARTNER, TITLE, ROOM = "Associação Mãos Dadas", "Sala às quartas", "Temos uma sala com quinze lugares."
CLAUSE = "A sala é cedida às quartas-feiras, das 14h00 às 17h00."
SLOT, SERIES = "Ajuda com formulários", "Costura na sede"
LASTS, LATER = timedelta(days=100), timedelta(days=11)
Keep = Callable[..., None]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_partnership_from_the_invitation_to_the_end_of_its_protocol(
    javascript: bool,
    open_as: Open,
    address: str,
    app: Autonomus,
    cast: Cast,
    keep: Keep,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with making():
        party = str(an_association(clerk(cast.here, cast.coordinator.id), PARTNER))
    page = open_as(cast.coordinator, javascript=javascript)
    with receiving() as inbox:
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=inbox.url, public_url=address))
        invite(page, party)
        assert jobs.run_due() == 1
        (link,) = inbox.links()
    db.session.rollback()
    answer(open_as(None, javascript=False, viewport=TELEPHONE), link, keep)
    take_over(page, keep)

    draft(page)
    for side in (str(cast.town_hall), party):
        add_side(page, side)
    write_text(page, keep)
    for side in (0, 1):
        agree(page, side)
    sign(page)
    keep(page, "partnership-in-force")
    protocol = page.url
    add_slot(page, party)
    add_series(page, party)
    page.goto("/")
    expect(page.locator('a[href*="due=near"]')).to_have_count(0)

    with clock.frozen_at(clock.now() + LATER):
        stay_signed_in(cast)
        page.reload()
        keep(page, "partnership-alarm")
        send(page, page.locator('a[href*="due=near"]'))
        send(page, page.locator("main tbody").get_by_role("link", name=TITLE))
        assert page.url == protocol
        expect(page.locator(".notice-warning")).to_be_visible()
        end(page, keep)
        expect(page.locator("#resting .tag-bad")).to_have_count(2)
        send(page, page.locator('form[action$="/ending/removal"] button'))
        expect(page.locator("#resting .tag-bad")).to_have_count(0)
        expect(page.locator('a[href$="/renewals/new"]')).to_be_visible()


def follow(page: Page, address: str) -> None:
    send(page, page.locator(f'main a[href="{address}"], main a[href$="{address}"]').first)


def save(page: Page) -> None:
    """What the page asks, and it says that it was done."""
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(".notice-good").first).to_be_visible()


def fill_day(page: Page, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        page.locator(f"#{name}-{part}").fill(str(getattr(day, part)))


def today() -> date:
    return clock.today(ZONE)


def invite(page: Page, party: str) -> None:
    page.goto("/partnership")
    follow(page, "/partnership/invitations/new")
    page.locator("#party_id").select_option(party)
    page.locator('input[name="role"][value="local"]').check()
    page.locator("#recipient").fill("Dra. Ana Reis")
    page.locator("#email").fill("ana@example.org")
    save(page)


def answer(telephone: Page, link: str, keep: Keep) -> None:
    telephone.goto(link)
    telephone.locator('input[name="answer"][value="yes"]').check()
    telephone.locator('input[name="brings"][value="premises"]').check()
    telephone.locator("#words").fill(ROOM)
    send(telephone, telephone.locator("main form button"))
    expect(telephone.locator(".notice-good")).to_be_visible()
    assert not telephone.context.cookies()
    keep(telephone, "partnership-answered")


def take_over(page: Page, keep: Keep) -> None:
    """From the front page: the role and the room stand with the organisation, and a protocol comes next."""
    page.goto("/")
    follow(page, "/partnership/invitations")
    send(page, page.locator("main tbody").get_by_role("link", name=PARTNER))
    save(page)
    keep(page, "partnership-taken")


def draft(page: Page) -> None:
    follow(page, "/protocols/new")
    page.locator("#title").fill(TITLE)
    page.locator('input[name="instrument"][value="partnership"]').check()
    page.locator("#purpose").fill("Oficinas na sede da associação.")
    fill_day(page, "ends_on", today() + LASTS)
    save(page)


def add_side(page: Page, party: str) -> None:
    follow(page, "/parties/new")
    page.locator("#party_id").select_option(party)
    page.locator("#role").select_option(index=1)
    page.locator("#signatory").fill("Amélia Leal")
    save(page)


def write_text(page: Page, keep: Keep) -> None:
    """It begins with the usual clauses; one of them says what these two agreed."""
    follow(page, "/text")
    send(page, page.locator('form[action$="/text"] button'))
    page.locator('main a[href*="/clauses/"][href$="/edit"]').nth(1).click()
    page.locator("#body").fill(CLAUSE)
    save(page)
    expect(page.locator("main")).to_contain_text(CLAUSE)
    keep(page, "partnership-text")
    follow(page, "#parties")


def agree(page: Page, side: int) -> None:
    send(page, page.locator('#parties a[href$="/edit"]').nth(side))
    fill_day(page, "agreed_on", today())
    save(page)


def sign(page: Page) -> None:
    follow(page, "/signing")
    page.locator("#upload").set_input_files(
        {"name": "assinado.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    save(page)
    expect(page.locator("main .tag-good").first).to_be_visible()
    expect(page.locator('#papers a[href*="/papers/"]')).to_have_count(2)


def add_slot(page: Page, party: str) -> None:
    page.goto("/directory/slots")
    follow(page, "/directory/slots/new")
    page.locator("#organisation_id").select_option(party)
    page.locator("#topic").fill(SLOT)
    page.locator("#place").fill("Sede, sala 1")
    fill_day(page, "first_on", today())
    page.locator("#starts").fill("14:00")
    page.locator("#ends").fill("17:00")
    rest_on_it(page)


def add_series(page: Page, party: str) -> None:
    page.goto("/workshops")
    follow(page, "/workshops/new")
    page.locator("#title").fill(SERIES)
    page.locator("#kind").select_option(index=1)
    page.locator("#organisation_id").select_option(party)
    rest_on_it(page)


def rest_on_it(page: Page) -> None:
    page.locator("#protocol_id").select_option(label=f"{TITLE} (Câmara Municipal (here), {PARTNER})")
    save(page)


def stay_signed_in(cast: Cast) -> None:
    """The coordinator has come back meanwhile."""
    with making():
        row = db.session.query(StaffSession).filter_by(token_hash=hash_of(cast.coordinator.token)).one()
        row.created_at = row.seen_at = clock.now()


def end(page: Page, keep: Keep) -> None:
    """What falls is shown before, and the page says afterwards what has lost its ground."""
    follow(page, "/ending")
    for falling in (SLOT, SERIES):
        expect(falls(page)).to_contain_text(falling)
    keep(page, "partnership-ending")
    page.locator('input[name="reason"][value="agreed"]').check()
    send(page, page.locator("main form button.button-danger"))
    keep(page, "partnership-ended")


def falls(page: Page) -> Locator:
    return page.locator('section[aria-labelledby="falls"]')
