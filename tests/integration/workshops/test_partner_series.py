"""A partner enters what its own organisation holds and how many came, and touches nothing of others."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Forbidden
from app.core.unit_of_work import writing
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from app.workshops.attendance.models import Headcount
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.copies import duplicate_workshop
from app.workshops.planning.operations.series import Plan, create_workshop, edit_workshop
from app.workshops.planning.queries.series import list_sessions
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_enrolment
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
MONDAY, ZONE = date(2027, 3, 8), "Europe/Lisbon"
OF_PEOPLE = (
    "enrolments",
    "enrolments/new",
    "enrolments/import",
    "attendance",
    "completion",
    "sheet.pdf",
    "slips.pdf",
    "certificates.pdf",
    "competences",
    "funders",
    "report",
)
"""What of a series is about people, papers and money: the office's."""
PLANNING = (
    "edit",
    "copy",
    "cancellation",
    "sessions/new",
    "texts/uk",
)


@pytest.fixture
def partner(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.partner_technician)


@pytest.fixture
def association(cast: Cast) -> UUID:
    """Another organisation of the network."""
    with making():
        return create_organisation(
            clerk(cast.here, cast.colleague.id),
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Associação Raízes",
            kind=OrganisationKind.ASSOCIATION,
        ).id


def when(day: date) -> dict[str, Any]:
    boxes = [str(day.day), str(day.month), str(day.year)]
    return {"on": boxes, "starts": "10:00", "ends": "12:00", "place_name": "Largo"}


def own(cast: Cast, **options: Any) -> Workshop:
    """A series that the partner entered."""
    with making():
        return make_workshop(
            cast.partner_technician.actor, **{"organisation_id": cast.town_hall, "kind": "fair", **options}
        )


def fresh(workshop_id: UUID) -> Workshop:
    db.session.rollback()
    return db.session.get_one(Workshop, workshop_id, populate_existing=True)


def first_session(workshop: Workshop) -> Session:
    db.session.rollback()
    rows = db.session.query(Session).filter_by(workshop_id=workshop.id)
    return rows.order_by(Session.on, Session.id).populate_existing().first()  # type: ignore[return-value]


def yesterday() -> date:
    return clock.today(ZONE) - timedelta(days=1)


def test_a_fair_is_entered_announced_counted_and_seen_by_the_office(
    cast: Cast, partner: PageClient, client_for: ClientFor, association: UUID
) -> None:
    page = partner.get("/workshops/new")
    hosts = [str(each["value"]) for each in page.soup.select("#organisation_id option")]
    assert str(cast.town_hall) in hosts
    assert str(association) not in hosts, "a partner plans for nobody else"
    assert page.form("/workshops")["organisation_id"] == str(cast.town_hall)
    assert not page.soup.select("[name=certificate_share], [name=admission], [name=answer_hours]")
    partner.submit(page, "/workshops", status=422, title="")
    answer = partner.submit(page, "/workshops", title="Feira da primavera", kind="fair")
    workshop = db.session.query(Workshop).filter_by(title="Feira da primavera").one()
    address = f"/workshops/{workshop.id}"
    assert (workshop.is_from_partner, workshop.created_by) == (True, cast.partner_technician.id)
    partner.follow(answer)
    partner.post(f"{address}/sessions", when(yesterday()))
    partner.post(f"{address}/opening")
    heads = f"/workshops/sessions/{first_session(workshop).id}/heads"
    assert partner.get(address).soup.select_one(f'a[href="{heads}"]')
    partner.submit(partner.get(heads), heads, volunteers="5", others="37")
    assert first_session(workshop).heads_by == cast.partner_technician.id

    coordinator = client_for(cast.coordinator)
    row = coordinator.get("/workshops?entered_by=partner").soup.select_one("#series tbody tr")
    assert row is not None
    assert "Partner Technician" in row.text
    assert "Feira da" not in coordinator.get("/workshops?entered_by=office").text
    shown = coordinator.get(address)
    assert "42" in shown.text
    assert "Partner Technician" in shown.text
    coordinator.submit(coordinator.get(heads), heads, others="40")
    year = coordinator.get(f"/statistics/workshops?year={yesterday().year}&period=year")
    assert "Feira da primavera" in year.text


