"""People, lists and codes that the tests of office share."""

from collections.abc import Callable
from typing import Any

import pytest

from app.core.db import new_id
from app.people.models import Participant
from app.people.operations.consents import give_consent
from app.people.operations.records import create_participant
from app.people.operations.sealing import seal
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from app.skills.operations.inventories import code_of
from tests.cast import Cast
from tests.client import PageClient
from tests.factories.one_of_each import clerk, list_of, making, saved_list

ClientFor = Callable[..., PageClient]
Register = Callable[..., Participant]
MakeList = Callable[..., Inventory]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client_for: ClientFor, cast: Cast) -> PageClient:
    """The facilitator's browser."""
    return client_for(cast.facilitator)


@pytest.fixture
def register(cast: Cast) -> Register:
    """Register somebody; `agrees` to be matched, `sealed` by the coordinator."""

    def make(
        name: str = "Maria da Silva", *, agrees: bool = False, sealed: bool = False, **details: Any
    ) -> Participant:
        actor = clerk(cast.here, cast.colleague.id)
        with making():
            person = create_participant(
                actor, participant_id=new_id(), municipality_id=cast.here, name=name, **details
            )
            if agrees:
                give_consent(
                    actor,
                    consent_id=new_id(),
                    participant=person,
                    purpose="matching",
                    language="pt",
                    given_how="spoken",
                )
            if sealed:
                seal(actor, participant=person, reason="risk_to_person")
        return person

    return make


@pytest.fixture
def waiting(cast: Cast) -> Callable[[], tuple[Inventory, ClaimCode]]:
    """A list that waits at the desk, and its code."""

    def make() -> tuple[Inventory, ClaimCode]:
        with making():
            inventory = saved_list(clerk(cast.here, cast.colleague.id))
        return inventory, code_of(inventory)

    return make


@pytest.fixture
def make_list(cast: Cast) -> MakeList:
    """A list in a person's record."""

    def make(person: Participant) -> Inventory:
        with making():
            return list_of(clerk(cast.here, cast.colleague.id), participant_id=person.id)

    return make


def typed(code: ClaimCode, **changes: str) -> dict[str, str]:
    """A code as the desk types it."""
    return {"digits": code.grouped, "first": code.pictures[0][1], "second": code.pictures[1][1], **changes}
