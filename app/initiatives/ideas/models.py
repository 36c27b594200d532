"""What people would like to begin."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Instant, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CIRCUMSTANCE, OWN_WORDS, PLAIN
from app.skills.models.inventory import Inventory


class IdeaState(StrEnum):
    WAITING = "waiting"
    ANSWERED = "answered"
    OPPORTUNITY = "opportunity"
    """A need of the place was made of it, or it was found to be one that is known."""
    INITIATIVE = "initiative"
    WITHDRAWN = "withdrawn"


class Idea(Base, Stateful):
    """Four taps and one sentence, kept under the code of a list: `field` of work, `whom` it serves, in whose
    `company`, how far its `reach` is. The taps are values of choices.toml; the sentence goes when the person
    takes the idea back.
    """

    __tablename__ = "idea"
    __table_args__ = (
        scope_key(),
        scoped("inventory", "inventory_id"),
        scoped("opportunity", "opportunity_id"),
        scoped("initiative", "initiative_id"),
    )

    state: Mapped[str] = mapped_column(default=IdeaState.WAITING.value, index=True, info=PLAIN)
    inventory_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    field: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    whom: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    company: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    reach: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    language: Mapped[str] = mapped_column(default="pt", info=CIRCUMSTANCE)
    opportunity_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    initiative_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    created_at: Mapped[Created]
    answered_at: Mapped[Instant | None]
    answered_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    inventory: Mapped[Inventory] = relationship()
