"""What a person gets of how they were registered, when they ask for their data."""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Lexicon, Section
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def registrations(person: Participant) -> Section:
    """Where and when they were registered, and on what."""
    mine = (
        select(Registration, Session.on, Workshop.title)
        .outerjoin(Session, Session.id == Registration.session_id)
        .outerjoin(Workshop, Workshop.id == Session.workshop_id)
        .where(Registration.participant_id == person.id)
    )
    found = db.session.execute(mine.order_by(Registration.registered_at, Registration.id)).all()
    rows = [
        {
            "workshop": title or "",
            "session": on,
            "captured_on": each.captured_on,
            "origin": LEXICON.told("way", each.origin),
            "slip": each.slip,
            "wants_call": each.wants_call,
            "registered_at": each.registered_at,
            "registered_by": By(each.registered_by),
        }
        for each, on, title in found
    ]
    return Section("registrations", LEXICON, rows)
