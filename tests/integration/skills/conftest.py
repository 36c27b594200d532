"""Lists and people that the tests of skills share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from flask import g
from sqlalchemy import event

from app.core import clock
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.people.models import Consent, Participant
from app.skills.loader import id_of
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.entries import answer_card
from app.skills.operations.inventories import save_inventory, start_inventory
from tests.cast import Cast
from tests.client import PageClient

MakeList = Callable[..., Inventory]
MakePerson = Callable[..., Participant]


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(*execution: Any) -> None:
        sent.append(str(execution[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


OLDER, CHILD = "care-older-person", "care-child"


@pytest.fixture
def in_request(app: Autonomus) -> Iterator[None]:
    """Inside a request, for services that leave notes for afterwards."""
    with app.test_request_context("/", headers={"Host": "localhost"}):
        g.notes = []
        yield


@pytest.fixture
def make_list(cast: Cast) -> MakeList:
    """A committed list with answers by competence key; `saved` under its code."""

    def make(
        *keys: str,
        saved: bool = True,
        language: str = "pt",
        participant: Participant | None = None,
        frequency: str = "often",
        context: str = "care",
    ) -> Inventory:
        actor = cast.facilitator.actor
        inventory = start_inventory(
            actor,
            municipality_id=cast.here,
            language=language,
            origin="desk" if participant else "kiosk",
            participant_id=participant.id if participant else None,
        )
        for key in keys:
            answer_card(
                actor, inventory=inventory, competence_id=id_of(key), context=context, frequency=frequency
            )
        if saved and participant is None:
            save_inventory(actor, inventory=inventory)
        db.session.commit()
        return inventory

    return make


@pytest.fixture
def make_person(cast: Cast) -> MakePerson:
    """A committed participant, with the consent to be matched unless `consent` says otherwise."""

    def make(
        name: str = "Ana Invenção",
        *,
        parish_id: UUID | None = None,
        consent: bool = True,
        sealed: bool = False,
        where: UUID | None = None,
    ) -> Participant:
        person = Participant(
            id=new_id(),
            municipality_id=where or cast.here,
            name=name,
            sort_key=name.casefold(),
            parish_id=parish_id,
            last_activity_on=clock.now().date(),
            sealed_at=clock.now() if sealed else None,
        )
        db.session.add(person)
        db.session.flush()
        if consent:
            db.session.add(
                Consent(
                    id=new_id(),
                    municipality_id=person.municipality_id,
                    participant_id=person.id,
                    purpose="matching",
                    wording="1",
                    language="pt",
                    given_how="paper",
                    given_at=clock.now(),
                )
            )
        db.session.commit()
        return person

    return make


@pytest.fixture
def desk(client_for: Callable[..., PageClient], cast: Cast) -> PageClient:
    return client_for(cast.facilitator)


@pytest.fixture
def list_of_person(make_list: MakeList, make_person: MakePerson) -> Inventory:
    return make_list(OLDER, CHILD, language="uk", participant=make_person())


def entry_fields(entry: InventoryEntry, **values: str) -> dict[str, Any]:
    """What a form sends of one row."""
    return {f"e{entry.id.hex}-{name}": value for name, value in values.items()}


def fresh(inventory: Inventory) -> Inventory:
    db.session.expire_all()
    return db.session.get_one(Inventory, inventory.id)
