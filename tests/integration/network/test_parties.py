"""The page of a party is where what the partnership knows of it is read and noted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.network.parties.attached import (
    Attached,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
    PartyParish,
)
from app.network.parties.line_forms import SORTS
from app.network.parties.models import Party
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost
from tests.factories import parties as factory
from tests.factories.one_of_each import clerk, one_of_each

ClientFor = Callable[[Person | None], PageClient]


def noted(cast: Cast, model: type[Attached], party_id: UUID, **values: Any) -> UUID:
    with writing():
        return factory.noted(cast.coordinator.actor, model, db.session.get_one(Party, party_id), **values)


def page_of(party_id: UUID) -> str:
    return f"/organisations/{party_id}"


def note(client: PageClient, party_id: UUID, what: str, /, *, status: int = 303, **values: Any) -> Page:
    base = f"{page_of(party_id)}/{what}"
    return client.submit(client.get(f"{base}/new"), base, status=status, **values)


@pytest.mark.parametrize(
    ("sort", "values", "words"),
    [
        ("names", {"text": "RAÍZES_SANFINS", "sort": "spelling"}, "RAÍZES_SANFINS"),
        ("contacts", {"name": "Rosa Peixe", "function": "Direção", "phone": "912 345 678"}, "Rosa Peixe"),
        ("contributions", {"kind": "premises", "what": "Sala com rampa"}, "Sala com rampa"),
        ("contributions", {"kind": "staff_hours", "what": "Uma técnica", "hours": "12"}, "12"),
        ("contributions", {"kind": "money", "what": "Subsídio", "cents": "1.050,50"}, "1050,50"),
        ("roles", {"role": "central", "has_centre": "y"}, "Centro Qualifica"),
    ],
)
def test_what_is_noted_stands_on_the_page(
    cast: Cast, association: UUID, client_for: ClientFor, sort: str, values: dict[str, Any], words: str
) -> None:
    client = client_for(cast.coordinator)
    page = client.follow(note(client, association, sort, **values))
    assert words in page.text.replace("\xa0", "").replace(" 050", "050").replace("1.050", "1050")


def test_a_nucleus_has_members_and_a_member_says_where_it_sits(
    cast: Cast, association: UUID, nucleus: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    page = client.follow(note(client, nucleus, "members", member_id=str(association), role="chair"))
    assert "Raízes de Sanfins" in page.text
    assert "Núcleo Executivo" in client.get(page_of(association)).text
    note(client, nucleus, "members", member_id=str(association), role="member", status=422)
    note(client, nucleus, "members", member_id=str(nucleus), role="member", status=422)
    assert len(db.session.scalars(select(PartyMember)).all()) == 1


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("names", {"text": "", "sort": "spelling"}),
        ("names", {"text": "AR", "sort": "nickname"}),
        ("contacts", {"name": "Rosa", "email": "rosa"}),
        ("contributions", {"kind": "premises", "what": "Sala", "hours": "3"}),
        ("contributions", {"kind": "premises", "what": "Sala", "cents": "3"}),
        ("contributions", {"kind": "money", "what": "Subsídio", "cents": "muito"}),
        ("roles", {"role": "local", "has_centre": "y"}),
        ("roles", {"role": "local", "from_on": "2026-05-02", "until_on": "2026-05-01"}),
    ],
)
def test_what_makes_no_sense_is_not_written(
    cast: Cast, association: UUID, client_for: ClientFor, sort: str, values: dict[str, Any]
) -> None:
    note(client_for(cast.coordinator), association, sort, status=422, **values)
    assert db.session.scalars(select(SORTS[sort].model)).all() == []


def test_what_ended_stands_among_what_was_before_and_a_mistake_is_put_back(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    client, base = client_for(cast.coordinator), page_of(association)
    line = noted(cast, PartyContribution, association, kind="premises", what="Sala grande")
    edit = f"{base}/contributions/{line}/edit"
    yesterday = clock.today("Europe/Lisbon") - timedelta(days=1)
    page = client.follow(client.submit(client.get(edit), edit, until_on=yesterday.isoformat()))
    assert "Sala grande" in page.soup.select_one("details.details").get_text()  # type: ignore[union-attr]
    assert "Sala grande" not in client.get("/contributions").text

    client.submit(client.get(edit), f"{base}/contributions/{line}/withdrawal")
    back = f"{base}/contributions/{line}/reinstatement"
    client.submit(client.get(base), back)
    assert db.session.get_one(PartyContribution, line, populate_existing=True).withdrawn_at is None


def test_of_two_changes_the_second_is_shown_the_first(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    line = noted(cast, PartyContact, association, name="Rosa Peixe")
    edit = f"{page_of(association)}/contacts/{line}/edit"
    first, second = client.get(edit), client.get(edit)
    client.submit(first, edit, name="Rosa Peixe Alves")
    answer = client.submit(second, edit, name="Rosa P. Alves", status=409)
    assert "Rosa Peixe Alves" in answer.text


def test_of_a_member_the_role_changes_and_not_who_it_is(
    cast: Cast, association: UUID, nucleus: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    line = noted(cast, PartyMember, nucleus, member_id=association, role="member")
    edit = f"{page_of(nucleus)}/members/{line}/edit"
    page = client.get(edit)
    assert "member_id" not in page.form(edit)
    assert "Raízes de Sanfins" in client.follow(client.submit(page, edit, role="chair")).text
    assert db.session.get_one(PartyMember, line, populate_existing=True).role == "chair"


def test_the_same_form_twice_notes_it_once(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    client, base = client_for(cast.coordinator), f"{page_of(association)}/names"
    fields = client.get(f"{base}/new").form(base) | {"text": "ARS", "sort": "acronym"}
    client.post(base, fields)
    client.post(base, fields)
    assert len(db.session.scalars(select(PartyName)).all()) == 1


def test_the_parishes_it_serves_begin_and_end(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    client, edit = client_for(cast.coordinator), f"{page_of(association)}/parishes"
    page = client.follow(client.submit(client.get(edit), edit, parishes=str(cast.parish)))
    assert "Amieira" in page.soup.select_one("main").get_text()  # type: ignore[union-attr]
    with writing():
        db.session.scalars(select(PartyParish)).one().from_on = date(2025, 1, 1)
    client.submit(client.get(edit), edit, parishes=str(cast.other_parish))
    rows = db.session.scalars(select(PartyParish).execution_options(populate_existing=True)).all()
    assert {each.parish_id for each in rows if each.until_on is None} == {cast.other_parish}


def test_the_page_says_what_of_all_features_rests_on_it(cast: Cast, client_for: ClientFor) -> None:
    made = one_of_each(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    db.session.rollback()
    page = client_for(cast.coordinator).get(page_of(cast.town_hall))
    links = {link["href"] for link in page.soup.select("main a")}
    wanted = {
        f"/workshops/{made['workshop_id']}",
        f"/staff/{cast.coordinator.id}",
        f"/directory/slots/{made['slot_id']}",
        f"/directory/places/{made['structure_id']}",
    }
    assert wanted <= links
    assert not [
        link
        for link in client_for(cast.observer).get(page_of(cast.town_hall)).soup.select("main a")
        if "/staff/" in str(link["href"])
    ]


def test_the_page_costs_the_same_whatever_hangs_on_it(
    cast: Cast, association: UUID, nucleus: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)

    def fill(many: int) -> None:
        for number in range(many):
            noted(cast, PartyName, association, text=f"Nome {new_id()}", sort="spelling")
            noted(cast, PartyContact, association, name=f"Pessoa {number}")
            noted(cast, PartyContribution, association, kind="premises", what=f"Sala {number}")
            noted(cast, PartyMember, association, member_id=nucleus, role="member", until_on=date(2020, 1, 1))

    fill(1)
    few = cost(client, page_of(association))
    fill(20)
    assert cost(client, page_of(association)) == few
    assert few <= AT_MOST
