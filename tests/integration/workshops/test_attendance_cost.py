"""Pages of attendance ask the database as often for a thousand people and sessions as for ten."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from sqlalchemy import event, insert, select

from app.core import clock
from app.core.db import Base, db, new_id
from app.core.unit_of_work import writing
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.operations.attendance import NOTHING, Change, note_attendance
from app.workshops.attendance.queries import attendance as reads
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.slips import token_of
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost, counted
from tests.crawl import fetch
from tests.factories.attendance import PRESENT, make_running, note, sessions_of
from tests.factories.enrolments import enrol_many
from tests.factories.one_of_each import making
from tests.factories.workshops import ZONE

ClientFor = Callable[[Person | None], PageClient]
MORE_PEOPLE, MORE_SESSIONS, MORE_NOTED = 990, 990, 1_990
OF_A_SERIES = {"attendance", "enrolment", "participant", "session", "workshop"}


def plan_many(cast: Cast, like: Session, count: int) -> None:
    """So many more sessions of another series, all of them in the past."""
    with making():
        other, _places = make_running(cast.facilitator.actor, "Bento", title="Outra", days=[like.on])
        rows = [
            {
                "id": new_id(),
                "municipality_id": cast.here,
                "workshop_id": other.id,
                "on": like.on - timedelta(days=number),
                "starts": like.starts,
                "ends": like.ends,
                "zone": like.zone,
                "state": "held",
            }
            for number in range(count)
        ]
        db.session.execute(insert(Session), rows)


def test_pages_cost_the_same_with_a_thousand_rows(cast: Cast, client_for: ClientFor) -> None:
    actor = cast.facilitator.actor
    card = catalogue().cards("work")[0]
    with making():
        workshop, places = make_running(actor, *"abcdefghij", competence_ids=[card.id])
        session = sessions_of(actor, workshop)[0]
        for place in places[:5]:
            note(actor, session, place)
    urls = [
        f"/workshops/sessions/{session.id}/attendance",
        f"/workshops/sessions/{session.id}/record",
        f"/workshops/{workshop.id}/attendance",
        f"/workshops/{workshop.id}/completion",
        f"/learning?workshop={workshop.id}",
        "/learning",
    ]
    client = client_for(cast.facilitator)
    few = {url: cost(client, url) for url in urls}
    enrol_many(actor, workshop, MORE_PEOPLE)
    plan_many(cast, session, MORE_SESSIONS)
    many = {url: cost(client, url) for url in urls}
    assert many == few
    assert max(many.values()) <= AT_MOST


def test_a_table_is_saved_with_as_many_reads_for_forty_as_for_five(cast: Cast) -> None:
    actor = cast.facilitator.actor
    card = catalogue().cards("work")[0]
    reading: list[int] = []
    for size in (5, 40):
        with making():
            workshop, places = make_running(
                actor, *(f"Pessoa {at}" for at in range(size)), competence_ids=[card.id]
            )
            session = sessions_of(actor, workshop)[0]
            changes = [Change(session.id, place.id, NOTHING, PRESENT) for place in places]
        with making(), counted() as statements:
            note_attendance(actor, workshop=workshop, changes=changes)
            db.session.flush()
        reading.append(sum("SELECT" in each[:10] for each in statements))
    assert reading[0] == reading[1]
    assert len(reads.list_to_fill_in(actor)) == 2


def test_a_check_in_reads_the_same_with_two_thousand_noted_as_with_ten(
    cast: Cast, client_for: ClientFor
) -> None:
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, *"abcdefghijkl", days=[clock.today(ZONE)])
        session = sessions_of(actor, workshop)[0]
        for place in places[:10]:
            note(actor, session, place)
    client = client_for(cast.registrar)
    with loaded() as few:
        check_in(client, session, places[10])
    enrol_many(actor, workshop, MORE_NOTED)
    note_many(session, {place.id for place in places})
    with loaded() as many:
        check_in(client, session, places[11])
    assert many == few


def check_in(client: PageClient, session: Session, place: Enrolment) -> None:
    slip = f"/attendance/slips/{token_of(place.id)}"
    sent = {"csrf_token": client.token(), "session_id": str(session.id), "state": "present"}
    assert fetch(client, "GET", slip).status_code == 200
    assert fetch(client, "POST", slip, data=sent).status_code == 303
    assert fetch(client, "GET", slip).status_code == 200


def note_many(session: Session, without: set[UUID]) -> None:
    """Everybody else in the session, as bare rows."""
    enrolled = select(Enrolment.id, Enrolment.municipality_id)
    with writing():
        rows = [
            {"session_id": session.id, "enrolment_id": each.id, "municipality_id": each.municipality_id}
            for each in db.session.execute(enrolled.where(Enrolment.workshop_id == session.workshop_id))
            if each.id not in without
        ]
        noted = {"state": "present", "minutes": 60, "noted_how": "table", "noted_at": clock.now()}
        db.session.execute(insert(Attendance), [row | noted for row in rows])


@contextmanager
def loaded() -> Iterator[list[str]]:
    """What of a series is read meanwhile, row by row: the names of the tables.

    Who is signed in is looked up anew once a minute, and counts to no page.
    """
    rows: list[str] = []

    def note_row(row: Base, _context: object) -> None:
        if row.__tablename__ in OF_A_SERIES:
            rows.append(row.__tablename__)

    event.listen(Base, "load", note_row, propagate=True)
    try:
        yield rows
    finally:
        event.remove(Base, "load", note_row)
