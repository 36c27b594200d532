"""What wrong passwords cost, and whom they do not cost anything."""

from collections.abc import Callable

import pytest

from app.accounts import passwords
from app.accounts.models import Staff
from app.accounts.operations.sessions import BY_ACCOUNT, BY_ACCOUNT_AND_ADDRESS, BY_ADDRESS, BY_BROWSER
from app.core import throttle
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]
pytestmark = pytest.mark.clock("2026-03-03T10:05:00+00:00")
KNOWN = "__Host-known-browser"


@pytest.fixture
def administrator(cast: Cast) -> Person:
    """The administrator, with a password."""
    with writing():
        db.session.get_one(Staff, cast.administrator.id).password_hash = passwords.hash_password(PASSWORD)
    return cast.administrator


def used_up(bucket: str, subject: str, limit: int) -> None:
    with writing():
        for _ in range(limit):
            throttle.count(bucket, subject)


def sign_in(client: PageClient, email: str, password: str, status: int) -> None:
    page = client.get("/sign-in")
    client.submit(page, "/sign-in", status=status, email=email, password=password)


def test_an_address_that_used_up_its_limit_lets_a_right_password_in(
    administrator: Person, client_for: ClientFor
) -> None:
    used_up("sign-in.address", "127.0.0.1", BY_ADDRESS)
    sign_in(client_for(None), "somebody@example.org", "wrong wrong wrong", 429)
    sign_in(client_for(None), administrator.email, PASSWORD, 303)


def test_a_browser_that_knows_the_account_is_not_locked_out_by_others(
    administrator: Person, client_for: ClientFor
) -> None:
    own = client_for(None)
    sign_in(own, administrator.email, PASSWORD, 303)
    own.post("/sign-out")
    used_up("sign-in.account", administrator.email, BY_ACCOUNT)
    used_up("sign-in.both", f"{administrator.email} 127.0.0.1", BY_ACCOUNT_AND_ADDRESS)
    sign_in(client_for(None), administrator.email, PASSWORD, 429)
    sign_in(own, administrator.email, PASSWORD, 303)


def test_a_browser_that_knows_the_account_has_a_limit_of_its_own(
    administrator: Person, client_for: ClientFor
) -> None:
    own = client_for(None)
    sign_in(own, administrator.email, PASSWORD, 303)
    own.post("/sign-out")
    for _ in range(BY_BROWSER):
        sign_in(own, administrator.email, "wrong wrong wrong", 422)
    sign_in(own, administrator.email, PASSWORD, 429)
    sign_in(client_for(None), administrator.email, PASSWORD, 303)


def test_a_browser_knows_one_account_until_its_password_is_another(
    administrator: Person, cast: Cast, client_for: ClientFor
) -> None:
    own = client_for(None)
    sign_in(own, administrator.email, PASSWORD, 303)
    kept = own.browser.get_cookie(KNOWN)
    assert kept is not None
    assert (kept.secure, kept.http_only, kept.same_site) == (True, True, "Lax")
    own.post("/sign-out")
    for _ in range(BY_ACCOUNT_AND_ADDRESS):
        sign_in(own, cast.coordinator.email, "wrong wrong wrong", 422)
    sign_in(own, cast.coordinator.email, "wrong wrong wrong", 429)
    with writing():
        row = db.session.get_one(Staff, administrator.id)
        row.password_hash = passwords.hash_password(PASSWORD)  # salted anew
    used_up("sign-in.account", administrator.email, BY_ACCOUNT)
    sign_in(own, administrator.email, PASSWORD, 429)


def test_whoever_changes_the_password_stays_known(administrator: Person, client_for: ClientFor) -> None:
    own = client_for(None)
    sign_in(own, administrator.email, PASSWORD, 303)
    new = "outro cavalo, outra bateria"
    page = own.get("/account/password")
    own.submit(page, "/account/password", current=PASSWORD, password=new, again=new)
    own.post("/sign-out")
    used_up("sign-in.account", administrator.email, BY_ACCOUNT)
    sign_in(own, administrator.email, new, 303)


@pytest.mark.parametrize("kept", ["", "nothing", "A" * 96, "é"])
def test_what_nobody_signed_is_no_knowledge(administrator: Person, client_for: ClientFor, kept: str) -> None:
    client = client_for(None)
    client.browser.set_cookie(KNOWN, kept, secure=True)
    used_up("sign-in.account", administrator.email, BY_ACCOUNT)
    sign_in(client, administrator.email, PASSWORD, 429)
