"""A passkey in a real browser, with Chromium's own virtual device; and the same pages without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.factors.models import Passkey
from app.accounts.models import CONFIRMED_FOR, Staff, StaffSession
from app.core import clock
from app.core.db import db
from app.core.unit_of_work import writing
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.cast import PASSWORD, Cast, hash_of
from tests.factories.accounts import shown_for

Keep = Callable[..., None]
OWN = "/account/second-factor"


@pytest.fixture
def _password(cast: Cast) -> None:
    with writing():
        db.session.get_one(Staff, cast.administrator.id).password_hash = passwords.hash_password(PASSWORD)


def with_device(page: Page) -> Page:
    """A computer that keeps passkeys and whose owner always gives the finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return page


def left_alone(cast: Cast) -> None:
    with writing():
        same = StaffSession.token_hash != hash_of(cast.facilitator.token)
        for session in db.session.scalars(select(StaffSession).where(same)):
            session.confirmed_at = clock.now() - CONFIRMED_FOR


@pytest.mark.usefixtures("_password")
def test_a_passkey_is_added_signs_in_alone_and_confirms(open_as: Open, cast: Cast, keep: Keep) -> None:
    page = with_device(open_as(cast.administrator))
    page.goto(OWN)
    keep(page, "factors-none", DESK, TELEPHONE)
    page.goto(f"{OWN}/passkeys")
    keep(page, "passkey-new", DESK, TELEPHONE)
    page.locator("#name").fill("Este computador")
    page.locator("form[data-passkey] button").click()
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    keep(page, "recovery-codes", DESK, TELEPHONE)
    page.goto(OWN)
    expect(page.get_by_role("rowheader", name="Este computador")).to_be_visible()
    keep(page, "factors", DESK, TELEPHONE)

    page.context.clear_cookies()
    page.goto("/account")
    keep(page, "sign-in", DESK, TELEPHONE)
    page.locator('form[action="/sign-in/passkey"] button').click()
    expect(page.locator('form[action="/account"]')).to_be_visible()
    assert db.session.scalars(select(Passkey)).one().used_at is not None
    db.session.rollback()

    left_alone(cast)
    page.goto("/terminals/new")
    page.locator("#name").fill("Quiosque do mercado")
    page.locator('form[action="/terminals/new"] button').click()
    expect(page.locator("#confirm-code")).to_be_visible()
    keep(page, "confirm", DESK, TELEPHONE)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/code")


@pytest.mark.usefixtures("_password")
def test_a_device_that_has_none_says_so_and_the_password_still_opens(open_as: Open, cast: Cast) -> None:
    page = open_as(None)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "isUserVerified": False, "automaticPresenceSimulation": True}},
    )
    page.goto("/sign-in")
    page.locator('form[action="/sign-in/passkey"] button').click()
    expect(page.locator("[data-status]")).not_to_be_empty()
    page.locator("#email").fill(cast.administrator.email)
    page.locator("#password").fill(PASSWORD)
    page.locator('form[action="/sign-in"] button').click()
    page.wait_for_url("**/")


@pytest.mark.usefixtures("_password")
def test_without_javascript_an_app_does_all_of_it(open_as: Open, cast: Cast, keep: Keep) -> None:
    page = open_as(cast.administrator, javascript=False)
    page.goto(f"{OWN}/app")
    secret = page.locator("code.secret").inner_text()
    keep(page, "app-new", DESK, TELEPHONE)
    page.locator("#code").fill("000 000")
    page.locator("main form button").click()
    keep(page, "app-wrong", DESK, TELEPHONE)
    page.locator("#code").fill(shown_for(secret, steps=-1))
    page.locator("main form button").click()
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    codes = page.locator(".recovery-codes code").all_inner_texts()

    page.context.clear_cookies()
    page.goto("/sign-in")
    assert page.locator("form[data-passkey]").is_hidden()
    page.locator("#email").fill(cast.administrator.email)
    page.locator("#password").fill(PASSWORD)
    page.locator('form[action="/sign-in"] button').click()
    keep(page, "second-step", DESK, TELEPHONE)
    page.locator("#code").fill(shown_for(secret, steps=-1))
    page.locator("main form button").first.click()
    keep(page, "second-step-used", DESK, TELEPHONE)
    page.locator("#code").fill(codes[0].lower())
    page.locator("main form button").first.click()
    page.wait_for_url("**/")

    left_alone(cast)
    page.goto(f"/staff/{cast.colleague.id}")
    page.locator('select[name="organisation_id"]').select_option(index=1)
    page.locator('input[name="role"][value="observer"]').check()
    page.locator(f'form[action="/staff/{cast.colleague.id}/memberships"] button').click()
    page.locator("#confirm-code").fill(shown_for(secret))
    page.locator("main form button").first.click()
    page.wait_for_url(f"**/staff/{cast.colleague.id}")
    keep(page, "staff", DESK, TELEPHONE)
    page.goto("/staff/second-factor")
    keep(page, "required", DESK, TELEPHONE)
