"""What a person gets of a visit to the kiosk that still goes on when they ask for their data."""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import Lexicon, Section
from app.kiosk.models import Visit
from app.people.dossier import tongue
from app.people.models import Participant
from app.skills.models.inventory import Inventory

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def visits(person: Participant) -> Section:
    """Visits with a list of theirs; they are erased when they end."""
    theirs = select(Inventory.id).where(Inventory.participant_id == person.id)
    found = db.session.scalars(select(Visit).where(Visit.inventory_id.in_(theirs)).order_by(Visit.started_at))
    rows = [
        {
            "terminal": each.terminal.name,
            "started_at": each.started_at,
            "active_at": each.active_at,
            "language": tongue(each.language),
            "text_size": LEXICON.told("text_size", each.text_size),
            "high_contrast": each.high_contrast,
            "lower": each.lower,
            "speech": each.speech,
        }
        for each in found
    ]
    return Section("visits", LEXICON, rows)
