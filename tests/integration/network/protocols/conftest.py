"""Protocols between the town hall and an association, for every test about them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from app.core import clock
from app.core.db import db
from app.core.unit_of_work import writing
from app.network.protocols.models import Protocol
from app.network.protocols.queries.protocols import get_protocol
from tests.cast import Cast
from tests.factories.protocols import a_draft, a_protocol, an_association

Make = Callable[..., Protocol]


@pytest.fixture
def association(cast: Cast) -> UUID:
    with writing():
        return an_association(cast.coordinator.actor)


@pytest.fixture
def sides(cast: Cast, association: UUID) -> list[UUID]:
    return [cast.town_hall, association]


@pytest.fixture
def today() -> date:
    return clock.today("Europe/Lisbon")


@pytest.fixture
def protocol(cast: Cast, sides: list[UUID], today: date) -> Protocol:
    """Signed, looked after by the coordinator, with its last day in a month."""
    with writing():
        return a_protocol(
            cast.coordinator.actor,
            sides,
            ends_on=today + timedelta(days=30),
            owner_id=cast.coordinator.id,
        )


@pytest.fixture
def draft(cast: Cast, association: UUID) -> Make:
    def make(**values: Any) -> Protocol:
        with writing():
            made = a_draft(cast.coordinator.actor, [cast.town_hall, association], **values)
        return fresh(cast, made.id)

    return make


@pytest.fixture
def signed(cast: Cast, association: UUID) -> Make:
    def make(**values: Any) -> Protocol:
        with writing():
            made = a_protocol(cast.coordinator.actor, [cast.town_hall, association], **values)
        return fresh(cast, made.id)

    return make


def fresh(cast: Cast, protocol_id: UUID) -> Protocol:
    db.session.expire_all()
    return get_protocol(cast.coordinator.actor, protocol_id)


def url(protocol: Protocol | UUID, rest: str = "") -> str:
    return f"/protocols/{protocol if isinstance(protocol, UUID) else protocol.id}{rest}"
