"""What a person gets of their ideas when they ask for their data."""

from functools import partial
from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Lexicon, Raw, Section
from app.initiatives.ideas.choices import QUESTIONS, answers_to
from app.initiatives.ideas.models import Idea
from app.people.models import Participant
from app.skills.models.inventory import Inventory

LEXICON = Lexicon(
    Path(__file__).with_suffix(".toml"), **{each: partial(answers_to, each) for each in QUESTIONS}
)


def ideas(person: Participant) -> Section:
    """Everything that they said with a list of theirs that they would like to begin."""
    theirs = select(Inventory.id).where(Inventory.participant_id == person.id)
    said = select(Idea).where(Idea.inventory_id.in_(theirs)).order_by(Idea.created_at, Idea.id)
    found = db.session.scalars(said).all()
    rows = [
        {
            "words": each.words,
            **{question: LEXICON.told(question, getattr(each, question)) for question in QUESTIONS},
            "language": each.language,
            "state": LEXICON.told("state", each.state),
            "created_at": each.created_at,
            "answered_at": each.answered_at,
            "answered_by": By(each.answered_by),
            "opportunity_id": Raw(str(each.opportunity_id or "")),
            "initiative_id": Raw(str(each.initiative_id or "")),
        }
        for each in found
    ]
    return Section("ideas", LEXICON, rows, [each.id for each in found])
