"""A registration that arrives again is the same person, however often, late and mixed it comes."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.registrations.identity import person_of
from app.outreach.registrations.models import Registration
from app.outreach.registrations.operations import SaidOtherwise, WasErased
from app.outreach.registrations.told import Answer, Told
from app.people.facts.models import Fact
from app.people.models import Consent, ContactPoint, Participant
from app.people.operations.erasing import erase
from app.people.operations.unverified import Act, verify
from app.people.purposes import purposes
from app.skills import snapshot
from app.skills.models.inventory import Inventory, InventoryEntry
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import enter
from tests.factories.workshops import ZONE

TABLES = (
    *(Registration, Participant, ContactPoint, Fact, Consent),
    *(Inventory, InventoryEntry, Enrolment, Attendance),
)


def counts() -> list[int]:
    return [db.session.scalar(select(func.count()).select_from(each)) or 0 for each in TABLES]


def everything_said(slip: str = "") -> dict[str, object]:
    version = purposes()["matching"].version
    return {
        "contact": "912 345 678",
        "born": "1984-03-12",
        "work": "caring",
        "interests": ("job",),
        "competences": tuple(list(snapshot.current().keys)[:3]),
        "consents": (Answer(purpose="matching", is_given=True, wording=version),),
        "slip": slip,
    }


def test_the_same_again_is_the_same_person_and_doubles_nothing(registrar: Actor, table: Session) -> None:
    sent = {"registration_id": new_id(), **everything_said("4")}
    with making():
        first = enter(registrar, table, **sent)  # type: ignore[arg-type]
    before = counts()
    with making():
        again = enter(registrar, table, **sent)  # type: ignore[arg-type]
    assert (first.is_new, again.is_new) == (True, False)
    assert again.participant.id == first.participant.id
    assert again.enrolment is not None
    assert first.enrolment is not None
    assert again.enrolment.id == first.enrolment.id
    assert counts() == before


def test_something_else_under_the_same_id_changes_nothing_and_says_so(
    registrar: Actor, table: Session
) -> None:
    registration_id = new_id()
    with making():
        enter(registrar, table, registration_id=registration_id, name="Ana Feitosa")
    before = counts()
    with pytest.raises(SaidOtherwise), making():
        enter(registrar, table, registration_id=registration_id, name="Bento Outro")
    with pytest.raises(SaidOtherwise), making():
        enter(registrar, None, registration_id=registration_id, name="Ana Feitosa")
    assert counts() == before


def test_what_happened_to_the_person_since_is_not_undone_by_a_late_copy(
    cast: Cast, registrar: Actor, table: Session
) -> None:
    registration_id = new_id()
    with making():
        person = enter(registrar, table, registration_id=registration_id).participant
        verify(cast.coordinator.actor, participant=person, act=Act(new_id(), clock.now()))
        person.name = "Ana Feitosa Lima"
    with making():
        again = enter(registrar, table, registration_id=registration_id)
    assert (again.participant.name, again.participant.is_unverified) == ("Ana Feitosa Lima", False)


def test_nobody_who_was_erased_comes_back_by_a_late_copy(
    cast: Cast, registrar: Actor, table: Session
) -> None:
    registration_id = new_id()
    with making():
        person = enter(registrar, table, registration_id=registration_id).participant
    with making():
        erase(cast.coordinator.actor, participant=person, reason="asked_by_person")
    with pytest.raises(WasErased), making():
        enter(registrar, table, registration_id=registration_id)
    assert db.session.get(Participant, person_of(registration_id)) is None


def test_the_mark_of_what_was_said_neither_tells_it_nor_moves_with_its_order() -> None:
    one, other = Told(name="Ana", born="1984"), Told(born="1984", name="Ana")
    assert asked(one) == asked(other)


def asked(told: Told) -> dict[str, object]:
    return {name: getattr(told, name) for name in told.__dataclass_fields__}


SPACE = UUID("018f6f2e-7a77-7cc0-8a55-2f1b8a2f0000")
arrivals = st.lists(st.integers(min_value=0, max_value=4), min_size=1, max_size=12)


@given(arrivals)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_and_however_often_they_arrive_each_is_one_person(
    registrar: Actor, table: Session, arriving: Sequence[int]
) -> None:
    """`arriving` are registrations by number; in every example they are others."""
    world = new_id()
    before = counts()
    first: dict[int, UUID] = {}
    for number in arriving:
        sent = uuid5(SPACE, f"{world} {number}")
        day = clock.today(ZONE) - timedelta(days=len(first))
        with making():
            found = enter(
                registrar, table, registration_id=sent, name=f"Pessoa {world} {number}", captured_on=day
            )
        assert found.is_new is (number not in first)
        assert first.setdefault(number, found.participant.id) == found.participant.id
    after = counts()
    made = len(set(arriving))
    grown = dict(zip(TABLES, (now - then for then, now in zip(before, after, strict=True)), strict=True))
    assert grown[Registration] == grown[Participant] == grown[Enrolment] == grown[Attendance] == made
