"""What a person gets of what they wanted of the directory when they ask for their data."""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Lexicon, Raw, Section
from app.directory.interests.models import Interest
from app.people.models import Participant
from app.skills.models.inventory import Inventory

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def interests(person: Participant) -> Section:
    """Everything that they wanted with a list of theirs."""
    theirs = select(Inventory.id).where(Inventory.participant_id == person.id)
    wanted = select(Interest).where(Interest.inventory_id.in_(theirs))
    found = db.session.scalars(wanted.order_by(Interest.created_at, Interest.id)).all()
    rows = [
        {
            "title": each.title,
            "entry_kind": LEXICON.told("entry_kind", each.entry_kind),
            "entry_id": Raw(str(each.entry_id)),
            "state": LEXICON.told("state", each.state),
            "created_at": each.created_at,
            "answered_at": each.answered_at,
            "answered_by": By(each.answered_by),
        }
        for each in found
    ]
    return Section("interests", LEXICON, rows, [each.id for each in found])
