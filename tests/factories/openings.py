"""Records that somebody has opened."""

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.people.models import Participant
from app.people.operations.openings import keep_opening


def open_all_records(actor: Actor) -> None:
    """Of everybody who is not protected, as if the actor had said why; inside a transaction."""
    unsealed = select(Participant).where(
        Participant.municipality_id == actor.here(), Participant.sealed_at.is_(None)
    )
    for person in db.session.scalars(unsealed.order_by(Participant.id)):
        keep_opening(actor, person, "appointment")
