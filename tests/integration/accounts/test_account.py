"""One's own account: name, language, password, sessions, municipality."""

from collections.abc import Callable
from typing import Any

import pytest

from app.accounts import passwords, queries
from app.accounts.models import Membership, Staff, StaffSession
from app.accounts.operations.sessions import sign_in
from app.core import clock
from app.core.actor import NOBODY
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person, hash_of, id_of
from tests.client import PageClient
from tests.counting import counted

ClientFor = Callable[[Person | None], PageClient]


def other_session(staff: Person, key: str = "elsewhere") -> StaffSession:
    """One more browser of somebody."""
    now = clock.now()
    session = StaffSession(
        id=new_id(),
        staff_id=staff.id,
        token_hash=hash_of(key),
        device="Firefox, Windows",
        created_at=now,
        seen_at=now,
    )
    with writing():
        db.session.add(session)
    return session


def test_name_and_language_change_at_once(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.get("/account")
    after = client.follow(client.submit(page, "/account", name="Zé d'Ávila Ґонґадзе", language="en"))
    assert after.soup.html["lang"] == "en"  # type: ignore[index]
    assert "Zé d'Ávila Ґонґадзе" in after.text

    stale = client.submit(page, "/account", name="Zé", language="pt", request_key=str(new_id()), status=409)
    assert "Ґонґадзе" in stale.text
    client.submit(stale, "/account")
    assert db.session.get_one(Staff, cast.facilitator.id).name == "Zé"


@pytest.mark.parametrize("changes", [{"name": ""}, {"name": "x" * 201}, {"language": "ar"}, {"version": "x"}])
def test_a_wrong_account_is_not_written(cast: Cast, client_for: ClientFor, changes: dict[str, Any]) -> None:
    client = client_for(cast.facilitator)
    client.submit(client.get("/account"), "/account", status=422, **changes)
    assert db.session.get_one(Staff, cast.facilitator.id).version == 1


def test_a_new_password_ends_the_other_sessions(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).password_hash = passwords.hash_password(PASSWORD)
    other_session(cast.facilitator)
    client, url = client_for(cast.facilitator), "/account/password"
    new: dict[str, Any] = {"password": "comboio verde amarelo", "again": "comboio verde amarelo"}

    client.submit(client.get(url), url, current="not that one at all", status=422, **new)
    weak = {"password": "facilitator1", "again": "facilitator1"}
    client.submit(client.get(url), url, current=PASSWORD, status=422, **weak)
    assert queries.find_session("elsewhere") is not None

    client.submit(client.get(url), url, current=PASSWORD, **new)
    assert queries.find_session("elsewhere") is None
    client.get("/account")
    stored = db.session.get_one(Staff, cast.facilitator.id).password_hash
    assert passwords.matches(stored, "comboio verde amarelo")


def test_sessions_are_listed_and_ended_one_by_one_or_all(cast: Cast, client_for: ClientFor) -> None:
    first = other_session(cast.facilitator).id
    other_session(cast.facilitator, "third")
    client = client_for(cast.facilitator)
    page = client.get("/account/sessions")
    assert len(page.soup.select("tbody tr")) == 3

    client.submit(page, f"/account/sessions/{first}/revocation")
    assert queries.find_session("elsewhere") is None
    client.submit(page, "/account/sessions/revocation")
    assert queries.find_session("third") is None
    assert len(client.get("/account/sessions").soup.select("tbody tr")) == 1


def test_nobody_ends_somebody_elses_session(cast: Cast, client_for: ClientFor) -> None:
    theirs = other_session(cast.facilitator).id
    client_for(cast.administrator).post(f"/account/sessions/{theirs}/revocation", status=404)
    client_for(cast.administrator).get("/account/sessions/revocation", status=405)
    assert queries.find_session("elsewhere") is not None


def test_who_serves_two_municipalities_switches_between_them(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    client.post("/account/municipality", {"municipality_id": str(cast.elsewhere)}, status=404)
    client.post("/account/municipality", {"municipality_id": "x"}, status=422)
    second = Membership(
        staff_id=cast.facilitator.id,
        organisation_id=id_of("other_town_hall"),
        municipality_id=cast.elsewhere,
        role="coordinator",
    )
    with writing():
        db.session.add(second)

    page = client.get("/account")
    buttons = page.soup.select('form[action="/account/municipality"] button')
    assert [button["value"] for button in buttons] == [str(cast.here), str(cast.elsewhere)]
    client.get("/staff", status=403)
    client.post("/account/municipality", {"municipality_id": str(cast.elsewhere)})
    assert "Stranger" in client.get("/staff").text

    with writing():
        db.session.get_one(Membership, second.id).ended_at = clock.now()
    assert cast.facilitator.actor.municipality_id == cast.here


def test_an_actor_costs_two_reads(cast: Cast) -> None:
    with counted() as reads:
        session = queries.find_session(cast.facilitator.token)
        assert session is not None
        assert queries.signed_by(session).actor.name == "Facilitator"
    assert len(reads) == 2


def test_signing_in_holds_no_lock_while_the_password_is_checked(
    cast: Cast, app: Autonomus, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def check(stored: str, password: str) -> bool:
        seen.append(db.session().in_transaction())
        return True

    monkeypatch.setattr(passwords, "matches", check)
    with writing():
        sign_in(NOBODY, email=cast.facilitator.email, password="x", address="", device="")
    assert seen == [False]
