"""What somebody says at a session is what the programme then knows of them: nothing more, nothing less."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.outreach.registrations.models import Registration
from app.outreach.registrations.operations import Registered
from app.people.facts.held import held_on, keys, value
from app.people.facts.queries import list_facts
from app.people.models import ContactPoint, Participant
from app.skills.models.inventory import Inventory
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter, make_table
from tests.factories.workshops import ZONE


@pytest.fixture
def registrar(cast: Cast) -> Actor:
    return cast.registrar.actor


@pytest.fixture
def session(cast: Cast) -> Session:
    with making():
        return make_table(cast.facilitator.actor)


def given(actor: Actor, session: Session | None, **told: Any) -> Registered:
    with making():
        return enter(actor, session, **told)


def fact(person: Participant, kind: str) -> str:
    return value(held_on(list_facts(person.id), clock.today(ZONE)), kind)


def test_whoever_says_only_a_name_is_registered_to_be_seen_to_later(
    registrar: Actor, session: Session
) -> None:
    found = given(registrar, session, name="Só Nome")
    assert found.is_new
    assert not found.is_sure
    person = found.participant
    assert (person.name, person.is_unverified, person.birth_year) == ("Só Nome", True, None)
    assert person.created_by == registrar.id
    count = select(func.count())
    assert db.session.scalar(count.select_from(ContactPoint)) == 0
    assert db.session.scalar(count.select_from(Inventory).where(Inventory.participant_id == person.id)) == 0


def test_each_answer_lands_where_it_is_looked_for(cast: Cast, registrar: Actor, session: Session) -> None:
    found = given(
        registrar,
        session,
        contact="912 345 678",
        born="1984-03",
        parish_id=cast.parish,
        language="uk",
        work="unregistered",
        groups=("migrant", "disability"),
        interests=("job", "portuguese"),
        competences=("cook-meals-for-a-family",) if False else (),
        representative="",
        slip="7",
        wants_call=True,
    )
    person = found.participant
    assert (person.birth_year, person.language, person.parish_id) == (1984, "uk", cast.parish)
    assert [point.key for point in person.contact_points] == ["+351912345678"]
    held = held_on(list_facts(person.id), clock.today(ZONE))
    assert value(held, "born") == "1984-03"
    assert value(held, "work") == "unregistered"
    assert keys(held, "group") == ["disability", "migrant"]
    assert keys(held, "interest") == ["job", "portuguese"]
    kept = db.session.scalars(select(Registration)).one()
    assert (kept.slip, kept.wants_call, kept.origin, kept.session_id) == ("7", True, "tablet", session.id)
    assert kept.participant_id == person.id
