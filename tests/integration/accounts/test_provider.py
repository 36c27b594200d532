"""Signing in through the town hall's own directory, tried against a real OpenID provider."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from app.accounts.factors.models import ProviderIdentity
from app.accounts.models import CONFIRMED_FOR, Staff, StaffSession
from app.core import clock
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.accounts import code_of, give_app
from tests.oidc_provider import Directory, directory

ClientFor = Callable[[Person | None], PageClient]
HERE = "http://localhost"
RETURN = f"{HERE}/sign-in/directory/return"


def person(email: str, *, verified: bool | None = True, amr: tuple[str, ...] = ("pwd",)) -> dict[str, Any]:
    said = {} if verified is None else {"email_verified": verified}
    return {"claims": {"email": email, **said}, "amr": list(amr)}


PEOPLE = {
    "fac-7": person("Facilitator@example.org"),
    "silent-7": person("registrar@example.org", verified=None),
    "sure-7": person("administrator@example.org", amr=("pwd", "mfa")),
    "unsure-7": person("coordinator@example.org", verified=False),
    "outside-7": person("observer@elsewhere.example"),
    "new-7": person("nobody@example.org"),
    "heir-7": person("facilitator@example.org"),
}


@pytest.fixture(scope="module")
def town_hall() -> Iterator[Directory]:
    with directory(PEOPLE, RETURN) as served:
        yield served


@pytest.fixture
def served(app: Autonomus, town_hall: Directory, monkeypatch: pytest.MonkeyPatch) -> Directory:
    """The portal knows the directory, and has not spoken with it yet."""
    app.extensions.pop("oidc", None)
    monkeypatch.setattr(app, "settings", replace(app.settings, oidc=town_hall.settings))
    monkeypatch.setenv("NO_PROXY", "localhost")
    return town_hall


def there_and_back(served: Directory, client: PageClient, login: str, *, back: str = "") -> str:
    """The address that the directory sends somebody back to."""
    left = client.get(f"/sign-in/directory?next={back}", status=302)
    return served.sign_in(left.location, login).removeprefix(HERE)


def come(served: Directory, client: PageClient, login: str, *, status: int = 303, back: str = "") -> Page:
    return client.get(there_and_back(served, client, login, back=back), status=status)


def test_without_one_there_is_no_such_way(client_for: ClientFor) -> None:
    client_for(None).get("/sign-in/directory", status=404)
    client_for(None).get("/sign-in/directory/return", status=404)
    assert client_for(None).get("/sign-in").soup.select_one('a[href^="/sign-in/directory"]') is None


def test_the_first_time_the_address_finds_the_account_afterwards_the_directorys_name_does(
    served: Directory, cast: Cast, client_for: ClientFor
) -> None:
    client = client_for(None)
    assert client.get("/sign-in").soup.select_one('a[href^="/sign-in/directory"]') is not None
    assert come(served, client, "fac-7", back="/account/password").location.endswith("/account/password")
    client.get("/account")
    with writing():
        staff = db.session.get_one(Staff, cast.facilitator.id)
        staff.email = staff.email_key = "other@example.org"
    again = client_for(None)
    come(served, again, "fac-7")
    again.get("/account")


def test_what_leaves_is_bound_to_this_browser_and_this_try(served: Directory, client_for: ClientFor) -> None:
    left = parse_qs(urlsplit(client_for(None).get("/sign-in/directory", status=302).location).query)
    assert left["code_challenge_method"] == ["S256"]
    assert left["state"]
    assert left["nonce"]
    assert left["redirect_uri"] == [RETURN]


def test_an_answer_of_another_browser_or_one_that_was_used_opens_nothing(
    served: Directory, client_for: ClientFor
) -> None:
    mine, other = client_for(None), client_for(None)
    back = there_and_back(served, mine, "fac-7")
    page = other.get(back, status=422)
    assert "não foi concluída" in page.text
    mine.get(back, status=303)
    mine.post("/sign-out")
    mine.get(back, status=422)
    other.get("/sign-in/directory/return?error=access_denied&state=x", status=422)
    other.get("/sign-in/directory/return", status=422)


@pytest.mark.parametrize("login", ["unsure-7", "outside-7", "new-7"])
def test_who_has_no_account_or_no_vouched_address_gets_none(
    served: Directory, client_for: ClientFor, login: str
) -> None:
    before = db.session.scalar(select(func.count()).select_from(Staff))
    page = come(served, client_for(None), login, status=422)
    assert "não há aqui uma conta sua" in page.text
    assert db.session.scalar(select(func.count()).select_from(Staff)) == before
    assert not db.session.scalars(select(ProviderIdentity)).all()


def test_an_address_of_its_own_domain_needs_no_other_word(served: Directory, client_for: ClientFor) -> None:
    come(served, client_for(None), "silent-7")


def test_a_refusal_there_is_told_here(served: Directory, client_for: ClientFor) -> None:
    page = come(served, client_for(None), "nobody at all", status=422)
    assert "não foi concluída" in page.text


def test_whoever_inherits_an_address_does_not_inherit_the_account(
    served: Directory, client_for: ClientFor
) -> None:
    come(served, client_for(None), "fac-7")
    page = come(served, client_for(None), "heir-7", status=409)
    assert "outra pessoa de Câmara Municipal" in page.text


def test_a_suspended_account_stays_closed(served: Directory, cast: Cast, client_for: ClientFor) -> None:
    come(served, client_for(None), "fac-7")
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).suspended_at = clock.now()
    come(served, client_for(None), "fac-7", status=422)


def test_a_second_factor_shown_there_counts_here_and_otherwise_ones_own_is_asked(
    served: Directory, cast: Cast, client_for: ClientFor
) -> None:
    give_app(cast.administrator.id)
    come(served, client_for(None), "sure-7")
    latest = select(StaffSession).order_by(StaffSession.created_at.desc())
    assert db.session.scalars(latest).first().factor == "provider"  # type: ignore[union-attr]

    app_id, client = give_app(cast.facilitator.id), client_for(None)
    step = come(served, client, "fac-7")
    assert step.location.startswith("/sign-in/second")
    client.get("/account", status=303)
    client.submit(client.follow(step), "/sign-in/second", code=code_of(app_id))
    client.get("/account")


def left_alone(person: Person) -> None:
    with writing():
        for session in db.session.scalars(select(StaffSession).where(StaffSession.staff_id == person.id)):
            session.confirmed_at = clock.now() - CONFIRMED_FOR


def test_whoever_came_through_it_confirms_there_and_no_form_is_lost(
    served: Directory, cast: Cast, client_for: ClientFor
) -> None:
    client, form = client_for(None), {"kind": "facilitator", "subject_id": str(cast.facilitator.id)}
    come(served, client, "fac-7")
    left_alone(cast.facilitator)
    asked = client.post("/calendar/links", form, status=403)
    link = asked.soup.select_one('a[href^="/sign-in/directory"][target="_blank"]')
    assert link is not None
    left = client.get(str(link["href"]), status=302)
    assert parse_qs(urlsplit(left.location).query)["prompt"] == ["login"]
    back = served.sign_in(left.location, "fac-7").removeprefix(HERE)
    client.follow(client.get(back, status=303))
    client.submit(asked, "/calendar/links")


def test_somebody_else_does_not_confirm(served: Directory, cast: Cast, client_for: ClientFor) -> None:
    client = client_for(None)
    come(served, client, "fac-7")
    come(served, client_for(None), "silent-7")
    left_alone(cast.facilitator)
    left = client.get("/sign-in/directory?anew=1", status=302)
    client.get(served.sign_in(left.location, "silent-7").removeprefix(HERE), status=422)
    assert "confirm-" in client.get("/account/confirmation").html


def test_signing_out_says_that_one_may_still_be_signed_in_there(
    served: Directory, client_for: ClientFor
) -> None:
    client = client_for(None)
    come(served, client, "fac-7")
    page = client.follow(client.post("/sign-out"))
    link = page.soup.select_one(f'a[href^="{served.settings.issuer}/session/end"]')
    assert link is not None


def test_when_the_directory_is_away_passwords_still_open(
    app: Autonomus, served: Directory, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = replace(served.settings, issuer="http://localhost:1")
    monkeypatch.setattr(app, "settings", replace(app.settings, oidc=gone))
    page = client_for(None).get("/sign-in/directory", status=503)
    assert "não responde neste momento. Pode entrar com o endereço e a palavra-passe" in page.text
    assert page.soup.select_one("#password") is not None


def test_where_passwords_are_not_taken_there_is_no_field_for_one(
    app: Autonomus, served: Directory, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = replace(served.settings, takes_passwords=False)
    monkeypatch.setattr(app, "settings", replace(app.settings, oidc=only))
    client = client_for(None)
    assert client.get("/sign-in").soup.select_one("#password") is None
    client.post("/sign-in", {"email": "facilitator@example.org", "password": "x"}, status=404)
    come(served, client, "fac-7")


def test_a_directory_that_calls_itself_otherwise_is_not_believed(
    app: Autonomus, served: Directory, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(served.settings, issuer=served.settings.issuer + "/")
    monkeypatch.setattr(app, "settings", replace(app.settings, oidc=other))
    come(served, client_for(None), "fac-7", status=422)
