"""A forgotten password: the administrator makes a link, the person uses it once and is in again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import Membership, Staff, StaffSession
from app.accounts.operations.new_passwords import PURPOSE
from app.core import clock
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.jobs import Job
from app.core.links import read_signed
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person, id_of
from tests.client import Page, PageClient
from tests.counting import cost

ClientFor = Callable[[Person | None], PageClient]
NEW = "comboio verde amarelo"


def making_page(person: Person) -> str:
    return f"/staff/{person.id}/password-link"


def link_in(page: Page) -> str:
    """The path of the link that the page shows; empty when it shows none."""
    field = page.soup.select_one("#link")
    return urlsplit(str(field["value"])).path if field else ""


def make_link(client: PageClient, person: Person) -> str:
    sent = client.submit(client.get(f"/staff/{person.id}"), making_page(person))
    return link_in(client.follow(sent))


def use(client: PageClient, link: str, *, status: int = 303, **changes: str) -> Page:
    values = {"password": NEW, "again": NEW} | changes
    return client.submit(client.get(link), link, status=status, **values)


def hash_of(person: Person) -> str:
    return str(db.session.scalar(select(Staff.password_hash).where(Staff.id == person.id)))


def acts() -> list[str]:
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
    return [action for action in actions if action.startswith("staff.")]


@pytest.fixture
def link(cast: Cast, client_for: ClientFor) -> str:
    """The administrator's link for the colleague."""
    return make_link(client_for(cast.administrator), cast.colleague)


def test_the_link_is_shown_once_and_leads_back_in(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    link = make_link(client, cast.colleague)
    assert link.startswith("/new-password/")
    assert link_in(client.get(making_page(cast.colleague))) == ""
    anybody = client_for(None)
    page = anybody.follow(use(anybody, link))
    assert page.soup.select_one("form[action='/sign-in']")
    anybody.submit(page, "/sign-in", email=cast.colleague.email, password=NEW)
    assert "Colleague" in anybody.get("/account").text
    assert acts() == ["staff.password_link_made", "staff.password_set_by_link"]


def test_one_persons_link_is_not_shown_on_anothers_page(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    client.submit(client.get(f"/staff/{cast.colleague.id}"), making_page(cast.colleague))
    assert link_in(client.get(making_page(cast.facilitator))) == ""


def test_it_signs_out_everywhere_and_works_once(cast: Cast, link: str, client_for: ClientFor) -> None:
    theirs = client_for(cast.colleague)
    theirs.get("/account")
    use(client_for(None), link)
    theirs.get("/account", status=303)
    assert not db.session.scalars(
        select(StaffSession).where(
            StaffSession.staff_id == cast.colleague.id, StaffSession.ended_at.is_(None)
        )
    ).all()
    stored = hash_of(cast.colleague)
    client = client_for(None)
    client.get(link, status=410)
    client.post(link, {"password": "outra palavra qualquer", "again": "outra palavra qualquer"}, status=410)
    assert hash_of(cast.colleague) == stored


def test_looking_at_a_link_uses_nothing(cast: Cast, link: str, client_for: ClientFor) -> None:
    client_for(None).get(link)
    client_for(None).get(link)
    assert hash_of(cast.colleague) == ""


def test_the_first_of_two_links_closes_the_other(cast: Cast, link: str, client_for: ClientFor) -> None:
    with clock.frozen_at(clock.now() + timedelta(minutes=5)):
        second = make_link(client_for(cast.administrator), cast.colleague)
    assert second != link
    use(client_for(None), second)
    client_for(None).get(link, status=410)


def test_an_old_link_and_a_suspended_account(cast: Cast, link: str, client_for: ClientFor) -> None:
    with clock.frozen_at(clock.now() + timedelta(days=7, minutes=1)):
        client_for(None).get(link, status=410)
        client_for(None).post(link, {"password": NEW, "again": NEW}, status=410)
    with writing():
        db.session.get_one(Staff, cast.colleague.id).suspended_at = clock.now()
    client_for(None).get(link, status=410)
    administrator = client_for(cast.administrator)
    assert not administrator.get(f"/staff/{cast.colleague.id}").soup.select("form[action$='/password-link']")
    administrator.post(making_page(cast.colleague), status=403)


def test_a_changed_link_is_no_link(cast: Cast, link: str, client_for: ClientFor) -> None:
    head, _, token = link.rpartition("/")
    client = client_for(None)
    for place in (0, 30, len(token) // 2, len(token) - 4):
        other = "A" if token[place] != "A" else "B"
        client.get(f"{head}/{token[:place]}{other}{token[place + 1 :]}", status=404)
    client.get(f"{head}/made-up", status=404)
    client.post(f"{head}/made-up", {"password": NEW, "again": NEW}, status=404)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "curta", "again": "curta"}, "password"),
        ({"password": "colleague 2026", "again": "colleague 2026"}, "password"),
        ({"password": "", "again": ""}, "password"),
        ({"again": "another one entirely"}, "again"),
    ],
)
def test_a_wrong_answer_changes_nothing(
    cast: Cast, link: str, client_for: ClientFor, changes: dict[str, str], field: str
) -> None:
    answer = use(client_for(None), link, status=422, **changes)
    assert answer.soup.select_one(f"#{field}-error, #{field} .field-error")
    assert hash_of(cast.colleague) == ""
    assert acts() == ["staff.password_link_made"]
    client_for(cast.colleague).get("/account")


