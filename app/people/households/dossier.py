"""What a person gets of where they live when they ask for their data; nothing of those who live with them."""

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.core.dossier import By, Section
from app.people.dossier import LEXICON
from app.people.households.models import HouseholdMember
from app.people.models import Participant


def homes(person: Participant) -> Section:
    """Since when and until when they live in a household, and with how many others: no name of another.

    Others are those of whom nothing says that they left. Who is sealed is not even counted: from a number
    whoever they fled from would learn that they are known here.
    """
    other, mine = aliased(HouseholdMember), HouseholdMember
    others = (
        select(func.count())
        .select_from(other)
        .join(Participant, Participant.id == other.participant_id)
        .where(
            other.household_id == mine.household_id,
            other.participant_id != person.id,
            other.until.is_(None),
            other.withdrawn_at.is_(None),
            Participant.sealed_at.is_(None),
        )
        .scalar_subquery()
    )
    theirs = select(mine, others).where(mine.participant_id == person.id)
    rows = [
        {
            "since": each.since,
            "until": each.until,
            "is_contact": each.is_contact,
            "others": count if each.lives_there else None,
            "noted_at": each.noted_at,
            "noted_by": By(each.noted_by),
            "withdrawn_at": each.withdrawn_at,
            "withdrawn_by": By(each.withdrawn_by),
        }
        for each, count in db.session.execute(theirs.order_by(mine.noted_at, mine.id))
    ]
    return Section("homes", LEXICON, rows)
