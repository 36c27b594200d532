"""A partnership from an invitation that a link answers to the end of its protocol and what rests on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect

from app.accounts.models import StaffSession
from app.core import clock, jobs
from app.core.application import Autonomus
from app.core.db import db
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import act, send, write_day
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
PAPER: FilePayload = {"name": "assinado.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
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
    answer(open_as(None, javascript=False, viewport=TELEPHONE), link)
    take_over(page, keep)
    draft(page, str(cast.town_hall), party)
    write_text(page, keep)
    sign(page)
    keep(page, "partnership-in-force")
    rest_on_it(page, "/directory/slots", party, topic=SLOT, place="Sede", starts="14:00", ends="17:00")
    rest_on_it(page, "/workshops", party, title=SERIES)
    page.goto("/")
    expect(page.locator('a[href*="due=near"]')).to_have_count(0)

    with clock.frozen_at(clock.now() + LATER):
        stay_signed_in(cast)
        page.reload()
        send(page, page.locator('a[href*="due=near"]'))
        send(page, page.get_by_role("link", name=TITLE))
        expect(page.locator(".notice-warning")).to_be_visible()
        end(page, keep)
        act(page, "ending/removal")
        expect(page.locator("#resting .tag-bad")).to_have_count(0)
        expect(page.locator('a[href$="/renewals/new"]')).to_be_visible()


def follow(page: Page, address: str) -> None:
    send(page, page.locator(f'main a[href$="{address}"]').first)


def save(page: Page, **words: str) -> None:
    """What is typed into the form, and the page says that it was done."""
    for name, word in words.items():
        page.locator(f"#{name}").fill(word)
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(".notice-good")).to_be_visible()


def invite(page: Page, party: str) -> None:
    page.goto("/partnership")
    follow(page, "/partnership/invitations/new")
    page.locator("#party_id").select_option(party)
    page.locator('input[name="role"][value="local"]').check()
    save(page, recipient="Dra. Ana Reis", email="ana@example.org")


def answer(telephone: Page, link: str) -> None:
    telephone.goto(link)
    telephone.locator('input[value="yes"]').check()
    telephone.locator('input[value="premises"]').check()
    save(telephone, words=ROOM)
    assert not telephone.context.cookies()


def take_over(page: Page, keep: Keep) -> None:
    """From the front page; what they bring stands with the organisation, and a protocol comes next."""
    page.goto("/")
    follow(page, "/partnership/invitations")
    send(page, page.get_by_role("link", name=PARTNER))
    act(page, "acceptance")
    keep(page, "partnership-taken")
    send(page, page.locator('main a[href^="/organisations/"]'))
    expect(page.locator("main")).to_contain_text(ROOM)
    page.go_back()
    follow(page, "/protocols/new")


def draft(page: Page, *parties: str) -> None:
    page.locator('input[name="instrument"][value="partnership"]').check()
    write_day(page, "ends_on", clock.today(ZONE) + LASTS)
    save(page, title=TITLE, purpose="Oficinas na sede da associação.")
    for party in parties:
        follow(page, "/parties/new")
        page.locator("#party_id").select_option(party)
        page.locator("#role").select_option(index=1)
        save(page, signatory="Amélia Leal")


def write_text(page: Page, keep: Keep) -> None:
    """It begins with the usual clauses, one of which says what these two agree; then both say yes."""
    follow(page, "/text")
    act(page, "text")
    send(page, page.locator('main a[href$="/edit"]').nth(1))
    save(page, body=CLAUSE)
    expect(page.locator("main")).to_contain_text(CLAUSE)
    keep(page, "partnership-text")
    follow(page, "#parties")
    for side in (0, 1):
        send(page, page.locator('#parties a[href$="/edit"]').nth(side))
        write_day(page, "agreed_on", clock.today(ZONE))
        save(page)


def sign(page: Page) -> None:
    follow(page, "/signing")
    page.locator("#upload").set_input_files(PAPER)
    save(page)
    expect(page.locator(".tags .tag-good").first).to_be_visible()
    expect(page.locator('#papers form[action$="/removal"]')).to_have_count(1)


def rest_on_it(page: Page, address: str, party: str, **words: str) -> None:
    page.goto(address)
    follow(page, f"{address}/new")
    page.locator("#organisation_id").select_option(party)
    page.locator("#protocol_id").select_option(index=1)
    if page.locator("#kind").count():
        page.locator("#kind").select_option(index=1)
    else:
        write_day(page, "first_on", clock.today(ZONE))
    save(page, **words)


def stay_signed_in(cast: Cast) -> None:
    with making():
        row = db.session.query(StaffSession).filter_by(token_hash=hash_of(cast.coordinator.token)).one()
        row.created_at = row.seen_at = clock.now()


def end(page: Page, keep: Keep) -> None:
    """What falls is shown before, and the page says afterwards what has lost its ground."""
    follow(page, "/ending")
    for falling in (SLOT, SERIES):
        expect(page.locator("main section").first).to_contain_text(falling)
    keep(page, "partnership-ending")
    page.locator('input[name="reason"][value="agreed"]').check()
    act(page, "ending")
    expect(page.locator("#resting .tag-bad")).to_have_count(2)
