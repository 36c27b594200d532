"""Organisations: the list, a new one, a change, and two people changing the same one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.accounts.models import Membership
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.network.parties import queries as parties
from app.network.parties.models import Organisation, OrganisationKind
from app.network.parties.operations import create_organisation
from tests.cast import Cast, Person, id_of
from tests.client import PageClient

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def association(cast: Cast) -> UUID:
    """A partner that works here."""
    with writing():
        return create_organisation(
            cast.administrator.actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Associação Água Viva",
            kind=OrganisationKind.ASSOCIATION,
        ).id


def edit_url(organisation_id: UUID) -> str:
    return f"/organisations/{organisation_id}/edit"


def test_the_list_is_sorted_by_its_heading(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    page = client_for(cast.facilitator).get("/organisations?sort=-name&q=a")
    names = [row.get_text(strip=True) for row in page.soup.select("tbody th")]
    assert names == ["Câmara Municipal (here)", "Associação Água Viva"]
    heading = page.soup.select_one("th[aria-sort='descending'] a")
    assert heading is not None
    assert heading["href"] == "/organisations?q=a&sort=name"


def test_the_list_is_searched_without_accents_and_order(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.partner_technician)
    assert "Associação Água Viva" in client.get("/organisations?q=viva+AGUA").text
    assert "Associação Água Viva" not in client.get("/organisations?q=fogo").text
    assert not client.get("/organisations").soup.select(f'a[href="{edit_url(association)}"]')
    assert "Água Viva" not in client_for(cast.stranger).get("/organisations").text


def test_a_new_one_is_offered_here(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get("/organisations/new")
    fields: dict[str, Any] = page.form("/organisations") | {"name": "Escola da Ribeira", "kind": "school"}
    client.post("/organisations", fields)
    client.post("/organisations", fields)  # the same request once more
    names = [each.name for each in parties.list_organisations(cast.here)]
    assert names.count("Escola da Ribeira") == 1
    assert client.follow(client.submit(page, "/organisations", **fields)).status == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "planet"}, "kind"),
        ({"name": "CAMARA municipal (here)"}, "name"),
        ({"parent_id": str(id_of("other_town_hall"))}, "parent_id"),
    ],
)
def test_a_wrong_one_is_not_written(
    cast: Cast, client_for: ClientFor, changes: dict[str, Any], field: str
) -> None:
    client, before = client_for(cast.administrator), len(parties.list_organisations(cast.here))
    page = client.get("/organisations/new")
    values: dict[str, Any] = {"name": "Escola", "kind": "school"} | changes
    answer = client.submit(page, "/organisations", status=422, **values)
    assert answer.soup.select_one(f"#{field}-error")
    assert len(parties.list_organisations(cast.here)) == before


def test_a_form_drawn_in_another_municipality_is_a_conflict(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get("/organisations/new")
    values = {"name": "Escola", "kind": "school", "municipality_id": str(cast.elsewhere)}
    client.submit(page, "/organisations", status=409, **values)


def test_of_two_changes_the_second_is_shown_the_first(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    client, url = client_for(cast.administrator), edit_url(association)
    first, second = client.get(url), client.get(url)
    client.submit(first, url, name="Água Viva, Centro")

    answer = client.submit(second, url, name="Água Fresca", status=409)
    assert "Água Viva, Centro" in answer.text
    assert answer.form(url)["name"] == "Água Fresca"
    assert db.session.get_one(Organisation, association).name == "Água Viva, Centro"

    client.submit(answer, url)
    assert db.session.get_one(Organisation, association).name == "Água Fresca"


def test_an_organisation_is_not_part_of_itself(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    client = client_for(cast.administrator)
    page = client.get(edit_url(cast.town_hall))
    client.submit(page, edit_url(cast.town_hall), parent_id=str(association))
    page = client.get(edit_url(association))
    client.submit(page, edit_url(association), parent_id=str(cast.town_hall), status=409)


def test_who_manages_two_municipalities_shares_a_partner(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    with writing():
        own = db.session.scalars(select(Membership).where(Membership.staff_id == cast.administrator.id)).one()
        other = Membership(
            staff_id=own.staff_id,
            organisation_id=id_of("other_town_hall"),
            municipality_id=cast.elsewhere,
            role=own.role,
        )
        db.session.add(other)
    client, url = client_for(cast.administrator), edit_url(association)
    page = client.get(url)
    client.post(url, page.form(url) | {"reach": [str(cast.here), str(cast.elsewhere)]})
    assert "Água Viva" in client_for(cast.stranger).get("/organisations").text


def test_strangers_wrong_roles_and_wrong_verbs(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    stranger = client_for(cast.stranger_administrator)
    stranger.get(edit_url(association), status=404)
    stranger.post(edit_url(association), {"name": "x"}, status=404)
    client_for(cast.facilitator).get(edit_url(association), status=403)
    client_for(cast.facilitator).post("/organisations", {"name": "x"}, status=403)
    client_for(cast.observer).get("/organisations/new", status=403)
    client_for(cast.administrator).get("/notices/" + str(association) + "/answer", status=405)
    client_for(None).get("/organisations", status=303)
