"""One's own second factors, who needs one, and a lost device."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy import select

from app.accounts.factors.models import AuthenticatorApp, FactorRequirement, Passkey, RecoveryCode
from app.accounts.factors.queries import factors_of
from app.accounts.models import Staff, StaffSession
from app.core import clock
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.jobs import Job
from app.core.unit_of_work import writing
from tests.cast import Cast, Person, hash_of
from tests.client import Page, PageClient
from tests.factories.accounts import give_app, shown_for

ClientFor = Callable[[Person | None], PageClient]
OWN, APP, REQUIRED = "/account/second-factor", "/account/second-factor/app", "/staff/second-factor"


def add_app(client: PageClient) -> Page:
    page = client.get(APP)
    return client.submit(page, APP, code=code_on(page))


def code_on(page: Page, *, steps: int = 0) -> str:
    """What an app shows that has read the page."""
    shown = page.soup.select_one("code.secret")
    assert shown is not None
    return shown_for(shown.text, steps=steps)


def test_an_app_is_kept_once_its_code_is_right_and_brings_codes_to_print(
    cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(cast.facilitator)
    page = client.get(APP)
    assert page.soup.select_one(".qr svg") is not None
    wrong = client.submit(page, APP, code="000000", status=422)
    assert code_on(wrong) == code_on(page), "the picture would be another"
    assert factors_of(cast.facilitator.id).app is None

    codes = client.follow(add_app(client))
    shown = [each.text for each in codes.soup.select(".recovery-codes code")]
    assert len(set(shown)) == 10
    assert not client.get(f"{OWN}/codes").soup.select(".recovery-codes"), "shown twice"
    stored = " ".join(db.session.scalars(select(RecoveryCode.code_hash)))
    assert not [code for code in shown if code in stored or code.replace("-", "") in stored]
    assert "10 " in client.get(OWN).text


def test_a_secret_that_is_carried_wrongly_is_no_mistake_of_ours(cast: Cast, client_for: ClientFor) -> None:
    """Cut off, of another form, of a key that nobody has: the page shows a new picture."""
    client = client_for(cast.facilitator)
    page, other = client.get(APP), client.get(APP)
    for wrong in ("", "x", "nokey:abcd", page.form(APP)["secret"][:-4], other.form(APP)["secret"]):
        again = client.submit(page, APP, code=code_on(page), secret=wrong, status=422)
        assert code_on(again, steps=9) != code_on(page, steps=9)
    client.submit(page, APP, code=code_on(page))
    assert factors_of(cast.facilitator.id).app is not None


def test_sent_twice_it_is_one_app_and_a_second_one_is_refused(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.get(APP)
    code = code_on(page)
    first, second = (client.submit(page, APP, code=code) for _ in range(2))
    assert first.location == second.location
    assert client.follow(add_app(client)).text
    assert len(db.session.scalars(select(AuthenticatorApp)).all()) == 1


def test_removed_it_opens_nothing(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    add_app(client)
    client.submit(client.get(OWN), f"{APP}/removal")
    assert not factors_of(cast.facilitator.id).any


def test_who_adds_or_removes_an_app_is_told_by_mail_once(
    app: Autonomus, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else who got into the account does not do so unseen."""
    client = client_for(cast.facilitator)
    add_app(client)
    client.submit(client.get(OWN), f"{APP}/removal")
    assert letters_to(cast.facilitator) == [], "where no mail can leave none is kept"
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://localhost:2525"))
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).language = "en"
    page = client.get(APP)
    code = code_on(page)
    for _twice in range(2):
        client.submit(page, APP, code=code)
    (added,) = letters_to(cast.facilitator)
    own = client.get(OWN)
    client.submit(own, f"{APP}/removal")
    client.submit(own, f"{APP}/removal")
    _added, removed = letters_to(cast.facilitator)
    day = f"{clock.today(clock.MAINLAND).year}"
    for letter, what in ((added, "app that shows codes was added"), (removed, "codes was removed")):
        assert what in letter["text"]
        assert day in letter["text"]
        assert "If it was not" in letter["text"], "what to do if it was somebody else"


def letters_to(person: Person) -> list[dict[str, str]]:
    sent = select(Job).where(Job.kind == "mail.send").order_by(Job.id)
    return [each.payload for each in db.session.scalars(sent) if each.payload["to"] == person.email]


