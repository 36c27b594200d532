"""What the tests of outreach share: who registers, a session, a tablet prepared for it, a worker."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import jobs
from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast
from tests.client import PageClient
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_deliveries import a_device, a_pack, become
from tests.factories.outreach_registrations import make_table
from tests.factories.workshops import make_workshop
from tests.tablet import Prepared, Tablet, wire

KEY = "the-key-of-a-tablet"


@pytest.fixture
def staff(cast: Cast) -> Actor:
    """Somebody of the office who may do everything."""
    return clerk(cast.here, cast.facilitator.id)


@pytest.fixture
def registrar(cast: Cast) -> Actor:
    """Whoever sits at the table."""
    return cast.registrar.actor


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


@pytest.fixture
def table(cast: Cast) -> Session:
    """A session of today, led by the facilitator."""
    with making():
        return make_table(clerk(cast.here, cast.facilitator.id))


@pytest.fixture
def prepared(cast: Cast, table: Session) -> Prepared:
    """A tablet was prepared for the session by the registrar."""
    staff = clerk(cast.here, cast.facilitator.id)
    with making():
        device = a_device(staff, KEY)
        db.session.flush()
        pack = a_pack(staff, table, device, prepared_by=cast.registrar.id)
        db.session.flush()
        return Prepared.of(pack)


@pytest.fixture
def tablet(app: Autonomus, prepared: Prepared) -> Tablet:
    client = PageClient(app)
    become(client.browser, KEY)
    return Tablet(prepared, wire(client.browser))


@pytest.fixture
def work(app: Autonomus) -> Callable[[], int]:
    """The worker's turn."""

    def run() -> int:
        db.session.rollback()
        done = jobs.run_due()
        db.session.rollback()
        return done

    return run