def test_of_another_organisations_series_a_partner_sees_what_anybody_sees(
    cast: Cast, partner: PageClient, association: UUID
) -> None:
    with writing():
        workshop = make_workshop(
            cast.facilitator.actor, organisation_id=association, kind="fair", sessions=[yesterday(), MONDAY]
        )
    address, session = f"/workshops/{workshop.id}", first_session(workshop)
    heads = f"/workshops/sessions/{session.id}/heads"
    page = partner.get(address)
    assert not page.soup.select(f'main form, main a[href="{heads}"], main a[href$="/edit"]')
    for each in PLANNING:
        partner.get(f"{address}/{each}", status=403)
    for each in ("edit", "opening", "start", "end", "cancellation", "sessions", "copy", "texts/uk"):
        partner.post(f"{address}/{each}", {"reason": "weather"}, status=403)
    for each in ("edit", "cancellation", "restoration", "heads"):
        partner.post(f"/workshops/sessions/{session.id}/{each}", {"reason": "weather"}, status=403)
    partner.get(heads, status=403)
    assert (fresh(workshop.id).version, first_session(workshop).state) == (1, "planned")
    assert not db.session.query(Headcount).count()


def test_nobody_enters_a_series_in_the_name_of_another_organisation(
    cast: Cast, partner: PageClient, association: UUID
) -> None:
    page = partner.get("/workshops/new")
    wrong = {"title": "Feira", "kind": "fair", "organisation_id": str(association)}
    partner.submit(page, "/workshops", status=422, **wrong)
    workshop = own(cast)
    address = f"/workshops/{workshop.id}/edit"
    partner.submit(partner.get(address), address, status=422, organisation_id=str(association))
    assert db.session.query(Workshop).count() == 1
    plan = Plan(kind="fair", title="Feira", organisation_id=association)
    actor = cast.partner_technician.actor
    with pytest.raises(Forbidden):
        create_workshop(actor, workshop_id=new_id(), municipality_id=cast.here, plan=plan)
    with pytest.raises(Forbidden):
        edit_workshop(actor, workshop=fresh(workshop.id), version=1, plan=plan)


def test_people_papers_and_money_stay_with_the_office(cast: Cast, partner: PageClient) -> None:
    workshop = own(cast, kind="senior_course", sessions=[yesterday()])
    page = partner.get(f"/workshops/{workshop.id}")
    links = [str(each["href"]) for each in page.soup.select("main a[href]")]
    session = first_session(workshop)
    for each in OF_PEOPLE:
        assert f"/workshops/{workshop.id}/{each}" not in links
        partner.get(f"/workshops/{workshop.id}/{each}", status=403)
    for each in ("attendance", "record", "walk-ins/new", "sheet.pdf"):
        assert f"/workshops/sessions/{session.id}/{each}" not in links
        partner.get(f"/workshops/sessions/{session.id}/{each}", status=403)
    partner.get("/proposals", status=403)
    assert not partner.get("/workshops").soup.select("main a[href='/proposals']")


def test_what_the_office_decided_about_places_and_papers_stays(cast: Cast, partner: PageClient) -> None:
    with writing():
        workshop = make_workshop(
            cast.facilitator.actor, admission="on_request", answer_hours=12, certificate_share=55
        )
    address = f"/workshops/{workshop.id}/edit"
    typed = {**partner.get(address).form(address), "title": "Outro nome"}
    partner.post(address, {**typed, "admission": "open", "certificate_share": "1", "answer_hours": "1"})
    changed = fresh(workshop.id)
    assert changed.title == "Outro nome"
    assert (changed.admission, changed.answer_hours, changed.certificate_share) == ("on_request", 12, 55)
    assert changed.leader_ids == [cast.facilitator.id], "who leads it already goes on leading"
    assert not changed.is_from_partner


def test_what_a_partner_cancels_takes_place_after_all(cast: Cast, partner: PageClient) -> None:
    workshop = own(cast, sessions=[MONDAY])
    session = f"/workshops/sessions/{first_session(workshop).id}"
    partner.submit(partner.get(f"{session}/cancellation"), f"{session}/cancellation", status=422)
    assert first_session(workshop).state == "planned"
    partner.follow(partner.post(f"{session}/cancellation", {"reason": "weather"}))
    assert first_session(workshop).is_cancelled
    partner.post(f"{session}/restoration")
    assert not first_session(workshop).is_cancelled


