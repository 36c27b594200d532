"""Numbered sheets of a session, for tests; inside a transaction (`making`)."""

from collections.abc import Sequence

from app.core.actor import Actor
from app.core.db import new_id
from app.outreach.papers.models import Slip
from app.outreach.papers.operations import make_slips
from app.workshops.planning.models.session import Session
from tests.factories.outreach_registrations import make_table


def make_sheets(actor: Actor, session: Session, count: int = 5) -> Sequence[Slip]:
    """So many more sheets for a session."""
    return make_slips(actor, slip_id=new_id(), session=session, count=count)


def a_table_with_sheets(actor: Actor, count: int = 5) -> Session:
    """A session at which people are registered on paper."""
    session = make_table(actor)
    make_sheets(actor, session, count)
    return session
