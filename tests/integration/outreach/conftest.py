"""What the tests of registering share."""

import pytest

from app.core.actor import Actor
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import make_table


@pytest.fixture
def registrar(cast: Cast) -> Actor:
    """Whoever sits at the table."""
    return cast.registrar.actor


@pytest.fixture
def session(cast: Cast) -> Session:
    """An information session of today, to which as many as like may come."""
    with making():
        return make_table(cast.facilitator.actor)