def test_a_series_with_people_is_cancelled_by_its_host(cast: Cast, partner: PageClient) -> None:
    """Whoever had a place is told as always; the partner learns nobody's name."""
    with making():
        workshop = make_workshop(cast.facilitator.actor, organisation_id=cast.town_hall, sessions=[MONDAY])
        make_enrolment(clerk(cast.here, cast.colleague.id), workshop)
    answer = partner.post(f"/workshops/{workshop.id}/cancellation", {"reason": "weather"})
    assert answer.location.endswith(f"/workshops/{workshop.id}")
    partner.follow(answer)
    assert fresh(workshop.id).state == "cancelled"
    assert db.session.query(Enrolment).one().state == "cancelled"


def test_two_who_count_at_once_lose_nothing(cast: Cast, partner: PageClient, client_for: ClientFor) -> None:
    workshop = own(cast, sessions=[yesterday()])
    heads = f"/workshops/sessions/{first_session(workshop).id}/heads"
    office = client_for(cast.coordinator)
    early = office.get(heads)
    partner.submit(partner.get(heads), heads, others="30")
    both = office.submit(early, heads, status=409, others="28")
    assert versions_on(both) == [("30", "28")]
    assert [each.count for each in db.session.query(Headcount)] == [30]
    office.submit(both, heads)
    db.session.rollback()
    assert [each.count for each in db.session.query(Headcount)] == [28]


def test_a_count_that_was_a_mistake_is_taken_back(cast: Cast, partner: PageClient) -> None:
    workshop = own(cast, sessions=[yesterday()])
    heads = f"/workshops/sessions/{first_session(workshop).id}/heads"
    partner.submit(partner.get(heads), heads, others="30")
    assert first_session(workshop).state == "held"
    partner.submit(partner.get(heads), heads, status=422, others="many")
    assert [each.count for each in db.session.query(Headcount)] == [30]
    partner.submit(partner.get(heads), heads, others="")
    assert first_session(workshop).state == "planned"
    assert not db.session.query(Headcount).count()


@pytest.mark.clock("2026-03-12T09:00:00+00:00")
def test_the_day_of_a_partner_leads_to_the_counts(cast: Cast, partner: PageClient, association: UUID) -> None:
    today = clock.today(ZONE)
    workshop = own(cast, sessions=[yesterday(), today], title="Convívio", kind="social_gathering")
    missing, coming = list_sessions(cast.partner_technician.actor, workshop)
    with writing():
        of_others = [yesterday(), today]
        make_workshop(cast.facilitator.actor, organisation_id=association, sessions=of_others)
    page = partner.get("/")
    assert page.soup.select_one(f'#day a[href="/workshops/sessions/{coming.id}/heads"]')
    links = {str(each["href"]) for each in page.soup.select("#to-complete a[href]")}
    assert links == {f"/workshops/sessions/{missing.id}/heads"}
    heads = f"/workshops/sessions/{missing.id}/heads"
    partner.submit(partner.get(heads), heads, others="12")
    assert not partner.get("/").soup.select("#to-complete")


def test_elsewhere_a_partner_finds_nothing(cast: Cast, partner: PageClient) -> None:
    with writing():
        workshop = make_workshop(cast.stranger.actor, sessions=[yesterday()])
    partner.get(f"/workshops/{workshop.id}/edit", status=404)
    partner.post(f"/workshops/{workshop.id}/opening", status=404)
    partner.get(f"/workshops/sessions/{first_session(workshop).id}/heads", status=404)


def test_the_copy_of_a_partner_is_its_own_draft(cast: Cast) -> None:
    actor = cast.partner_technician.actor
    with writing():
        workshop = make_workshop(cast.facilitator.actor, organisation_id=cast.town_hall, sessions=[MONDAY])
        copy = duplicate_workshop(
            actor, workshop=workshop, workshop_id=new_id(), title="Outra vez", start=date(2027, 9, 1)
        )
    assert (copy.state, copy.is_from_partner, copy.organisation_id) == ("draft", True, cast.town_hall)
