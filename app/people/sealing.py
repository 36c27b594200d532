"""What sealing means: why somebody is sealed, why a sealed page is opened, and for how long it then is."""

from datetime import timedelta
from uuid import UUID

from app.core.errors import DomainError

OPEN, SEALED = "open", "sealed"
SEAL_REASONS = ("asked_by_person", "risk_to_person", "asked_by_authority")
UNSEAL_REASONS = ("asked_by_person", "risk_ended", "sealed_by_mistake")
OPENING_REASONS = ("person_present", "appointment", "asked_by_person", "coordination", "danger")

OPENING_LASTS = timedelta(hours=1)
NAMED_AGAIN = "participant.named_again"
OPENING_ACTIONS = frozenset({"participant.opened_sealed", "participant.sealed"})


class ReasonNeeded(DomainError):
    """A sealed participant that the actor may open, saying why first."""

    status = 403

    def __init__(self, participant_id: UUID) -> None:
        self.participant_id = participant_id
        super().__init__(participant_id)
