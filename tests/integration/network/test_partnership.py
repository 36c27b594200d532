"""Who is found by which name, who brings what, who sees and keeps up what."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.accounts.models import Membership
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.network.parties.attached import (
    Attached,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyName,
)
from app.network.parties.models import OrganisationKind, Party, PartyReach
from app.network.parties.operations import create_organisation
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories import parties as factory

ClientFor = Callable[[Person | None], PageClient]


def noted(cast: Cast, model: type[Attached], party_id: UUID, **values: Any) -> UUID:
    with writing():
        return factory.noted(cast.coordinator.actor, model, db.session.get_one(Party, party_id), **values)


def page_of(party_id: UUID) -> str:
    return f"/organisations/{party_id}"


def note(client: PageClient, party_id: UUID, what: str, /, *, status: int = 303, **values: Any) -> Page:
    base = f"{page_of(party_id)}/{what}"
    return client.submit(client.get(f"{base}/new"), base, status=status, **values)


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
    assert "Câmara Municipal" in client.get("/organisations?q=CMA").text
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


def test_a_form_about_a_party_of_two_municipalities_lands_where_it_was_drawn(
    cast: Cast, association: UUID, client_for: ClientFor
) -> None:
    """Whoever serves both switches between them with a form open: nothing lands where nobody meant it."""
    with writing():
        db.session.add(PartyReach(municipality_id=cast.elsewhere, party_id=association))
        hall = {"organisation_id": cast.town_hall, "role": "coordinator"}
        db.session.add(Membership(staff_id=cast.coordinator.id, municipality_id=cast.elsewhere, **hall))
    client, base = client_for(cast.coordinator), f"{page_of(association)}/names"
    page = client.get(f"{base}/new")
    client.post("/account/municipality", {"municipality_id": str(cast.elsewhere), "back": "/"})
    client.submit(page, base, text="ARS", sort="acronym", status=409)
    note(client, association, "names", text="ARS", sort="acronym")
    assert db.session.scalars(select(PartyName.municipality_id)).all() == [cast.elsewhere]
