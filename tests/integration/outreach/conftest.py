"""What the tests of outreach share: who registers, and a session."""

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import make_table


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody of the office who may do everything."""
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def registrar(cast: Cast) -> Actor:
    """Whoever sits at the table."""
    return cast.registrar.actor


@pytest.fixture
def session(cast: Cast) -> Session:
    """An information session of today, to which as many as like may come."""
    with making():
        return make_table(cast.facilitator.actor)


def session_of(workshop: Workshop) -> Session:
    """The first session of a series."""
    query = select(Session).where(Session.workshop_id == workshop.id).order_by(Session.on, Session.id)
    return db.session.scalars(query).all()[0]
