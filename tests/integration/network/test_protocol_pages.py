"""The pages of protocols: written, signed, owed, ended; what rests on them; who reads names."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.directory.slots.models import DropInSlot
from app.network.protocols.models import Protocol, Renewal
from app.network.protocols.operations import decisions
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.copies import plan_of
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost, more
from tests.factories.papers import a_pdf
from tests.factories.protocols import a_draft, a_paper, a_protocol, an_association, an_obligation
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
SIDES = "#parties li strong"


@pytest.fixture
def association(cast: Cast) -> UUID:
    with writing():
        return an_association(cast.coordinator.actor)


@pytest.fixture
def sides(cast: Cast, association: UUID) -> list[UUID]:
    return [cast.town_hall, association]


@pytest.fixture
def today() -> date:
    return clock.today("Europe/Lisbon")


@pytest.fixture
def protocol(cast: Cast, sides: list[UUID], today: date) -> Protocol:
    """Signed, looked after by the coordinator, with its last day in a month."""
    with writing():
        return a_protocol(
            cast.coordinator.actor,
            sides,
            ends_on=today + timedelta(days=30),
            owner_id=cast.coordinator.id,
        )


def url(protocol: Protocol | UUID, rest: str = "") -> str:
    return f"/protocols/{protocol if isinstance(protocol, UUID) else protocol.id}{rest}"


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


def rest(cast: Cast, client_for: ClientFor, protocol: Protocol) -> tuple[str, str]:
    """A slot and a series of the town hall that name the protocol in their forms; their addresses."""
    client = client_for(cast.coordinator)
    slot = client.submit(
        client.get("/directory/slots/new"),
        "/directory/slots",
        organisation_id=str(cast.town_hall),
        topic="Ajuda com papéis",
        place="Balcão 2",
        languages=["pt"],
        first_on=["1", "3", "2027"],
        starts="09:00",
        ends="12:00",
        protocol_id=str(protocol.id),
    ).location
    page = client.get("/workshops/new")
    client.submit(
        page,
        "/workshops",
        title="Costura",
        kind="atelier",
        organisation_id=str(cast.town_hall),
        protocol_id=str(protocol.id),
    )
    series = db.session.scalars(select(Workshop.id).where(Workshop.title == "Costura")).one()
    return slot, f"/workshops/{series}"


def test_what_rests_on_it_is_seen_before_it_ends_and_names_it(
    cast: Cast, client_for: ClientFor, protocol: Protocol
) -> None:
    slot, series = rest(cast, client_for, protocol)
    client = client_for(cast.coordinator)
    for address in (slot, series):
        assert client.get(address).soup.select(f"a[href='{url(protocol)}']")
        assert client.get(url(protocol)).soup.select(f"#resting a[href='{address}']")
    client.submit(client.get(slot), f"{slot}/end")
    page = client.get(url(protocol, "/ending"))
    falls = page.soup.select_one("[aria-labelledby='falls']")
    assert falls is not None
    assert [str(each["href"]) for each in falls.select("a")] == [series], "what is over does not fall"
    client.submit(page, url(protocol, "/ending"), status=422)
    client.submit(page, url(protocol, "/ending"), reason="agreed")
    assert client.get(url(protocol)).soup.select("#resting .tag-bad")
    assert client.get(series).soup.select(f"a[href='{url(protocol)}']"), "it names it all the same"
    client.submit(client.get(url(protocol)), url(protocol, "/ending/removal"))
    after = client.get(url(protocol)).soup
    assert not after.select("#resting .tag-bad")
    moments = [each.get_text(" ", strip=True) for each in after.select(".timeline li")]
    assert len([each for each in moments if "Assinado" in each]) == 1, "nobody signed it a second time"


def test_a_copy_of_a_series_rests_on_a_protocol_that_stands_only(
    cast: Cast, client_for: ClientFor, protocol: Protocol
) -> None:
    _slot, address = rest(cast, client_for, protocol)
    series = db.session.get_one(Workshop, UUID(address.rpartition("/")[2]))
    assert plan_of(cast.coordinator.actor, series, title="Costura 2").protocol_id == protocol.id
    with writing():
        decisions.end(
            cast.coordinator.actor,
            protocol=db.session.get_one(Protocol, protocol.id, populate_existing=True),
            reason="agreed",
        )
    assert plan_of(cast.coordinator.actor, series, title="Costura 2").protocol_id is None


def test_what_an_organisation_has_not_signed_carries_nothing_of_its(
    cast: Cast, client_for: ClientFor, association: UUID, protocol: Protocol
) -> None:
    with writing():
        other = an_association(cast.coordinator.actor, "Clube da Ribeira")
        series = make_workshop(cast.coordinator.actor, title="Sem protocolo")
    client = client_for(cast.coordinator)
    page = client.get("/directory/publications/new")
    typed: dict[str, Any] = {
        "title": "Folheto",
        "organisation_id": str(other),
        "link": "https://example.org/f",
    }
    answer = client.submit(page, "/directory/publications", status=422, **typed, protocol_id=str(protocol.id))
    assert answer.soup.select_one("#protocol_id-error")
    typed["organisation_id"] = str(association)
    made = client.submit(page, "/directory/publications", **typed, protocol_id=str(protocol.id))
    assert client.get(made.location).soup.select(f"a[href='{url(protocol)}']")
    edit = client.get(f"/workshops/{series.id}/edit")
    client.submit(edit, f"/workshops/{series.id}/edit", protocol_id=str(protocol.id))
    assert client.get(f"/workshops/{series.id}").soup.select(f"a[href='{url(protocol)}']")


def test_pages_cost_as_much_with_many_rows_as_with_few(
    cast: Cast, client_for: ClientFor, protocol: Protocol, sides: list[UUID]
) -> None:
    client = client_for(cast.coordinator)
    lists = ("/protocols", "/protocols?due=late&standing=in_force", "/")
    pages = (*lists, url(protocol), url(protocol, "/ending"))

    def fill(count: int) -> None:
        with writing():
            found = db.session.get_one(Protocol, protocol.id, populate_existing=True)
            for number in range(count):
                an_obligation(cast.coordinator.actor, found, due_on=date(2025, 2, 1))
                _slot_on(cast, found)
                if number % 5 == 0:
                    a_paper(cast.coordinator.actor, found)
                    a_protocol(cast.coordinator.actor, sides, title=f"Protocolo {number}")

    fill(5)
    few = {page: cost(client, page) for page in pages}
    fill(more(60))
    many = {page: cost(client, page) for page in pages}
    assert many == few
    assert not {page: count for page, count in many.items() if count > AT_MOST}, many


def _slot_on(cast: Cast, protocol: Protocol) -> None:
    slot = DropInSlot(
        id=new_id(),
        municipality_id=cast.here,
        organisation_id=cast.town_hall,
        topic="Ajuda",
        place="Balcão",
        first_on=date(2027, 3, 1),
        starts=clock.now().time(),
        ends=clock.now().time(),
        zone="Europe/Lisbon",
    )
    slot.protocol_id = protocol.id
    db.session.add(slot)
