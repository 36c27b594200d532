"""The page of a party is where what the partnership knows of it is read and noted."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.network.parties import attaching
from app.network.parties.attached import (
    Attached,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
    PartyParish,
)
from app.network.parties.line_forms import SORTS
from app.network.parties.models import BodyKind, OrganisationKind, Party
from app.network.parties.operations import create_organisation, create_party
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import clerk, one_of_each

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def association(cast: Cast) -> UUID:
    with writing():
        return create_organisation(
            cast.coordinator.actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Associação Raízes de Sanfins",
            kind=OrganisationKind.ASSOCIATION,
        ).id


@pytest.fixture
def nucleus(cast: Cast) -> UUID:
    with writing():
        return create_party(
            cast.coordinator.actor,
            party_id=new_id(),
            municipality_id=cast.here,
            name="Núcleo Executivo",
            kind=BodyKind.EXECUTIVE_NUCLEUS,
        ).id


def noted(cast: Cast, model: type[Attached], party_id: UUID, **values: object) -> UUID:
    with writing():
        party = db.session.get_one(Party, party_id)
        of = {"municipality_id": cast.here, "party": party}
        return attaching.note(cast.coordinator.actor, model, line_id=new_id(), values=values, **of).id


def page_of(party_id: UUID) -> str:
    return f"/organisations/{party_id}"


def note(client: PageClient, party_id: UUID, what: str, /, *, status: int = 303, **values: str) -> Page:
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
    cast: Cast, association: UUID, client_for: ClientFor, sort: str, values: dict[str, str], words: str
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
    cast: Cast, association: UUID, client_for: ClientFor, sort: str, values: dict[str, str]
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


def test_a_party_is_found_by_any_spelling_and_a_unit_with_its_whole(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    noted(cast, PartyName, association, text="IEFP - GIP", sort="spelling")
    noted(cast, PartyName, cast.town_hall, text="CMA", sort="acronym")
    with writing():
        create_organisation(
            cast.coordinator.actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Banco Local do Voluntariado",
            kind=OrganisationKind.UNIT,
            parent_id=cast.town_hall,
        )
    client = client_for(cast.coordinator)
    for search in ("iefp -gip", "IEFP_GIP", "raízes"):
        names = [
            each.get_text(strip=True)
            for each in client.get(f"/organisations?q={search}").soup.select("tbody th")
        ]
        assert names == ["Associação Raízes de Sanfins"], search
    assert "Banco Local" in client.get("/organisations?q=CMA (Banco Local do Voluntariado)").text
    assert (
        client.get("/organisations?q=CMA")
        .soup.select_one("tbody th")
        .get_text(strip=True)
        .startswith("Câmara")
    )  # type: ignore[union-attr]
    client.get("/organisations?nature=nonsense", status=422)


def test_another_spelling_is_proposed_and_never_refused(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    client = client_for(cast.coordinator)
    new = {"name": "Assoc. Raízes Sanfins", "kind": "association"}
    noted(cast, PartyName, association, text="Assoc. Raízes de Sanfins", sort="spelling")
    page = client.submit(client.get("/organisations/new"), "/organisations", status=409, **new)
    assert page.soup.select_one(f'main a[href="{page_of(association)}"]')
    assert "Assoc. Raízes Sanfins" in client.follow(client.submit(page, "/organisations")).text


def test_an_old_name_stays_as_one(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    client, edit = client_for(cast.coordinator), f"{page_of(association)}/edit"
    client.submit(client.get(edit), edit, name="Raízes, CRL", renamed_on="2026-03-01")
    former = db.session.scalars(select(PartyName)).one()
    assert (former.text, former.until_on) == ("Associação Raízes de Sanfins", date(2026, 2, 28))
    assert "Raízes, CRL" in client.get("/organisations?q=associacao+sanfins").text


def test_who_offers_a_room_in_a_parish(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    noted(cast, PartyContribution, association, kind="premises", what="Sala", parish_id=cast.parish)
    noted(cast, PartyContribution, association, kind="publicity", what="Boletim")
    client = client_for(cast.facilitator)
    asked = f"?kind=premises&parish={cast.parish}"
    assert "Raízes de Sanfins" in client.get(f"/contributions{asked}").text
    assert "Raízes" not in client.get(f"/contributions?kind=premises&parish={cast.other_parish}").text
    assert "Boletim" in client.get("/contributions?q=sanfins").text
    assert "Raízes" in client.get(f"/organisations?brings=premises&parish={cast.parish}").text
    assert "Raízes" not in client.get("/organisations?brings=money").text
    client.get("/contributions?kind=gold", status=422)


def test_the_partnership_has_two_tiers_on_a_day(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    noted(cast, PartnershipRole, association, role="central", has_centre=True, from_on=date(2026, 1, 1))
    noted(cast, PartnershipRole, cast.town_hall, role="support", until_on=date(2025, 12, 31))
    client = client_for(cast.facilitator)
    then, later = client.get("/partnership?on=2025-06-01"), client.get("/partnership?on=2026-06-01")
    assert "Câmara Municipal (here)" in then.text
    assert "Raízes de Sanfins" not in then.text
    assert "Raízes de Sanfins" in later.text
    assert "Raízes" in client.get("/organisations?tier=operational").text
    client.get("/partnership?on=2025-13-01", status=422)


def test_the_parishes_it_serves_begin_and_end(cast: Cast, association: UUID, client_for: ClientFor) -> None:
    client, edit = client_for(cast.coordinator), f"{page_of(association)}/parishes"
    page = client.follow(client.submit(client.get(edit), edit, parishes=str(cast.parish)))
    assert "Amieira" in page.soup.select_one("main").get_text()  # type: ignore[union-attr]
    with writing():
        db.session.scalars(select(PartyParish)).one().from_on = date(2025, 1, 1)
    client.submit(client.get(edit), edit, parishes=str(cast.other_parish))
    rows = db.session.scalars(select(PartyParish).execution_options(populate_existing=True)).all()
    assert {each.parish_id for each in rows if each.until_on is None} == {cast.other_parish}


def test_a_partner_keeps_up_its_own_organisation_only(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    contact = noted(cast, PartyContact, association, name="Rosa Peixe", email="rosa@example.org")
    client = client_for(cast.partner_technician)
    foreign = client.get(page_of(association)).text
    assert "Raízes" in foreign
    assert "Rosa" not in foreign
    client.get(f"{page_of(association)}/address", status=403)
    client.get(f"{page_of(association)}/contacts/new", status=403)
    client.get(f"{page_of(association)}/contacts/{contact}/edit", status=403)
    client.get(f"{page_of(cast.town_hall)}/roles/new", status=403)
    client.get("/contributions", status=403)

    own = f"{page_of(cast.town_hall)}/address"
    client.submit(client.get(own), own, address="Praça, 1\n4000 Amieira", email="geral@cma.example")
    page = client.follow(note(client, cast.town_hall, "contacts", name="Ana Lobo"))
    assert "Praça, 1" in page.text
    assert "Ana Lobo" in page.text
    assert (
        "Sala"
        in client.follow(note(client, cast.town_hall, "contributions", kind="premises", what="Sala")).text
    )


def test_an_observer_reads_no_names_of_contact_people(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    noted(cast, PartyContact, association, name="Rosa Peixe", function="Direção", email="rosa@example.org")
    page = client_for(cast.observer).get(page_of(association))
    assert "Rosa" not in page.html
    assert "rosa@" not in page.html
    assert "Direção" in page.text


def test_nobody_of_another_municipality_reads_or_writes_it(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    line = noted(cast, PartyName, association, text="ARS", sort="acronym")
    stranger = client_for(cast.stranger_coordinator)
    stranger.get(page_of(association), status=404)
    stranger.get(f"{page_of(association)}/names/new", status=404)
    stranger.get(f"{page_of(association)}/names/{line}/edit", status=404)
    stranger.post(f"{page_of(association)}/names/{line}/withdrawal", status=404)
    coordinator = client_for(cast.coordinator)
    coordinator.get(f"{page_of(cast.town_hall)}/names/{line}/edit", status=404)
    coordinator.get(f"{page_of(association)}/names/{line}/withdrawal", status=405)


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
