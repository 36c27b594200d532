"""Signing in with a second factor: an app, recovery codes, and what is refused with which words."""

from base64 import b32encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.accounts import passwords
from app.accounts.factors import codes
from app.accounts.factors.models import AuthenticatorApp
from app.accounts.factors.operations import TRIES, renew_codes, use_code
from app.accounts.models import Staff, StaffSession
from app.accounts.operations.sessions import HALF_FOR
from app.core import clock, links
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person
from tests.client import Page, PageClient
from tests.engines import Engine
from tests.factories.accounts import code_of, give_app, shown_for
from tests.racing import AT_ONCE, at_once, meeting

ClientFor = Callable[[Person | None], PageClient]
SECOND = "/sign-in/second"
NOON = "2026-03-03T12:00:05+00:00"


@pytest.fixture
def facilitator(cast: Cast) -> Person:
    """The facilitator, with a password."""
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).password_hash = passwords.hash_password(PASSWORD)
    return cast.facilitator


@pytest.fixture
def app_id(facilitator: Person) -> UUID:
    return give_app(facilitator.id)


@pytest.fixture
def half(facilitator: Person, app_id: UUID, client_for: ClientFor) -> PageClient:
    """A browser in which the password was right."""
    return after_password(facilitator, client_for)


def after_password(person: Person, client_for: ClientFor, back: str = "") -> PageClient:
    client = client_for(None)
    page = client.get(f"/sign-in{back}")
    page = client.submit(page, "/sign-in", email=person.email, password=PASSWORD)
    assert page.location.startswith(SECOND)
    return client


def show(client: PageClient, code: str, *, status: int = 303, path: str = SECOND) -> Page:
    return client.submit(client.get(path), SECOND, code=code, status=status)


def test_the_password_alone_opens_nothing(half: PageClient) -> None:
    half.get("/account", status=303)
    with half.browser.session_transaction() as cookie:
        assert "_user_id" not in cookie


def test_password_and_code_open_the_page_that_was_wanted(
    facilitator: Person, app_id: UUID, client_for: ClientFor
) -> None:
    client = after_password(facilitator, client_for, "?next=/account/password")
    page = show(client, code_of(app_id), path=f"{SECOND}?next=/account/password")
    assert page.location.endswith("/account/password")
    latest = select(StaffSession).order_by(StaffSession.created_at.desc())
    assert db.session.scalars(latest).first().factor == "app"  # type: ignore[union-attr]
    assert client.get("/account").status == 200


def test_blanks_between_digits_do_not_count(half: PageClient, app_id: UUID) -> None:
    code = code_of(app_id)
    show(half, f" {code[:3]} {code[3:]} ")


@pytest.mark.clock(NOON)
@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_half_a_minute_off_is_right(half: PageClient, app_id: UUID, steps: int) -> None:
    show(half, code_of(app_id, steps=steps))


@pytest.mark.clock(NOON)
@pytest.mark.parametrize(("steps", "word"), [(8, "4 minut"), (-8, "4 minut"), (20, "10 minut")])
def test_minutes_off_is_refused_with_a_word_about_the_clock(
    half: PageClient, app_id: UUID, steps: int, word: str
) -> None:
    page = show(half, code_of(app_id, steps=steps), status=422)
    assert word in page.text
    half.get("/account", status=303)


@pytest.mark.clock(NOON)
def test_a_code_whose_minute_was_told_opens_nothing_when_it_comes(half: PageClient, app_id: UUID) -> None:
    code, now = code_of(app_id, steps=8), clock.now()
    show(half, code, status=422)
    with clock.frozen_at(now + timedelta(minutes=4)):
        show(half, code, status=422)
        show(half, code_of(app_id, steps=1))


@pytest.mark.clock(NOON)
def test_a_code_opens_once(
    facilitator: Person, app_id: UUID, half: PageClient, client_for: ClientFor
) -> None:
    other, code = after_password(facilitator, client_for), code_of(app_id)
    show(half, code)
    assert "já foi usado" in show(other, code, status=422).text
    show(other, code_of(app_id, steps=-1), status=422)  # an older one neither
    show(other, code_of(app_id, steps=1))


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_of_several_who_send_one_code_at_once_one_comes_in(
    app: Autonomus, engine: Engine, facilitator: Person, app_id: UUID, client_for: ClientFor, kind: str
) -> None:
    with writing():
        spare = renew_codes(facilitator.actor)[0]
    clients = [after_password(facilitator, client_for) for _ in range(AT_ONCE)]
    pages = [client.get(SECOND) for client in clients]
    code = spare if kind == "recovery" else code_of(app_id)
    acts = [partial(_status, client, page, code) for client, page in zip(clients, pages, strict=True)]
    with meeting(engine, "SELECT recovery_code" if kind == "recovery" else "SELECT authenticator_app"):
        assert sorted(at_once(app, acts)) == [303, *[422] * (AT_ONCE - 1)]


def _status(client: PageClient, page: Page, code: str) -> int:
    return client.submit(page, SECOND, code=code, status=None).status


