"""Offers to hold a session."""

from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Instant, one_active, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CIRCUMSTANCE, OWN_WORDS, PLAIN

WAITING = "state = 'waiting'"


class WorkshopProposal(Base, Stateful):
    """Somebody who can teach something offers to hold a session: waiting, accepted or declined.

    Made from an anonymous list or by a known participant; `workshop_id` is what came of it.
    `came_with`: the list by whose hand-over it became the person's.
    """

    __tablename__ = "workshop_proposal"
    __table_args__ = (
        scope_key(),
        scoped("participant", "participant_id"),
        scoped("inventory", "inventory_id"),
        scoped("workshop", "workshop_id"),
        one_active("uq_workshop_proposal_of_person", "participant_id", "competence_id", where=WAITING),
        one_active("uq_workshop_proposal_of_list", "inventory_id", "competence_id", where=WAITING),
    )

    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    inventory_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    came_with: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    competence_id: Mapped[UUID | None] = mapped_column(ForeignKey("competence.id"))
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    language: Mapped[str] = mapped_column(default="pt", info=CIRCUMSTANCE)
    state: Mapped[str] = mapped_column(default="waiting", index=True, info=PLAIN)
    workshop_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[Created]
    decided_at: Mapped[Instant | None]
