"""What becomes of households when two records turn out to be one person."""

from sqlalchemy import select, update

from app.core import clock
from app.core.db import db
from app.people.households.models import HouseholdMember
from app.people.operations.unverified import Merged, merged


@merged.connect
def live_on(told: Merged) -> None:
    """The known person lives where the other was noted; where both live somewhere, the known one's counts."""
    now = HouseholdMember.until.is_(None), HouseholdMember.withdrawn_at.is_(None)
    theirs = HouseholdMember.participant_id == told.gone.id
    if db.session.scalars(
        select(HouseholdMember.id).filter_by(participant_id=told.kept.id).where(*now)
    ).first():
        ended = {"withdrawn_at": clock.now(), "withdrawn_by": told.actor.id, "is_contact": False}
        db.session.execute(update(HouseholdMember).where(theirs, *now).values(ended))
    db.session.execute(update(HouseholdMember).where(theirs).values(participant_id=told.kept.id))