def test_wrong_tries_of_before_keep_nobody_out(cast: Cast, link: str, client_for: ClientFor) -> None:
    with writing():
        db.session.get_one(Staff, cast.colleague.id).password_hash = passwords.hash_password(PASSWORD)
    link = make_link(client_for(cast.administrator), cast.colleague)
    client = client_for(None)
    page = client.get("/sign-in")
    for _ in range(10):
        client.submit(page, "/sign-in", status=422, email=cast.colleague.email, password="not this one")
    client.submit(page, "/sign-in", status=429, email=cast.colleague.email, password=PASSWORD)
    page = client.follow(use(client, link))
    client.submit(page, "/sign-in", email=cast.colleague.email, password=NEW)


def test_strangers_wrong_roles_wrong_verbs_and_oneself(cast: Cast, client_for: ClientFor) -> None:
    url = making_page(cast.colleague)
    client_for(cast.stranger_administrator).get(url, status=404)
    client_for(cast.stranger_administrator).post(url, status=404)
    for person in (cast.coordinator, cast.facilitator, cast.observer):
        client_for(person).get(url, status=403)
        client_for(person).post(url, status=403)
    administrator = client_for(cast.administrator)
    assert not administrator.get(f"/staff/{cast.administrator.id}").soup.select(
        "form[action$='password-link']"
    )
    administrator.post(making_page(cast.administrator), status=409)
    assert administrator.browser.put(f"http://localhost{url}").status_code in {400, 405}
    assert acts() == []


def test_who_serves_elsewhere_too_gets_no_link_from_here(cast: Cast, client_for: ClientFor) -> None:
    """With the link one could sign in as them there."""
    membership = Membership(
        staff_id=cast.stranger.id,
        organisation_id=id_of("town_hall"),
        municipality_id=cast.here,
        role="registrar",
    )
    with writing():
        db.session.add(membership)
    client = client_for(cast.administrator)
    page = client.get(f"/staff/{cast.stranger.id}")
    assert not page.soup.select("form[action$='/password-link']")
    assert "também trabalha para outro concelho" in page.text
    client.post(making_page(cast.stranger), status=403)


def test_with_mail_set_up_the_link_leaves_in_the_persons_language(
    app: Autonomus, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://localhost:2525"))
    with writing():
        db.session.get_one(Staff, cast.colleague.id).language = "en"
    link = make_link(client_for(cast.administrator), cast.colleague)
    job = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one()
    assert job.payload["to"] == cast.colleague.email
    assert "choose a new password" in job.payload["text"]
    assert job.payload["text"].count(link) == 1
    assert f'href="http://localhost{link}"' in job.payload["html"]


def test_the_sign_in_page_says_whom_to_ask(client_for: ClientFor) -> None:
    text = client_for(None).get("/sign-in").text
    assert "Esqueceu a palavra-passe? Peça uma nova a quem administra o portal no seu concelho." in text


def test_reads_are_few(cast: Cast, link: str, client_for: ClientFor) -> None:
    # Whose it is and where they serve; who made it, what they may, and whether that was so all the time.
    assert cost(client_for(None), link) <= 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=200))
def test_whatever_stands_in_the_address_is_no_link(app: Autonomus, token: str) -> None:
    assert read_signed(PURPOSE, token) is None
