"""One-time links: made, shown once, used once, for new people and for those who have an account."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.accounts import passwords, queries
from app.accounts.models import Invitation, Membership, Staff
from app.accounts.operations.invitations import invite
from app.accounts.roles import Role
from app.core import clock
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.errors import Forbidden, NotFound
from app.core.jobs import Job
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person, id_of
from tests.client import Page, PageClient

ClientFor = Callable[[Person | None], PageClient]
NEW = "/staff/invitations/new"
ADDRESS = "rita.novais@example.org"


def send(client: PageClient, cast: Cast, *, email: str = ADDRESS, status: int = 303, **changes: str) -> Page:
    values = {
        "name": "Rita Novais",
        "email": email,
        "organisation_id": str(cast.town_hall),
        "role": "facilitator",
    }
    return client.submit(client.get(NEW), "/staff/invitations", status=status, **(values | changes))


def link_in(page: Page) -> str:
    """The path of the link that the page shows."""
    field = page.soup.select_one("#link")
    return urlsplit(str(field["value"])).path if field else ""


@pytest.fixture
def link(cast: Cast, client_for: ClientFor) -> str:
    """An open invitation of the administrator."""
    client = client_for(cast.administrator)
    return link_in(client.follow(send(client, cast)))


def accept(client: PageClient, link: str, *, status: int = 303, **changes: str) -> Page:
    values = {"password": "comboio verde amarelo", "again": "comboio verde amarelo"} | changes
    return client.submit(client.get(link), link, status=status, **values)


def test_the_link_is_shown_once_and_stored_nowhere(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    sent = send(client, cast)
    link = link_in(client.follow(sent))
    assert link.startswith("/invitations/")
    assert link_in(client.follow(sent)) == ""
    stored = db.session.scalars(select(Invitation)).one()
    assert link.rpartition("/")[2] != stored.token_hash
    assert "Rita Novais" in client.get("/staff").text


def test_somebody_new_chooses_a_password_and_is_in(cast: Cast, link: str, client_for: ClientFor) -> None:
    client = client_for(None)
    accept(client, link, name="Rita Novais Lima", language="en")
    staff = queries.find_staff_by_email(ADDRESS.upper())
    assert staff is not None
    assert (staff.name, staff.language) == ("Rita Novais Lima", "en")
    assert queries.has_membership(
        staff.id, organisation_id=cast.town_hall, municipality_id=cast.here, role=Role.FACILITATOR
    )
    assert client.get("/account").soup.html["lang"] == "en"  # type: ignore[index]
    assert db.session.scalars(select(AuditEntry.action)).all().count("invitation.used") == 1


def test_looking_at_the_link_uses_nothing_and_using_it_uses_it_up(link: str, client_for: ClientFor) -> None:
    client = client_for(None)
    client.get(link)
    accept(client, link)
    client_for(None).get(link, status=410)
    other = client_for(None)
    other.post(link, {"name": "Outra", "password": PASSWORD, "again": PASSWORD, "language": "pt"}, status=410)
    assert db.session.scalar(select(func.count()).select_from(Staff).where(Staff.name == "Outra")) == 0


def test_a_withdrawn_or_old_link_says_so(cast: Cast, link: str, client_for: ClientFor) -> None:
    with clock.frozen_at(clock.now() + timedelta(days=7, minutes=1)):
        client_for(None).get(link, status=410)
    client_for(None).get(link)
    invitation_id = db.session.scalars(select(Invitation.id)).one()
    administrator = client_for(cast.administrator)
    page, withdrawal = f"/staff/invitations/{invitation_id}", f"/staff/invitations/{invitation_id}/withdrawal"
    administrator.submit(administrator.get(page), withdrawal)
    client_for(None).get(link, status=410)
    assert withdrawal not in administrator.get(page).text
    client_for(None).get("/invitations/made-up", status=404)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password": "curta", "again": "curta"}, "password"),
        ({"password": "rita novais 2026", "again": "rita novais 2026"}, "password"),
        ({"again": "another one entirely"}, "again"),
        ({"name": " "}, "name"),
        ({"language": "uk"}, "language"),
    ],
)
def test_a_wrong_answer_makes_no_account(
    link: str, client_for: ClientFor, changes: dict[str, str], field: str
) -> None:
    answer = accept(client_for(None), link, status=422, **changes)
    assert answer.soup.select_one(f"#{field}-error, #{field} .field-error")
    assert queries.find_staff_by_email(ADDRESS) is None
    client_for(None).get(link)


def test_somebody_with_an_account_shows_its_password_and_gets_the_role(
    cast: Cast, client_for: ClientFor
) -> None:
    with writing():
        db.session.get_one(Staff, cast.stranger.id).password_hash = passwords.hash_password(PASSWORD)
    inviter = client_for(cast.administrator)
    link = link_in(inviter.follow(send(inviter, cast, email=cast.stranger.email)))

    client = client_for(None)
    page = client.get(link)
    client.submit(page, link, password="not that one at all", status=422)
    assert cast.here not in queries.served_by(cast.stranger.id)
    client.submit(page, link, password=PASSWORD)
    assert queries.served_by(cast.stranger.id) == {cast.here, cast.elsewhere}
    assert db.session.get_one(Staff, cast.stranger.id).name == "Stranger"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"name": ""}, "name"),
        ({"role": "emperor"}, "role"),
        ({"organisation_id": str(id_of("other_town_hall"))}, "organisation_id"),
        ({"email": "facilitator@example.org"}, "email"),
    ],
)
def test_a_wrong_invitation_is_not_written(
    cast: Cast, client_for: ClientFor, changes: dict[str, str], field: str
) -> None:
    answer = send(client_for(cast.administrator), cast, status=422, **changes)
    assert answer.soup.select_one(f"#{field}-error, #{field} .field-error")
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 0


def test_the_same_form_twice_is_one_invitation(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    fields = client.get(NEW).form("/staff/invitations") | {
        "name": "Rita",
        "email": ADDRESS,
        "organisation_id": str(cast.town_hall),
        "role": "observer",
    }
    assert (
        client.post("/staff/invitations", fields).location
        == client.post("/staff/invitations", fields).location
    )
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_nobody_invites_where_they_do_not_administer(cast: Cast, link: str, client_for: ClientFor) -> None:
    invitation_id = db.session.scalars(select(Invitation.id)).one()
    stranger = client_for(cast.stranger_administrator)
    stranger.get(f"/staff/invitations/{invitation_id}", status=404)
    stranger.post(f"/staff/invitations/{invitation_id}/withdrawal", status=404)
    for person in (cast.coordinator, cast.facilitator, cast.observer):
        client_for(person).get(NEW, status=403)
        client_for(person).post("/staff/invitations", {"name": "x"}, status=403)
    assert _invite_as(cast.coordinator, cast.here, cast.town_hall) is Forbidden
    assert _invite_as(cast.administrator, cast.elsewhere, id_of("other_town_hall")) is Forbidden
    assert _invite_as(cast.administrator, cast.here, id_of("other_town_hall")) is NotFound
    values = {"municipality_id": str(cast.elsewhere)}
    send(client_for(cast.administrator), cast, status=409, **values)


def _invite_as(person: Person, municipality_id: UUID, organisation_id: UUID) -> type[Exception]:
    with pytest.raises((Forbidden, NotFound)) as raised, writing():
        invite(
            person.actor,
            invitation_id=new_id(),
            municipality_id=municipality_id,
            name="X",
            email="x@example.org",
            organisation_id=organisation_id,
            role=Role.ADMINISTRATOR,
            link_of=str,
        )
    return raised.type


def test_a_role_given_by_hand_meanwhile_does_not_break_the_link(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        db.session.get_one(Staff, cast.colleague.id).password_hash = passwords.hash_password(PASSWORD)
    inviter = client_for(cast.administrator)
    link = link_in(inviter.follow(send(inviter, cast, email=cast.colleague.email, role="observer")))
    given = Membership(
        staff_id=cast.colleague.id, organisation_id=cast.town_hall, municipality_id=cast.here, role="observer"
    )
    with writing():
        db.session.add(given)
    client = client_for(None)
    client.submit(client.get(link), link, password=PASSWORD)


def test_with_mail_set_up_the_link_leaves_in_both_languages_of_the_office(
    app: Autonomus, cast: Cast, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://localhost:2525"))
    client = client_for(cast.administrator)
    page = client.follow(send(client, cast))
    job = db.session.scalars(select(Job).where(Job.kind == "mail.send")).one()
    assert job.payload["to"] == ADDRESS
    assert job.payload["text"].count(link_in(page)) == 2
    assert job.payload["html"].count(f'href="http://localhost{link_in(page)}"') == 2


def test_one_invitations_page_does_not_show_anothers_link(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    first = send(client, cast)
    second = send(client, cast, email="ana.outra@example.org")
    shown = [link_in(client.follow(each)) for each in (second, first)]
    assert len(set(shown)) == 2
    assert "ana.outra@example.org" in client_for(None).get(shown[0]).text
    assert ADDRESS in client_for(None).get(shown[1]).text
    assert [link_in(client.follow(each)) for each in (first, second)] == ["", ""]
