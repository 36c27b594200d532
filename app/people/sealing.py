"""What sealing means, why somebody is sealed, and for how long a record is open to whoever said why."""

from datetime import timedelta
from uuid import UUID

from app.core.errors import DomainError

OPEN, SEALED = "open", "sealed"
SEAL_REASONS = ("asked_by_person", "risk_to_person", "asked_by_authority")
UNSEAL_REASONS = ("asked_by_person", "risk_ended", "sealed_by_mistake")

OPENING_LASTS = timedelta(hours=1)
WRITING_LASTS = timedelta(hours=12)
"""For how long a record that was opened shows, and for how long what was begun in it can still be sent."""
NAMED_AGAIN = "participant.named_again"
OPENING_ACTIONS = frozenset({"participant.opened_sealed", "participant.sealed"})


class ReasonNeeded(DomainError):
    """A participant whose record the actor may open, saying why first."""

    status = 403

    def __init__(self, participant_id: UUID) -> None:
        self.participant_id = participant_id
        super().__init__(participant_id)
