"""People for the tests of people."""

from collections.abc import Callable
from typing import Any

import pytest

from app.core.db import new_id
from app.core.unit_of_work import writing
from app.people.models import Participant
from app.people.operations import sealing
from app.people.operations.contacts import add_contact
from app.people.operations.records import create_participant
from tests.cast import Cast, Person

Register = Callable[..., Participant]


@pytest.fixture
def register(cast: Cast) -> Register:
    """Register somebody, by the facilitator here unless told otherwise."""

    def make(name: str = "Maria da Silva", *, by: Person = cast.facilitator, **options: Any) -> Participant:
        phone = options.pop("phone", "")
        where = options.pop("municipality_id", cast.here)
        with writing():
            person = create_participant(
                by.actor, participant_id=new_id(), name=name, municipality_id=where, **options
            )
            if phone:
                add_contact(by.actor, contact_id=new_id(), participant=person, kind="phone", value=phone)
        return person

    return make


@pytest.fixture
def seal(cast: Cast) -> Callable[[Participant], None]:
    """Seal somebody, by the coordinator here."""

    def make(person: Participant) -> None:
        with writing():
            sealing.seal(cast.coordinator.actor, participant=person, reason="risk_to_person")

    return make