def test_few_codes_are_warned_of(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    add_app(client)
    with writing():
        for code in db.session.scalars(select(RecoveryCode).limit(8)):
            code.used_at = clock.now()
    assert client.get(OWN).soup.select_one(".notice-warning") is not None


def require(client: PageClient, *roles: str) -> Page:
    return client.submit(client.get(REQUIRED), REQUIRED, roles=list(roles))


@pytest.fixture
def needing(cast: Cast, client_for: ClientFor) -> PageClient:
    """A browser of the facilitator, signed in after their role has come to need a second factor."""
    require(client_for(cast.administrator), "facilitator")
    with writing():
        session = db.session.scalars(
            select(StaffSession).where(StaffSession.token_hash == hash_of(cast.facilitator.token))
        ).one()
        session.created_at = clock.now()
    return client_for(cast.facilitator)


def test_whoever_is_signed_in_works_on_until_the_session_ends(cast: Cast, client_for: ClientFor) -> None:
    require(client_for(cast.administrator), "facilitator", "coordinator")
    client = client_for(cast.facilitator)
    client.get("/participants")
    assert client.get(OWN).soup.select_one(".notice-warning") is not None


def test_from_the_next_sign_in_on_nothing_comes_before_the_second_factor(
    needing: PageClient, cast: Cast, client_for: ClientFor
) -> None:
    for path in ("/", "/participants", "/participants.csv", "/account", "/account/password", "/search?q=x"):
        assert needing.get(path, status=303).location.endswith(OWN)
    assert needing.post("/account/sessions/revocation").location.endswith(OWN)
    assert "Segundo fator" in needing.get(OWN).text
    client_for(cast.coordinator).get("/participants")

    needing.follow(add_app(needing))
    needing.get("/participants")


def test_the_last_one_stays_while_the_role_needs_it(needing: PageClient, cast: Cast) -> None:
    add_app(needing)
    page = needing.follow(needing.submit(needing.get(OWN), f"{APP}/removal"))
    assert page.soup.select_one(".notice-warning, .message-warning, [class*=warning]") is not None
    assert factors_of(cast.facilitator.id).app is not None


def test_what_is_required_is_of_one_municipality_and_can_end(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    require(client, "facilitator", "observer")
    require(client, "observer")
    rows = db.session.scalars(select(FactorRequirement)).all()
    assert [(each.municipality_id, each.role) for each in rows] == [(cast.here, "observer")]
    page = client.get(REQUIRED)
    client.submit(page, REQUIRED, roles="mayor", status=422)
    actions = db.session.scalars(select(AuditEntry.action)).all()
    assert actions.count("factor_requirement.begun") == 2
    assert actions.count("factor_requirement.ended") == 1


def test_only_who_manages_staff_decides(cast: Cast, client_for: ClientFor) -> None:
    client_for(cast.coordinator).get(REQUIRED, status=403)


def test_an_administrator_removes_the_factors_of_a_lost_device_and_the_person_is_told_by_whom(
    app: Autonomus, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://localhost:2525"))
    give_app(cast.colleague.id)
    with writing():
        db.session.get_one(Staff, cast.colleague.id).language = "en"
        row = {"credential_id": "x", "public_key": b"", "site": "localhost", "name": "telemóvel"}
        db.session.add(Passkey(id=new_id(), staff_id=cast.colleague.id, **row))
    page_of = f"/staff/{cast.colleague.id}"
    client = client_for(cast.administrator)
    after = client.follow(client.submit(client.get(page_of), f"{page_of}/second-factor/removal"))

    assert not factors_of(cast.colleague.id).any
    client_for(cast.colleague).get("/account", status=303)
    assert "Administrator" in after.text
    with writing():
        seen = StaffSession.staff_id == cast.colleague.id
        db.session.scalars(select(StaffSession).where(seen)).one().ended_at = None
    assert "Administrator" in client_for(cast.colleague).get(OWN).text, "they are told here too"
    assert not after.soup.select(f'form[action="{page_of}/second-factor/removal"]')
    job = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one()
    assert job.payload["to"] == cast.colleague.email
    assert "Administrator removed the second factor" in job.payload["text"]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "staff.factors_reset")).one()
    assert (entry.actor_id, entry.subject_id) == (cast.administrator.id, cast.colleague.id)


def test_nobody_removes_their_own_that_way_or_a_strangers(cast: Cast, client_for: ClientFor) -> None:
    give_app(cast.administrator.id)
    client = client_for(cast.administrator)
    client.post(f"/staff/{cast.administrator.id}/second-factor/removal", status=409)
    client.post(f"/staff/{cast.stranger.id}/second-factor/removal", status=404)
    client_for(cast.coordinator).post(f"/staff/{cast.colleague.id}/second-factor/removal", status=403)


def test_the_only_administrator_is_helped_by_command(app: Autonomus, cast: Cast) -> None:
    give_app(cast.administrator.id)
    runner: FlaskCliRunner = app.test_cli_runner()
    assert runner.invoke(args=["forget-factors", "--email", "nobody@example.org"]).exit_code == 1
    done = runner.invoke(args=["forget-factors", "--email", cast.administrator.email])
    assert done.exit_code == 0, done.output
    assert not factors_of(cast.administrator.id).any


def test_passkeys_of_others_do_not_exist(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        row = {"credential_id": "x", "public_key": b"", "site": "localhost", "name": "telemóvel"}
        passkey = Passkey(id=new_id(), staff_id=cast.colleague.id, **row)
        db.session.add(passkey)
    client_for(cast.facilitator).post(f"{OWN}/passkeys/{passkey.id}/removal", status=404)
