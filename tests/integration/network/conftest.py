"""Parties that most tests are about."""

from uuid import UUID

import pytest

from app.core.unit_of_work import writing
from tests.cast import Cast
from tests.factories.parties import a_body, an_organisation


@pytest.fixture
def association(cast: Cast) -> UUID:
    """A partner that works here."""
    with writing():
        return an_organisation(cast.coordinator.actor, "Associação Raízes de Sanfins").id


@pytest.fixture
def nucleus(cast: Cast) -> UUID:
    with writing():
        return a_body(cast.coordinator.actor).id
