"""What is to be done after a session, for tests; inside a transaction (`making`)."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.workshops.planning.models.session import Session
from tests.factories.outreach_registrations import enter


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """Somebody who asked at the session to be called."""
    session = db.session.get_one(Session, ids["workshop_session_id"])
    enter(actor, session, name="Zulmira Telefonada", contact="912345670", wants_call=True)
    return {}
