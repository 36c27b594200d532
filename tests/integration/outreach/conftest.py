"""What the tests of outreach share."""

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody of the office who may do everything."""
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def session(staff: Actor, cast: Cast) -> Session:
    """A session of tomorrow."""
    with making():
        workshop = make_workshop(staff, title="Feira de Amieira", sessions=1, organisation_id=cast.town_hall)
    return session_of(workshop)


def session_of(workshop: Workshop) -> Session:
    """The first session of a series."""
    query = select(Session).where(Session.workshop_id == workshop.id).order_by(Session.on, Session.id)
    return db.session.scalars(query).all()[0]
