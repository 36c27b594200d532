"""What the tests of places in series share."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import g
from sqlalchemy import select

from app.core.actor import Actor, ActorKind
from app.core.application import Autonomus
from app.core.db import db
from app.kiosk.permissions import TERMINAL_MAY
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import make_workshop


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody of the office who may do everything."""
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def terminal(cast: Cast) -> Actor:
    """The kiosk of the cast."""
    grants = {cast.here: TERMINAL_MAY}
    return Actor(kind=ActorKind.TERMINAL, id=cast.kiosk.id, municipality_id=cast.here, grants=grants)


@pytest.fixture
def in_request(app: Autonomus) -> Iterator[None]:
    """Inside a request, for services that leave notes for afterwards."""
    with app.test_request_context("/", headers={"Host": "localhost"}):
        g.notes = []
        yield


@contextmanager
def series(staff: Actor, **plan: object) -> Iterator[Workshop]:
    """A series, and a transaction for what is done with it."""
    with making():
        yield make_workshop(staff, **plan)  # type: ignore[arg-type]


def states(workshop: Workshop) -> list[str]:
    """The states of its places in the order they were asked for."""
    rows = select(Enrolment.state).where(Enrolment.workshop_id == workshop.id)
    return list(db.session.scalars(rows.order_by(Enrolment.queue_number)))
