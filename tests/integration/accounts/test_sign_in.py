"""Signing in, being slowed down, being forgotten, signing out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts import passwords
from app.accounts.models import ABSOLUTE_LIMIT, IDLE_LIMIT, Staff, StaffSession
from app.accounts.operations.sessions import BY_ACCOUNT_AND_ADDRESS
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person, hash_of
from tests.client import Page, PageClient

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def facilitator(cast: Cast) -> Person:
    """The facilitator, with a password."""
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).password_hash = passwords.hash_password(PASSWORD)
    return cast.facilitator


def sign_in(client: PageClient, email: str, password: str, *, status: int = 303) -> Page:
    page = client.get("/sign-in")
    return client.submit(page, "/sign-in", email=email, password=password, status=status)


def test_the_right_password_opens_a_session_with_a_fresh_token(
    facilitator: Person, client_for: ClientFor
) -> None:
    client = client_for(None)
    client.get("/sign-in")
    with client.browser.session_transaction() as cookie:
        before = dict(cookie)

    page = sign_in(client, f" {facilitator.email.upper()} ", PASSWORD)

    assert page.location.endswith("/")
    with client.browser.session_transaction() as cookie:
        token = cookie["_user_id"]
        assert cookie.get("csrf_token") != before["csrf_token"]
    stored = db.session.scalars(select(StaffSession).where(StaffSession.token_hash == hash_of(token))).one()
    assert stored.staff_id == facilitator.id
    assert client.get("/account").status == 200


@pytest.mark.parametrize("email", ["facilitator@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    facilitator: Person, client_for: ClientFor, email: str
) -> None:
    client = client_for(None)
    sessions = db.session.scalar(select(func.count()).select_from(StaffSession))
    page = sign_in(client, email, "something else entirely", status=422)
    assert page.soup.select_one("#password-error") is not None
    assert "não pertencem" in page.text or "do not belong together" in page.text
    assert db.session.scalar(select(func.count()).select_from(StaffSession)) == sessions
    assert db.session.scalars(select(AuditEntry.action)).all().count("session.refused") == 1


def test_a_suspended_account_gets_that_answer_too(facilitator: Person, client_for: ClientFor) -> None:
    with writing():
        db.session.get_one(Staff, facilitator.id).suspended_at = clock.now()
    sign_in(client_for(None), facilitator.email, PASSWORD, status=422)


@pytest.mark.clock("2026-03-03T10:05:00+00:00")
def test_too_many_wrong_tries_stop_even_the_right_password_from_there_only(
    facilitator: Person, client_for: ClientFor
) -> None:
    client = client_for(None)
    for _ in range(BY_ACCOUNT_AND_ADDRESS):
        sign_in(client, facilitator.email, "wrong wrong wrong", status=422)
    sign_in(client, facilitator.email, PASSWORD, status=429)

    elsewhere = client_for(None)
    token = {"csrf_token": elsewhere.token(), "email": facilitator.email, "password": PASSWORD}
    elsewhere.post("/sign-in", token, environ_base={"REMOTE_ADDR": "192.0.2.7"})


def test_the_page_before_is_where_one_comes_back_to_and_no_other_site(
    facilitator: Person, client_for: ClientFor
) -> None:
    client = client_for(None)
    refused = client.get("/account/password", status=303)
    page = client.follow(refused)
    back = client.submit(page, "/sign-in", email=facilitator.email, password=PASSWORD)
    assert back.location.endswith("/account/password")

    other = client_for(None)
    page = other.get("/sign-in?next=//evil.example/")
    assert other.submit(page, "/sign-in", email=facilitator.email, password=PASSWORD).location.endswith("/")


@pytest.mark.parametrize("limit", [IDLE_LIMIT, ABSOLUTE_LIMIT])
def test_a_session_ends_by_itself(cast: Cast, client_for: ClientFor, limit: timedelta) -> None:
    client, now = client_for(cast.facilitator), clock.now()
    client.get("/account")
    with clock.frozen_at(now + limit + timedelta(minutes=1)):
        with writing():
            session = db.session.scalars(
                select(StaffSession).where(StaffSession.token_hash == hash_of(cast.facilitator.token))
            ).one()
            session.seen_at = now if limit is IDLE_LIMIT else clock.now()
        client.get("/account", status=303)


def test_use_is_noted_at_most_once_a_minute_and_not_for_pages_that_reload_themselves(
    cast: Cast, client_for: ClientFor
) -> None:
    client, token_hash = client_for(cast.facilitator), hash_of(cast.facilitator.token)
    query = select(StaffSession.seen_at).where(StaffSession.token_hash == token_hash)
    start = db.session.scalars(query).one()

    def seen_after(seconds: int, url: str) -> timedelta:
        with clock.frozen_at(start + timedelta(seconds=seconds)):
            client.get(url)
        db.session.rollback()
        return db.session.scalars(query).one() - start

    assert seen_after(30, "/account") == timedelta()
    assert seen_after(600, "/account?refresh=1") == timedelta()
    assert seen_after(600, "/account") == timedelta(seconds=600)


def test_signing_out_ends_the_session_for_good(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    client.get("/sign-out", status=405)
    client.post("/sign-out")
    client.get("/account", status=303)
    again = client_for(cast.facilitator)
    again.get("/account", status=303)


def test_the_sign_in_page_speaks_the_browsers_language(client_for: ClientFor) -> None:
    client = client_for(None)
    assert client.get("/sign-in", headers={"Accept-Language": "en-GB,en;q=0.8"}).soup.html["lang"] == "en"  # type: ignore[index]
    assert client.get("/sign-in", headers={"Accept-Language": "uk"}).soup.html["lang"] == "pt-PT"  # type: ignore[index]
