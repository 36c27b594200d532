"""What a person gets of contacts of theirs that everybody reads, when they ask for their data."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Section
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.groups.models import Initiative
from app.people.models import Participant

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def shown_contacts(person: Participant) -> Section:
    """Their own contacts on pages of initiatives."""
    query = (
        select(ShownContact, Initiative.title)
        .join(Initiative, Initiative.id == ShownContact.initiative_id)
        .where(ShownContact.participant_id == person.id)
    )
    found = db.session.execute(query.order_by(ShownContact.created_at, ShownContact.id)).all()
    rows: list[Mapping[str, Cell]] = [
        {
            "initiative": title,
            "key": each.key,
            "agreed_on": each.agreed_on,
            "created_at": each.created_at,
            "created_by": By(each.created_by),
        }
        for each, title in found
    ]
    return Section("shown_contacts", LEXICON, rows, [each.id for each, _title in found])
