"""Before people, keys or roles are given away it is asked once more who that is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import CONFIRMED_FOR, Membership, Staff, StaffSession
from app.core import clock
from app.core.access import asks_again
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import PASSWORD, Cast, Person, hash_of
from tests.client import Page, PageClient
from tests.factories.accounts import code_of, give_app

ClientFor = Callable[[Person | None], PageClient]
RIGHT: dict[str, Any] = {"confirm-password": PASSWORD}
CONFIRM = "/account/confirmation"
ASKING = {
    "outreach.add_device",
    "outreach.list_result_csv",
    "outreach.list_result_xlsx",
    "outreach.renew_code",
    "accounts.add_app",
    "accounts.add_membership",
    "accounts.add_passkey",
    "accounts.end_membership",
    "accounts.invite",
    "accounts.make_password_link",
    "accounts.new_invitation",
    "accounts.reinstate_staff",
    "accounts.remove_app",
    "accounts.remove_passkey",
    "accounts.renew_codes",
    "accounts.required_factors",
    "accounts.reset_factors",
    "network.make_meeting_link",
    "office.create_task",
    "office.give_dossier",
    "office.participants_csv",
    "office.participants_xlsx",
    "terminals.create",
    "terminals.renew_code",
    "workshops.make_link",
}


def told(answers: dict[str, str]) -> dict[str, Any]:
    """Names that are no words of Python."""
    return answers


def left_alone(person: Person) -> None:
    """Ten minutes ago somebody last showed who they are; they have a password."""
    with writing():
        same = StaffSession.token_hash == hash_of(person.token)
        session = db.session.scalars(select(StaffSession).where(same)).one()
        session.confirmed_at = clock.now() - CONFIRMED_FOR
        db.session.get_one(Staff, person.id).password_hash = passwords.hash_password(PASSWORD)


@pytest.fixture
def boss(cast: Cast, client_for: ClientFor) -> PageClient:
    left_alone(cast.administrator)
    return client_for(cast.administrator)


def add_role(client: PageClient, cast: Cast, *, role: str = "observer", status: int = 403) -> Page:
    page = client.get(f"/staff/{cast.colleague.id}")
    where = f"/staff/{cast.colleague.id}/memberships"
    return client.submit(page, where, organisation_id=str(cast.town_hall), role=role, status=status)


def roles_of(person: Person) -> set[str]:
    return set(db.session.scalars(select(Membership.role).where(Membership.staff_id == person.id)))


def test_what_asks_again_is_written_down(app: Autonomus) -> None:
    assert {endpoint for endpoint in app.view_functions if asks_again(app, endpoint)} == ASKING


def test_a_form_waits_for_the_password_and_is_then_carried_out(boss: PageClient, cast: Cast) -> None:
    asked = add_role(boss, cast)
    assert roles_of(cast.colleague) == {"facilitator"}
    where = f"/staff/{cast.colleague.id}/memberships"
    wrong = boss.submit(asked, where, status=422, **told({"confirm-password": "not this one"}))
    assert roles_of(cast.colleague) == {"facilitator"}
    done = boss.submit(wrong, where, **RIGHT)
    assert done.location.endswith(f"/staff/{cast.colleague.id}")
    assert roles_of(cast.colleague) == {"facilitator", "observer"}
    add_role(boss, cast, role="registrar", status=303)


def test_what_was_shown_counts_although_the_form_has_a_mistake(boss: PageClient, cast: Cast) -> None:
    asked = add_role(boss, cast, role="facilitator")
    where = f"/staff/{cast.colleague.id}/memberships"
    boss.submit(asked, where, status=422, **RIGHT)
    add_role(boss, cast, status=303)


def test_nothing_typed_says_so(boss: PageClient, cast: Cast) -> None:
    asked = add_role(boss, cast)
    where = f"/staff/{cast.colleague.id}/memberships"
    page = boss.submit(asked, where, status=422, **told({"confirm-password": ""}))
    assert page.soup.select_one("#confirm-password-error") is not None
    assert page.form(where)["role"] == "observer", "what was sent is lost"


def test_reading_is_never_asked_but_for_lists_of_people(boss: PageClient, cast: Cast) -> None:
    boss.get("/staff/invitations/new")
    boss.get("/terminals/new")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_of_people_leaves_after_it(cast: Cast, client_for: ClientFor, ending: str) -> None:
    left_alone(cast.coordinator)
    client = client_for(cast.coordinator)
    asked = client.get(f"/participants.{ending}?language=pt", status=303)
    page = client.follow(asked)
    after = client.follow(client.submit(page, asked.location, **RIGHT))
    link = after.soup.select_one("main .button-primary")
    assert link is not None
    assert link["href"] == f"/participants.{ending}?language=pt"
    client.get(str(link["href"]))


def test_a_long_list_of_people_is_not_prepared_without_it(cast: Cast, client_for: ClientFor) -> None:
    left_alone(cast.coordinator)
    client = client_for(cast.coordinator)
    sent = {"kind": "participants.file", "query": "", "ending": "csv", "municipality_id": str(cast.here)}
    client.post("/tasks", sent, status=403)
    client.post("/tasks", {**sent, "kind": "services.file"}, status=None)


def test_whoever_has_a_second_factor_shows_that_one(boss: PageClient, cast: Cast) -> None:
    app_id: UUID = give_app(cast.administrator.id)
    asked = add_role(boss, cast)
    where = f"/staff/{cast.colleague.id}/memberships"
    assert asked.soup.select_one("#confirm-password") is None
    boss.submit(asked, where, status=422, **told({"confirm-password": PASSWORD, "confirm-code": ""}))
    boss.submit(asked, where, **told({"confirm-code": code_of(app_id)}))
    assert "observer" in roles_of(cast.colleague)


def test_signing_in_is_showing_it(cast: Cast, client_for: ClientFor) -> None:
    left_alone(cast.administrator)
    client = client_for(None)
    page = client.get("/sign-in")
    client.submit(page, "/sign-in", email=cast.administrator.email, password=PASSWORD)
    add_role(client, cast, status=303)


def test_another_site_cannot_try_passwords(boss: PageClient, cast: Cast) -> None:
    where = f"/staff/{cast.colleague.id}/memberships"
    boss.post(where, {"csrf_token": "", "confirm-password": PASSWORD}, status=400)
    add_role(boss, cast)


def test_after_ten_minutes_it_is_asked_again(boss: PageClient, cast: Cast) -> None:
    where = f"/staff/{cast.colleague.id}/memberships"
    boss.submit(add_role(boss, cast), where, **RIGHT)
    with clock.frozen_at(clock.now() + CONFIRMED_FOR + timedelta(seconds=1)):
        add_role(boss, cast, role="registrar")


def test_who_may_not_is_refused_before_anything_is_asked(cast: Cast, client_for: ClientFor) -> None:
    left_alone(cast.facilitator)
    client = client_for(cast.facilitator)
    page = client.post(f"/staff/{cast.colleague.id}/memberships", {"role": "observer"}, status=403)
    assert page.soup.select_one("#confirm-password") is None


def test_the_page_leads_nowhere_else(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.facilitator).get(f"{CONFIRM}?next=//evil.example/")
    link = page.soup.select_one("main .button-primary")
    assert link is not None
    assert link["href"] == "/"
