"""The staff of a municipality: list, page, roles, suspension."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts import queries
from app.accounts.models import Membership, Staff
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import Cast, Person, id_of
from tests.client import PageClient
from tests.counting import AT_MOST, cost

ClientFor = Callable[[Person | None], PageClient]


def page_of(person: Person) -> str:
    return f"/staff/{person.id}"


def roles_of(person: Person) -> list[str]:
    query = select(Membership.role).where(Membership.staff_id == person.id, Membership.ended_at.is_(None))
    return sorted(db.session.scalars(query))


def give(person: Person, role: str, municipality_id: UUID, organisation: str) -> None:
    membership = Membership(
        staff_id=person.id, organisation_id=id_of(organisation), municipality_id=municipality_id, role=role
    )
    with writing():
        db.session.add(membership)


def test_the_list_shows_this_municipality_only(cast: Cast, client_for: ClientFor) -> None:
    page = client_for(cast.coordinator).get("/staff")
    assert "Colleague" in page.text
    assert "Stranger" not in page.text
    assert not page.soup.select(f'a[href="{"/staff/invitations/new"}"]')
    with writing():
        db.session.get_one(Staff, cast.colleague.id).name = "Inês Conceição"
    found = client_for(cast.administrator).get("/staff?q=conceicao+INES").text
    assert "Inês Conceição" in found
    assert "Pathway Worker" not in found


def test_the_list_is_sorted_by_its_headings(cast: Cast, client_for: ClientFor) -> None:
    with writing():
        db.session.get_one(Staff, cast.colleague.id).created_at += timedelta(days=1)
    client = client_for(cast.administrator)

    def names(url: str) -> list[str]:
        return [row.get_text(strip=True) for row in client.get(url).soup.select("tbody th a")]

    assert names("/staff") == sorted(names("/staff"))
    assert names("/staff?sort=-name") == names("/staff")[::-1]
    assert names("/staff?sort=-since")[0] == names("/staff?sort=since")[-1] == "Colleague"
    assert names("/staff?sort=password_hash") == names("/staff")
    page = client.get("/staff?sort=-since&q=o")
    assert page.soup.select_one("th[aria-sort='descending'] a")["href"] == "/staff?q=o&sort=since"  # type: ignore[index]


def test_a_role_is_added_and_ended(cast: Cast, client_for: ClientFor) -> None:
    client, url = client_for(cast.administrator), page_of(cast.colleague)
    page, action = client.get(url), f"{url}/memberships"
    values: dict[str, Any] = {"organisation_id": str(cast.town_hall), "role": "registrar"}
    client.submit(page, action, **values)
    assert roles_of(cast.colleague) == ["facilitator", "registrar"]
    again = client.get(url)
    client.submit(again, action, status=422, **values)

    first = id_of("membership of colleague")
    client.submit(again, f"/memberships/{first}/ending")
    client.submit(again, f"/memberships/{first}/ending")
    assert roles_of(cast.colleague) == ["registrar"]
    actions = list(db.session.scalars(select(AuditEntry.action)))
    assert actions.count("membership.added") == actions.count("membership.ended") == 1


@pytest.mark.parametrize("changes", [{"role": "emperor"}, {"organisation_id": ""}, {"municipality_id": "x"}])
def test_a_wrong_role_is_not_written(cast: Cast, client_for: ClientFor, changes: dict[str, Any]) -> None:
    client, url = client_for(cast.administrator), page_of(cast.colleague)
    values: dict[str, Any] = {"organisation_id": str(cast.town_hall), "role": "registrar"} | changes
    client.submit(client.get(url), f"{url}/memberships", status=422, **values)
    assert roles_of(cast.colleague) == ["facilitator"]


def test_a_suspended_account_is_out_at_once_and_may_come_back(cast: Cast, client_for: ClientFor) -> None:
    client, theirs, url = client_for(cast.administrator), client_for(cast.colleague), page_of(cast.colleague)
    theirs.get("/account")
    client.submit(client.get(url), f"{url}/suspension")
    theirs.get("/account", status=303)
    client.submit(client.get(url), f"{url}/reinstatement")
    assert db.session.get_one(Staff, cast.colleague.id).is_active
    theirs.get("/account", status=303)  # the sessions of before stay ended


def test_nobody_locks_themselves_out(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get(page_of(cast.administrator))
    assert not page.soup.select('form[action$="/suspension"], form[action$="/ending"]')
    client.post(f"{page_of(cast.administrator)}/suspension", status=409)
    client.post(f"/memberships/{id_of('membership of administrator')}/ending")
    assert roles_of(cast.administrator) == ["administrator"]


def test_who_serves_elsewhere_too_is_not_suspended_from_here(cast: Cast, client_for: ClientFor) -> None:
    give(cast.stranger, "registrar", cast.here, "town_hall")
    client, url = client_for(cast.administrator), page_of(cast.stranger)
    page = client.get(url)
    assert not page.soup.select('form[action$="/suspension"]')
    assert len(page.soup.select("tbody tr")) == 1  # the role elsewhere is not told here
    client.post(f"{url}/suspension", status=403)
    client.post(f"/memberships/{id_of('membership of stranger')}/ending", status=404)
    assert roles_of(cast.stranger) == ["facilitator", "registrar"]


def test_strangers_wrong_roles_and_wrong_verbs(cast: Cast, client_for: ClientFor) -> None:
    url, membership = page_of(cast.colleague), id_of("membership of colleague")
    stranger = client_for(cast.stranger_administrator)
    stranger.get(url, status=404)
    for action in (f"{url}/memberships", f"{url}/suspension", f"{url}/reinstatement"):
        stranger.post(action, status=404)
        client_for(cast.coordinator).post(action, status=403)
        stranger.get(action, status=405)
    stranger.post(f"/memberships/{membership}/ending", status=404)
    client_for(cast.coordinator).post(f"/memberships/{membership}/ending", status=403)
    client_for(cast.facilitator).get("/staff", status=403)
    client_for(cast.facilitator).get(url, status=403)
    client_for(None).get("/staff", status=303)


def test_names_come_in_one_question(cast: Cast) -> None:
    names = queries.staff_names([cast.colleague.id, None, cast.stranger.id])
    assert names == {cast.colleague.id: "Colleague", cast.stranger.id: "Stranger"}
    assert queries.staff_name(None) == ""


def test_the_pages_cost_the_same_however_many_serve(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    few = cost(client, "/staff")
    with writing():
        for number in range(20):
            email = f"extra.{number}@example.org"
            staff = Staff(name=f"Extra {number}", email=email, email_key=email)
            db.session.add(staff)
            db.session.flush()
            membership = Membership(
                staff_id=staff.id, organisation_id=cast.town_hall, municipality_id=cast.here, role="observer"
            )
            db.session.add(membership)
    assert cost(client, "/staff") == few <= AT_MOST
