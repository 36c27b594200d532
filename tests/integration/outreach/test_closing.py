"""After a session: who was reached and what they asked for, whom to call back, what is still open."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from bs4 import Tag
from sqlalchemy import select

from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.disclosure import BASE
from app.core.unit_of_work import writing
from app.outreach.closing.operations import note_calls
from app.outreach.closing.queries import calls_to_make, entered_in
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.papers.models import Slip
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.workshops.attendance.operations.headcounts import count_heads
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.counting import AT_MOST, cost
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter, make_table
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
JOB, TRAINING = "job", "training"


@pytest.fixture
def session(cast: Cast) -> Session:
    """A hall of one parish where six people were registered, three of whom live there; one wants a call."""
    actor = cast.facilitator.actor
    with making():
        wished = make_workshop(actor, title="Ateliê de costura", sessions=1, state="open", capacity=20)
        table = make_table(actor, state="open")
        table.parish_id = cast.other_parish
        for number in range(6):
            enter(
                actor,
                table,
                name=f"Pessoa {'ABCDEF'[number]}elvira Quadros",
                contact=f"91234567{number}",
                born="1960",
                groups=("migrant",) if number < 2 else (),
                parish_id=cast.parish if number < 3 else None,
                interests=(JOB, TRAINING) if number < 4 else (),
                wishes=(wished.id,) if number < 5 else (),
                wants_call=number == 0,
                slip=str(number + 1),
            )
        count_heads(actor, session=table, version=table.version, heads={"": 7})
    return table


def said(tag: Tag | None) -> str:
    assert tag is not None
    return tag.get_text(strip=True)


def told(page: Page) -> dict[str, dict[str, str]]:
    """Every table of the figures: what stands in each line."""
    found = {}
    for table in page.soup.select(".report-tables table"):
        lines = table.select("tbody tr")
        found[said(table.caption)] = {said(line.th): said(line.td) for line in lines}
    return found


def test_whoever_may_read_exact_numbers_reads_who_was_reached_and_that_is_kept(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    address = f"/outreach/sessions/{session.id}/closing"
    page = client_for(cast.coordinator).get(address)
    numbers = {number for lines in told(page).values() for number in lines.values()}
    tables = list(told(page).values())
    assert tables[0] == dict(zip(tables[0], ("6", "7"), strict=True))
    parishes = [lines for lines in tables if set(lines.values()) == {"3"}]
    assert parishes, "three live in the parish, of three it is not known"
    assert any(list(lines.values()) == ["6"] for lines in tables), "all were reached in the hall's parish"
    assert any(list(lines.values()) == ["4", "4"] for lines in tables), "what they asked for"
    assert any(lines == {"Ateliê de costura": "5"} for lines in tables)
    assert "2" in numbers
    kept = select(AuditEntry).where(AuditEntry.action == "statistics.opened_exact")
    assert db.session.scalars(kept).one().actor_id == cast.coordinator.id
    paper = client_for(cast.coordinator).get(f"{address}/paper")
    assert told(paper) == told(page)


def test_others_read_rounded_numbers(cast: Cast, client_for: ClientFor, session: Session) -> None:
    page = client_for(cast.registrar).get(f"/outreach/sessions/{session.id}/closing")
    numbers = [number for lines in told(page).values() for number in lines.values() if number.isdecimal()]
    assert numbers
    assert all(int(number) % BASE == 0 for number in numbers)
    assert not db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "statistics.opened_exact")
    ).all()


def test_who_asked_for_a_call_is_called_and_that_is_taken_back(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    client, address = client_for(cast.registrar), f"/outreach/sessions/{session.id}/closing"
    page = client.get(address)
    assert "912345670" not in page.text
    opened = client.post(f"{address}/telephones", status=200)
    assert opened.soup.select_one("a[href='tel:+351912345670']")
    assert len(entries("participant.contacts_opened")) == 1
    (box,) = page.soup.select("#to-call [name=called]")
    assert db.session.scalar(calls_to_make(cast.registrar.actor)) == 1
    assert client.get("/").soup.select_one("a[href='/outreach/calls']")
    client.submit(page, f"{address}/calls", called=[str(box["value"])])
    assert db.session.scalar(calls_to_make(cast.registrar.actor)) == 0
    after = client.get(address)
    assert after.soup.select_one("#to-call [name=called][checked]")
    assert not client.get("/outreach/calls").soup.select("[name=called]")
    client.submit(after, f"{address}/calls", called=[])
    row = db.session.get_one(Registration, UUID(str(box["value"])), populate_existing=True)
    assert (row.called_at, row.called_by) == (None, None)
    assert [
        each.action for each in entries("outreach_registration.called", "outreach_registration.not_called")
    ]


def test_a_list_that_was_drawn_earlier_undoes_nobody_elses_note(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    client = client_for(cast.registrar)
    drawn = client.get("/outreach/calls")
    (box,) = drawn.soup.select("[name=called]")
    with writing():
        assert note_calls(cast.facilitator.actor, called={UUID(str(box["value"]))}, not_called=()) == 1
    client.submit(drawn, "/outreach/calls", called=[])
    row = db.session.get_one(Registration, UUID(str(box["value"])), populate_existing=True)
    assert row.called_by == cast.facilitator.id
    client.post("/outreach/calls", {"called": "nobody"}, status=404)


def test_the_telephone_of_somebody_protected_is_on_their_page_alone(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    with writing():
        person = db.session.scalars(select(Participant).where(Participant.name.contains("Aelvira"))).one()
        seal(cast.coordinator.actor, participant=person, reason=next(iter(SEAL_REASONS)))
    address = f"/outreach/sessions/{session.id}/closing"
    assert "Aelvira" not in client_for(cast.registrar).get(address).text
    opened = client_for(cast.coordinator).post(f"{address}/telephones", status=200)
    assert "Aelvira" in opened.text
    assert "912345670" not in opened.text


def test_the_paper_for_calling_has_only_who_waits(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    paper = client_for(cast.registrar).post("/outreach/calls/telephones", {"where": "paper"}, status=200)
    assert [each.get_text(strip=True) for each in paper.soup.select("tbody th")] == ["Pessoa Aelvira Quadros"]
    assert "912345670" in paper.text


def test_what_is_still_to_be_entered_and_slips_without_anybody_are_told(cast: Cast, session: Session) -> None:
    with writing():
        for number in (1, 2, 9):
            slip = {"id": new_id(), "municipality_id": cast.here, "session_id": session.id, "number": number}
            signs: dict[str, Any] = {"edition": "A1", "wishes": []}
            db.session.add(Slip(**slip, **signs, created_at=clock.now()))
        for state in (RecordState.WAITING, RecordState.ATTENTION, RecordState.DISMISSED):
            row = {"id": new_id(), "municipality_id": cast.here, "session_id": session.id, "origin": "tablet"}
            db.session.add(FieldRecord(**row, state=state.value, received_at=clock.now()))
    found = entered_in(session)
    assert (found.registered, found.waiting, found.attention, found.dismissed) == (6, 1, 1, 1)
    assert (found.slips, found.slips_used, found.slips_unused) == (3, 2, 1)


def test_nobody_else_reads_it(cast: Cast, client_for: ClientFor, session: Session) -> None:
    address = f"/outreach/sessions/{session.id}/closing"
    client_for(cast.stranger).get(address, status=404)
    client_for(cast.observer).get(address, status=403)
    client_for(cast.observer).get("/outreach/calls", status=403)


def test_the_pages_cost_the_same_with_more_people(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    urls = (f"/outreach/sessions/{session.id}/closing", "/outreach/calls")
    client = client_for(cast.registrar)
    few = {url: cost(client, url) for url in urls}
    with making():
        table = db.session.get_one(Session, session.id)
        for number in range(12):
            enter(
                cast.facilitator.actor,
                table,
                name=f"Odorico {chr(65 + number)}ernache",
                contact=f"96234567{number:02}"[:9],
                wants_call=True,
                interests=(JOB,),
            )
    assert {url: cost(client, url) for url in urls} == few
    assert max(few.values()) <= AT_MOST


def entries(*acts: str) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action.in_(acts))))


def test_the_report_of_the_series_tells_parishes_too(
    cast: Cast, client_for: ClientFor, session: Session
) -> None:
    workshop = db.session.get_one(Workshop, session.workshop_id)
    page = client_for(cast.observer).get(f"/statistics/workshops/{workshop.id}")
    found = told(page)
    by_place = [lines for title, lines in found.items() if "Freguesia" in title or "Parish" in title]
    assert len(by_place) >= 2, "where they were reached, with and without names"
    for lines in by_place:
        assert all(int(number) % BASE == 0 for number in lines.values() if number.isdecimal())
