"""Pages of attendance ask the database as often for a thousand people and sessions as for ten."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import insert

from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.skills.queries import catalogue
from app.workshops.models import Enrolment, Session, Workshop
from app.workshops.queries import attendance as reads
from app.workshops.services.attendance import NOTHING, Change, note_attendance
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost, counted
from tests.factories.attendance import PRESENT, make_running, note, sessions_of
from tests.factories.enrolments import rows_of_people
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]
MORE_PEOPLE, MORE_SESSIONS = 990, 990


def enrol_many(cast: Cast, workshop: Workshop, count: int) -> None:
    """So many more people in the series, as bare rows."""
    people = rows_of_people(cast.facilitator.actor, count)
    before = clock.now() - timedelta(days=40)
    places = [
        {
            "id": new_id(),
            "municipality_id": cast.here,
            "workshop_id": workshop.id,
            "participant_id": person["id"],
            "queue_number": 100 + number,
            "state": "confirmed",
            "made_at": "desk",
            "created_at": before,
        }
        for number, person in enumerate(people)
    ]
    with writing():
        db.session.execute(insert(Participant), [{**each, "municipality_id": cast.here} for each in people])
        db.session.execute(insert(Enrolment), places)


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
    enrol_many(cast, workshop, MORE_PEOPLE)
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
