"""The pages of protocols: written, signed, owed, told of; who reads names."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from app.core.db import db
from app.core.unit_of_work import writing
from app.network.protocols.models import Protocol, Renewal
from app.network.protocols.operations import decisions
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.papers import a_pdf
from tests.factories.protocols import a_draft, a_paper, a_protocol, an_association, an_obligation
from tests.integration.network.protocols.conftest import url

ClientFor = Callable[[Person | None], PageClient]
SIDES = "#parties li strong"


def written(client: PageClient, sides: list[UUID]) -> str:
    """The address of a new draft that both parties have agreed to."""
    page = client.get("/protocols/new")
    made = client.submit(page, "/protocols", title="Cedência de sala", instrument="partnership")
    address = made.location
    for each in sides:
        page = client.get(f"{address}/parties/new")
        typed: dict[str, Any] = {
            "party_id": str(each),
            "role": "supporting",
            "signatory": "Amélia Leal",
        }
        client.submit(page, f"{address}/parties", **typed, agreed_on=["10", "1", "2025"])
    return address


def test_from_a_draft_to_a_signed_protocol_with_its_paper(
    cast: Cast, client_for: ClientFor, sides: list[UUID]
) -> None:
    client = client_for(cast.coordinator)
    address = written(client, sides)
    assert len(client.get(address).soup.select(SIDES)) == 2
    page = client.get(f"{address}/signing")
    fields: dict[str, Any] = page.form(f"{address}/signing") | {"signed_on": ["12", "1", "2025"]}
    fields["upload"] = (BytesIO(a_pdf()), "assinado.pdf")
    client.post(f"{address}/signing", fields)
    shown = client.get(address)
    assert "Amélia Leal" in shown.text
    paper = shown.soup.select_one(f"a[href^='{address}/papers/']")
    assert paper is not None
    assert client.get(str(paper["href"]), judge=False).response.data.startswith(b"%PDF")


def test_before_all_agree_it_says_who_has_not_and_is_not_signed(
    cast: Cast, client_for: ClientFor, sides: list[UUID]
) -> None:
    with writing():
        draft = a_draft(cast.coordinator.actor, sides)
    client = client_for(cast.coordinator)
    page = client.get(url(draft, "/signing"))
    fields: dict[str, Any] = page.form(url(draft, "/signing")) | {"signed_on": ["12", "1", "2025"]}
    with writing():
        db.session.get_one(Protocol, draft.id).parties[0].agreed_on = None
    answer = client.post(url(draft, "/signing"), fields, status=409)
    assert "Câmara Municipal (here)" in answer.soup.select_one(".notice-warning").get_text()  # type: ignore[union-attr]
    assert db.session.get_one(Protocol, draft.id, populate_existing=True).is_draft


def test_who_may_not_read_names_gets_none_in_words_or_papers(
    cast: Cast, client_for: ClientFor, protocol: Protocol
) -> None:
    with writing():
        paper = a_paper(cast.coordinator.actor, protocol)
    assert "Amélia" not in client_for(cast.observer).get(url(protocol)).text
    client_for(cast.observer).get(url(protocol, f"/papers/{paper}"), status=403)
    partner = client_for(cast.partner_technician)
    assert "Amélia" in partner.get(url(protocol)).text
    partner.get(url(protocol, f"/papers/{paper}"), judge=False)
    assert not partner.get(url(protocol)).soup.select(f"a[href='{url(protocol, '/edit')}']")


def test_a_partner_sees_what_its_own_organisation_signed(
    cast: Cast, client_for: ClientFor, association: UUID
) -> None:
    with writing():
        other = an_association(cast.coordinator.actor, "Clube da Ribeira")
        strange = a_protocol(cast.coordinator.actor, [association, other], title="De outros")
    client = client_for(cast.partner_technician)
    assert "De outros" not in client.get("/protocols").text
    client.get(url(strange), status=404)
    assert "De outros" not in client.get("/protocols.csv", judge=False).response.text


def rows(page: Page) -> list[str]:
    return [row.get_text(strip=True) for row in page.soup.select("tbody th")]


def test_the_list_is_narrowed_and_leaves_as_a_file(
    cast: Cast, client_for: ClientFor, sides: list[UUID], protocol: Protocol, association: UUID
) -> None:
    with writing():
        a_draft(cast.coordinator.actor, sides[:1], title="Acordo em preparação")
        late = a_protocol(cast.coordinator.actor, sides, title="Biblioteca", ends_on=date(2025, 3, 1))
        an_obligation(cast.coordinator.actor, late, due_on=date(2025, 2, 1))
    client = client_for(cast.coordinator)
    every = ["Acordo em preparação", "Biblioteca", "Cedência de sala"]
    assert rows(client.get("/protocols")) == every
    assert rows(client.get("/protocols?sort=end")) == ["Biblioteca", "Cedência de sala", every[0]]
    assert rows(client.get("/protocols?standing=expiring")) == ["Cedência de sala"]
    assert rows(client.get("/protocols?standing=in_force")) == ["Cedência de sala"]
    assert rows(client.get("/protocols?standing=ended")) == ["Biblioteca"]
    assert rows(client.get(f"/protocols?party={association}")) == ["Biblioteca", "Cedência de sala"]
    assert rows(client.get("/protocols?due=late")) == ["Biblioteca"]
    assert rows(client.get("/protocols?q=preparacao")) == [every[0]]
    client.get("/protocols?standing=forever", status=422)
    file = client.get("/protocols.csv?standing=expiring", judge=False).response.text
    assert "Cedência de sala" in file
    assert "Associação Mãos Dadas" in file
    assert "Biblioteca" not in file
    client.get("/protocols.xlsx", judge=False)


def test_the_last_day_is_told_ninety_days_before_to_whoever_looks_after_it(
    cast: Cast, client_for: ClientFor, sides: list[UUID], protocol: Protocol, today: date
) -> None:
    with writing():
        a_protocol(
            cast.coordinator.actor,
            sides,
            title="Renova-se",
            ends_on=today + timedelta(days=20),
            renewal=Renewal.BY_ITSELF,
            months=12,
            owner_id=cast.facilitator.id,
        )
        a_protocol(cast.coordinator.actor, sides, title="Longe", ends_on=today + timedelta(days=91))
        a_protocol(cast.coordinator.actor, sides, title="Passado", ends_on=today - timedelta(days=1))
        an_obligation(
            cast.coordinator.actor, protocol, due_on=today - timedelta(days=1), owner_id=cast.facilitator.id
        )
    for person, found in (
        (cast.coordinator, [["Cedência de sala", "Renova-se"], ["Passado"], [protocol.title]]),
        (cast.facilitator, [["Renova-se"], [protocol.title]]),
        (cast.registrar, []),
    ):
        client = client_for(person)
        links = client.get("/").soup.select("#to-complete a[href^='/protocols']")
        assert [sorted(rows(client.get(str(each["href"])))) for each in links] == found


def test_what_renews_itself_is_told_of_every_time(
    cast: Cast, client_for: ClientFor, sides: list[UUID], today: date
) -> None:
    with writing():
        a_protocol(
            cast.coordinator.actor,
            sides,
            title="Renova-se",
            ends_on=today - timedelta(days=340),
            renewal=Renewal.BY_ITSELF,
            months=12,
        )
    client = client_for(cast.coordinator)
    assert rows(client.get("/protocols?due=near")) == []
    with writing():
        assert decisions.bring_forward(today) == 1
        assert decisions.bring_forward(today) == 0
    assert rows(client.get("/protocols?due=near")) == ["Renova-se"]
    assert client.get("/protocols?standing=in_force").soup.select("tbody th")


def test_who_sees_to_an_obligation_notes_it_as_done(
    cast: Cast, client_for: ClientFor, protocol: Protocol, today: date
) -> None:
    with writing():
        duty = an_obligation(
            cast.coordinator.actor, protocol, due_on=today - timedelta(days=5), owner_id=cast.facilitator.id
        )
    address = url(protocol, f"/obligations/{duty.id}")
    client = client_for(cast.facilitator)
    page = client.get(address)
    assert page.soup.select_one(".notice-warning")
    later = today + timedelta(days=1)
    wrong = [str(later.day), str(later.month), str(later.year)]
    client.submit(page, address, status=422, done_on=wrong)
    right = [str(today.day), str(today.month), str(today.year)]
    client.submit(page, address, done_on=right, evidence="Ofício 12")
    assert "Ofício 12" in client.get(url(protocol)).text
    client.submit(client.get(address), f"{address}/done/removal")
    assert client.get(address).soup.select_one(".notice-warning")
    assert not client_for(cast.registrar).get(address).soup.select("main form")


def test_two_who_renew_it_at_once_agree_on_one_renewal(
    cast: Cast, client_for: ClientFor, protocol: Protocol
) -> None:
    client = client_for(cast.coordinator)
    page, other = client.get(url(protocol, "/renewals/new")), client.get(url(protocol, "/renewals/new"))
    client.submit(page, url(protocol, "/renewals"), ends_on=["31", "12", "2030"])
    answer = client.submit(other, url(protocol, "/renewals"), status=409, ends_on=["31", "12", "2031"])
    assert answer.form(url(protocol, "/renewals"))["ends_on"] == ["31", "12", "2031"]
    renewals = db.session.get_one(Protocol, protocol.id, populate_existing=True).renewals
    assert [each.ends_on for each in renewals] == [date(2030, 12, 31)]
    shown = client.get(url(protocol))
    client.submit(shown, url(protocol, f"/renewals/{renewals[0].id}/removal"))
    assert client.get(url(protocol)).soup.select(f"form[action='{url(protocol, '/signing/removal')}']")