def test_wrong_codes_are_few_and_counted_for_the_account(
    app: Autonomus,
    facilitator: Person,
    app_id: UUID,
    half: PageClient,
    client_for: ClientFor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://localhost:2525"))
    for _ in range(TRIES):
        show(half, "ABCDE-FGHJK", status=422)
    other = after_password(facilitator, client_for)
    show(other, code_of(app_id), status=429)
    refused = select(func.count()).where(AuditEntry.action == "staff.factor_refused")
    assert db.session.scalar(refused) == TRIES
    letters = db.session.scalars(select(Job).where(Job.kind == "mail.send")).all()
    assert [each.payload["to"] for each in letters] == [facilitator.email], "the person is told once"


def test_the_second_step_ends_with_its_time_and_with_the_password(
    facilitator: Person, app_id: UUID, half: PageClient, client_for: ClientFor
) -> None:
    page = half.get(SECOND)
    with clock.frozen_at(clock.now() + HALF_FOR + timedelta(seconds=1)):
        half.submit(page, SECOND, code=code_of(app_id), status=422)
    other = after_password(facilitator, client_for)
    page = other.get(SECOND)
    with writing():
        db.session.get_one(Staff, facilitator.id).password_hash = passwords.hash_password(
            "another " + PASSWORD
        )
    other.submit(page, SECOND, code=code_of(app_id), status=422)
    assert client_for(None).get(SECOND, status=422).soup.select_one("#password") is not None


def test_a_suspended_account_gets_no_further(facilitator: Person, app_id: UUID, half: PageClient) -> None:
    page = half.get(SECOND)
    with writing():
        db.session.get_one(Staff, facilitator.id).suspended_at = clock.now()
    half.submit(page, SECOND, code=code_of(app_id), status=422)


def test_each_recovery_code_opens_once_and_new_ones_replace_them(
    facilitator: Person, app_id: UUID, client_for: ClientFor
) -> None:
    with writing():
        first, second, third, *_ = renew_codes(facilitator.actor)
    show(after_password(facilitator, client_for), first)
    again = after_password(facilitator, client_for)
    assert "Este código de recuperação já foi usado" in show(again, first, status=422).text
    show(again, second.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
    with writing():
        renew_codes(facilitator.actor)
    show(after_password(facilitator, client_for), third, status=422)


def test_a_recovery_code_of_somebody_else_opens_nothing(
    cast: Cast, facilitator: Person, app_id: UUID, client_for: ClientFor
) -> None:
    with writing():
        code = renew_codes(cast.colleague.actor)[0]
    show(after_password(facilitator, client_for), code, status=422)


def test_an_invitation_goes_round_no_second_factor(
    cast: Cast, facilitator: Person, app_id: UUID, client_for: ClientFor
) -> None:
    boss = client_for(cast.administrator)
    page = boss.get("/staff/invitations/new")
    made = boss.submit(
        page,
        "/staff/invitations",
        name="Facilitator",
        email=facilitator.email,
        organisation_id=str(cast.town_hall),
        role="observer",
    )
    link = boss.follow(made).soup.select_one("#link")["value"].removeprefix("http://localhost")  # type: ignore[index, union-attr]
    client = client_for(None)
    used = client.submit(client.get(link), link, password=PASSWORD)
    assert used.location.startswith(SECOND)
    client.get("/account", status=303)
    show(client, code_of(app_id))
    client.get("/account")


def secret_in_database(app_id: UUID) -> str:
    return db.session.scalars(
        select(AuthenticatorApp.secret_encrypted).where(AuthenticatorApp.id == app_id)
    ).one()


def test_another_secret_key_closes_no_app(
    app: Autonomus, half: PageClient, app_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a copy of the database opens nothing: what it holds is encrypted."""
    secret = codes.secret_of(db.session.get_one(AuthenticatorApp, app_id))
    assert secret not in secret_in_database(app_id)
    code = code_of(app_id)
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one, for cookies were stolen")
    with writing():
        assert use_code(db.session.scalars(select(Staff).join(AuthenticatorApp)).one(), code) == "app"


def test_an_app_of_before_goes_on_and_its_secret_is_kept_with_the_next_code(
    app: Autonomus, facilitator: Person, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its secret followed from the installation's key and the id of its row."""
    old = UUID("019af2b0-0000-7000-8000-000000000001")
    with writing():
        db.session.add(AuthenticatorApp(id=old, staff_id=facilitator.id))
    derived = b32encode(links.derived("authenticator-app", old)[:20]).decode()
    client = after_password(facilitator, client_for)
    show(client, "000000", status=422)
    assert secret_in_database(old) == ""
    show(client, shown_for(derived, steps=-1))
    assert secret_in_database(old) != ""
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one, for cookies were stolen")
    assert codes.secret_of(db.session.get_one(AuthenticatorApp, old)) == derived


@pytest.mark.usefixtures("app_id")
def test_an_app_whose_secret_is_lost_is_refused_like_a_wrong_code(
    half: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AuthenticatorApp, "secret", "")  # as it reads when its key is gone for good
    show(half, "123456", status=422)
