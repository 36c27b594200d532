"""Data that rests: kept and not used, until that is ended (GDPR art. 18)."""

from uuid import UUID

from sqlalchemy import ColumnElement

from app.core.errors import Conflict
from app.people.models import Participant


class UseRestricted(Conflict):
    """The person's data is kept and not used (GDPR art. 18): nothing is done with it."""

    def __init__(self, participant_id: UUID) -> None:
        self.participant_id = participant_id
        super().__init__(participant_id)


def usable() -> ColumnElement[bool]:
    """Participants whose data may be used: whose use nobody has restricted."""
    return Participant.restricted_at.is_(None)


def demand_usable(participant: Participant | None) -> None:
    """Raise UseRestricted for somebody whose data is kept and not used."""
    if participant is not None and participant.is_restricted:
        raise UseRestricted(participant.id)
