"""Coming in by other ways than a password: led to a second factor, and through the town hall's directory."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from app.accounts import passwords
from app.accounts.factors.operations import require
from app.accounts.models import Staff
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.cast import PASSWORD, Cast
from tests.factories.accounts import give_app, shown_for
from tests.oidc_provider import directory

Keep = Callable[..., None]


def test_whoever_needs_a_second_factor_adds_one_and_goes_on(open_as: Open, cast: Cast, keep: Keep) -> None:
    with writing():
        require(cast.administrator.actor, municipality_id=cast.here, roles={"facilitator"})
        db.session.get_one(Staff, cast.facilitator.id).password_hash = passwords.hash_password(PASSWORD)
    page = open_as(None)
    page.goto("/participants")
    page.locator("#email").fill(cast.facilitator.email)
    page.locator("#password").fill(PASSWORD)
    page.locator('form[action="/sign-in"] button').click()
    page.wait_for_url("**/account/second-factor")
    keep(page, "led", DESK, TELEPHONE)
    page.goto("/participants")
    page.wait_for_url("**/account/second-factor")
    page.locator('a[href="/account/second-factor/app"]').click()
    secret = page.locator("code.secret").inner_text()
    keep(page, "led-app", DESK, TELEPHONE)
    page.locator("#code").fill(shown_for(secret))
    page.locator("main form button").click()
    page.locator("main .button-primary").click()
    page.wait_for_url("**/")
    page.goto("/participants")
    page.wait_for_url("**/participants")


def test_the_directory_of_the_town_hall_opens_the_page_that_was_wanted(
    app: Autonomus,
    address: str,
    open_as: Open,
    cast: Cast,
    keep: Keep,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_PROXY", "localhost")
    people = {"fac": {"claims": {"email": cast.facilitator.email, "email_verified": True}, "amr": ["pwd"]}}
    with directory(people, f"{address}/sign-in/directory/return") as town_hall:
        app.extensions.pop("oidc", None)
        known = replace(app.settings, public_url=address, oidc=town_hall.settings)
        monkeypatch.setattr(app, "settings", known)
        page = open_as(None)
        page.goto("/participants")
        keep(page, "sign-in-directory", DESK, TELEPHONE)
        page.locator('a[href^="/sign-in/directory"]').click()
        page.locator('input[name="login"]').fill("fac")
        page.get_by_role("button").click()
        page.wait_for_url("**/participants")

        page.goto("/account")
        page.locator("header details", has=page.locator('form[action="/sign-out"]')).locator(
            "summary"
        ).click()
        page.locator('form[action="/sign-out"] button').click()
        expect(page.locator(f'a[href^="{town_hall.settings.issuer}"]')).to_be_visible()
        keep(page, "signed-out", DESK, TELEPHONE)


def test_what_an_administrator_sees_of_a_lost_device(open_as: Open, cast: Cast, keep: Keep) -> None:
    give_app(cast.colleague.id)
    page = open_as(cast.administrator)
    page.goto("/staff")
    keep(page, "staff-list", DESK, TELEPHONE)
    page.goto(f"/staff/{cast.colleague.id}")
    page.locator('form[action$="/second-factor/removal"] button').scroll_into_view_if_needed()
    keep(page, "staff-lost", DESK, TELEPHONE)
    page.locator('form[action$="/second-factor/removal"] button').click()
    expect(page.locator('form[action$="/second-factor/removal"]')).to_have_count(0)
    keep(page, "staff-reset", DESK, TELEPHONE)
