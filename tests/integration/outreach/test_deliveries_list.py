"""What needs somebody is found, by whoever may read it and nobody else."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.permission import Permission
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.queries import to_attend
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import counted
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import a_record
from tests.factories.outreach_registrations import enter, make_table
from tests.tablet import Tablet

Work = Callable[[], int]
ClientFor = Callable[[Person | None], PageClient]
ROSA = [("name", "Rosa Inventada"), ("language", "pt")]


@pytest.fixture
def client(client_for: ClientFor, cast: Cast) -> PageClient:
    return client_for(cast.facilitator)


def address(record_id: UUID, *more: str) -> str:
    return "/".join((f"/outreach/records/{record_id}", *more))


def arrived(tablet: Tablet, work: Work, *pairs: tuple[str, str]) -> UUID:
    record_id = tablet.write([*pairs])
    tablet.send()
    work()
    return record_id


def found_reason(record_id: UUID) -> str:
    db.session.rollback()
    return db.session.get_one(FieldRecord, record_id).reason


def test_it_is_found_by_the_slip_in_the_persons_hand(client: PageClient, tablet: Tablet, work: Work) -> None:
    record_id = arrived(tablet, work, *ROSA, ("slip", "41"))
    other = arrived(tablet, work, ("name", ""), ("language", "pt"), ("slip", "42"))
    page = client.get("/outreach/attention?slip=041")
    assert address(record_id) in page.html
    assert address(other) not in page.html


def test_the_list_shows_what_waits_and_narrows(
    client: PageClient, tablet: Tablet, work: Work, table: Session
) -> None:
    done = arrived(tablet, work, *ROSA)
    open_ = arrived(tablet, work, ("name", ""), ("language", "pt"))
    for query, ids in (
        ("", {open_}),
        ("?state=registered", {done}),
        ("?reason=invalid", {open_}),
        ("?reason=failed", set()),
        (f"?session={table.id}", {open_}),
    ):
        page = client.get(f"/outreach/attention{query}")
        assert {each for each in (done, open_) if address(each) in page.html} == ids, query
    client.get("/outreach/attention?state=nonsense", status=422)


def test_of_a_session_where_all_is_done_nothing_is_left(
    client: PageClient, cast: Cast, table: Session
) -> None:
    page = client.get(f"/outreach/attention?session={table.id}")
    assert table.workshop.title in page.text
    client.get(f"/outreach/attention?session={new_id()}", status=422)


def test_the_front_page_says_that_something_waits(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast
) -> None:
    arrived(tablet, work, ("name", ""), ("language", "pt"))
    assert db.session.scalar(to_attend(cast.facilitator.actor)) == 1
    assert "/outreach/attention" in client.get("/").html


def test_whoever_registers_nobody_reads_nothing(
    client_for: ClientFor, tablet: Tablet, work: Work, cast: Cast
) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"), ("contact", "912 345 678"))
    client_for(cast.stranger).get(address(record_id), status=404)
    for person in (cast.observer, cast.partner_technician, cast.administrator):
        assert not person.actor.may(Permission.OUTREACH_REGISTER)
        client_for(person).get(address(record_id), status=403)


def test_whoever_reads_it_is_written_down(client: PageClient, tablet: Tablet, work: Work, cast: Cast) -> None:
    record_id = arrived(tablet, work, ("name", ""), ("language", "pt"))
    client.get(address(record_id))
    db.session.rollback()
    read = select(AuditEntry.actor_id).where(
        AuditEntry.action == "outreach_record.read", AuditEntry.subject_id == record_id
    )
    assert db.session.scalars(read).all() == [cast.facilitator.id]


def test_nobody_is_found_who_is_protected(
    client: PageClient, tablet: Tablet, work: Work, cast: Cast, table: Session
) -> None:
    """The slip was hers; the page neither names nor links her."""
    with making():
        staff = clerk(cast.here, cast.coordinator.id)
        known = enter(staff, table, name="Ermelinda Guardada", slip="7")
        seal(staff, participant=known.participant, reason=SEAL_REASONS[0])
    record_id = arrived(tablet, work, ("name", "Ermelinda Guardada"), ("language", "pt"), ("slip", "7"))
    assert found_reason(record_id) == "same_slip", "as for any other name"
    page = client.get(address(record_id))
    assert str(known.participant.id) not in page.html
    assert "Ermelinda" not in page.text


def test_the_list_costs_the_same_however_much_waits(client: PageClient, cast: Cast, table: Session) -> None:
    costs = []
    for more in (3, 12):
        with making():
            staff = clerk(cast.here, cast.facilitator.id)
            for _ in range(more):
                a_record(staff, table)
            a_record(staff, make_table(staff))
        with counted() as queries:
            client.get("/outreach/attention")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
