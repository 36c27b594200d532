"""A partner without an account: the letter arrives, a scanner opens it first, a telephone answers."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from app.core import jobs
from app.core.application import Autonomus
from app.core.db import db
from app.network.joining.models import PartnerInvitation
from app.network.links.models import PartnerLink
from tests.browser.conftest import TELEPHONE, Open
from tests.browser.screens import send
from tests.cast import Cast
from tests.inbox import receiving

Keep = Callable[..., None]


def scan(link: str) -> None:
    """What a mail program's filter does: it follows the link, its page and whatever that page leads to."""
    for method in ("HEAD", "GET", "GET"):
        assert requests.request(method, link, timeout=20).ok
    assert requests.get(f"{link}?language=uk", timeout=20).ok


def test_an_invitation_is_answered_on_a_telephone_without_scripts_or_cookies(
    open_as: Open,
    chromium: Browser,
    address: str,
    app: Autonomus,
    cast: Cast,
    keep: Keep,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with receiving() as inbox:
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=inbox.url, public_url=address))
        invite(open_as(cast.coordinator, javascript=False), cast)
        assert jobs.run_due() == 1
        (link,) = inbox.links()
    db.session.rollback()
    scan(link)

    telephone = open_as(None, javascript=False, viewport=TELEPHONE)
    telephone.goto(link)
    expect(telephone.locator("html")).to_have_attribute("lang", "pt-PT")
    wide = telephone.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    keep(telephone, "partner-link")
    telephone.locator('input[name="answer"][value="yes"]').check()
    telephone.locator('input[name="brings"][value="premises"]').check()
    telephone.locator('textarea[name="words"]').fill("Temos uma sala com quinze lugares.")
    send(telephone, telephone.locator("main form button"))
    expect(telephone.locator(".notice-good")).to_be_visible()
    assert not telephone.context.cookies()
    keep(telephone, "partner-link-answered")

    scan(link)
    found = db.session.query(PartnerLink).one()
    invitation = db.session.query(PartnerInvitation).one()
    assert (found.uses, invitation.answer, invitation.brings) == (1, "yes", ["premises"])
    db.session.rollback()

    coordinator = open_as(cast.coordinator, javascript=False)
    coordinator.goto("/")
    send(coordinator, coordinator.locator('a[href^="/partnership/invitations"]').first)
    send(coordinator, coordinator.locator("tbody th a"))
    expect(coordinator.locator("main")).to_contain_text("Temos uma sala com quinze lugares.")
    send(coordinator, coordinator.locator('form[action$="/acceptance"] button'))
    expect(coordinator.locator('form[action$="/reopening"]')).to_be_visible()


def invite(page: Page, cast: Cast) -> None:
    page.goto(f"/partnership/invitations/new?party={cast.town_hall}")
    page.locator('input[name="role"][value="support"]').check()
    page.locator('input[name="recipient"]').fill("Ana Reis")
    page.locator('input[name="email"]').fill("ana@example.org")
    send(page, page.locator("main form button.button-primary"))
    expect(page.locator(".notice-good")).to_be_visible()
