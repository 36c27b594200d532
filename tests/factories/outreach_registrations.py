"""Registrations at sessions, for tests; inside a transaction (`making`)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.outreach.registrations.operations import Registered, register
from app.outreach.registrations.told import Told
from app.workshops.planning.models.session import Session
from tests.factories.attendance import sessions_of
from tests.factories.workshops import ZONE, make_workshop


def make_table(actor: Actor, **plan: Any) -> Session:
    """A session of today, at which people are registered."""
    told = {"title": "Sessão na junta", "kind": "outreach", "capacity": None, **plan}
    workshop = make_workshop(actor, **{"sessions": [clock.today(ZONE)], **told})
    return sessions_of(actor, workshop)[0]


def enter(
    actor: Actor,
    session: Session | None,
    *,
    registration_id: UUID | None = None,
    origin: str = "tablet",
    captured_on: date | None = None,
    **told: Any,
) -> Registered:
    """Somebody is registered with what they said."""
    return register(
        actor,
        registration_id=registration_id or new_id(),
        municipality_id=actor.here(),
        session=session,
        told=Told(**{"name": "Ana Feitosa", **told}),
        captured_on=captured_on or clock.today(ZONE),
        origin=origin,
    )


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """Somebody who was registered at the session."""
    registration_id = new_id()
    session = db.session.get_one(Session, ids["workshop_session_id"])
    enter(actor, session, registration_id=registration_id, name="Quitéria Registada")
    return {"registration_id": registration_id}
