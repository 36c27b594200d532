"""Whoever comes without having enrolled: first it is seen who it could be."""

from collections.abc import Callable

from sqlalchemy import func, select

from app.core.db import db
from app.people.models import Participant
from app.workshops.attendance.queries import attendance as reads
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, sessions_of
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]


def test_a_name_that_is_known_is_asked_about_before_anybody_is_registered_twice(
    cast: Cast, client_for: ClientFor
) -> None:
    actor, client = cast.facilitator.actor, client_for(cast.facilitator)
    with making():
        workshop, _places = make_running(actor, "Ana")
        known = make_person(actor, "Zulmira Conhecida")
    session = sessions_of(actor, workshop)[0]
    url = f"/workshops/sessions/{session.id}/newcomers"
    page = client.get(url.replace("newcomers", "walk-ins/new"))
    asked = client.submit(page, url, status=200, name="Zulmira Conhecida")
    assert "Talvez já se conheça esta pessoa" in asked.text
    assert "mesmo nome" in asked.text
    people = select(func.count()).where(Participant.name == "Zulmira Conhecida")
    assert db.session.scalar(people) == 1
    client.submit(asked, url.replace("newcomers", "walk-ins"), participant_id=str(known.id))
    assert "Zulmira Conhecida" in [row.name for row in reads.list_attenders(actor, workshop)]
    client.submit(asked, url, decision="new")
    assert db.session.scalar(people) == 2
