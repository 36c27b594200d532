"""A person's list of what they can do: anonymous until it is handed over, own words kept."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CAPABILITY, CIRCUMSTANCE, OWN_WORDS, PLAIN, SECRET


class InventoryState(StrEnum):
    DRAFT = "draft"
    SAVED = "saved"
    CLAIMED = "claimed"
    REVIEWED = "reviewed"
    ERASED = "erased"


class EntryState(StrEnum):
    DECLARED = "declared"
    EVIDENCED = "evidenced"
    CONFIRMED = "confirmed"


class Inventory(Base, Stateful):
    """One list. `origin` is kiosk, desk, paper or outreach. The code is kept as a keyed hash; the two
    pictures and the day stay readable so that the desk can find a lost code with the person's help.
    `keep_until`: kept that long although nobody claims it, because a place in a workshop hangs on it.
    """

    __tablename__ = "inventory"
    __table_args__ = (
        scope_key(),
        scoped("participant", "participant_id"),
        Index("ix_inventory_lost", "municipality_id", "state", "saved_at"),
    )

    state: Mapped[str] = mapped_column(default=InventoryState.DRAFT.value, info=PLAIN)
    origin: Mapped[str] = mapped_column("made_at", info=PLAIN)
    language: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    code_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    pictures: Mapped[str] = mapped_column(default="", info=PLAIN)
    valid_until: Mapped[date | None] = mapped_column(info=PLAIN)
    keep_until: Mapped[date | None] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    saved_at: Mapped[Instant | None]
    claimed_at: Mapped[Instant | None]
    claimed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    reviewed_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)

    entries: Mapped[list["InventoryEntry"]] = relationship(
        back_populates="inventory", order_by="InventoryEntry.created_at", cascade="all, delete-orphan"
    )

    @property
    def last_day(self) -> date | None:
        """The last day on which the code of a saved list opens it; None for a draft."""
        days = [day for day in (self.valid_until, self.keep_until) if day]
        return max(days) if self.valid_until else None


class InventoryEntry(Base, Stateful):
    """One competence of the list, or own words that stand for themselves until somebody finds the competence.

    `frequency`: never, once, sometimes, often, daily; `level`: with_help, alone, teaches; `wish`: yes, no.
    `participant_id` repeats the list's, so that "who can do X" asks one table.
    """

    __tablename__ = "inventory_entry"
    __table_args__ = (
        scoped("inventory", "inventory_id", ondelete="CASCADE"),
        scoped("participant", "participant_id"),
        UniqueConstraint("inventory_id", "competence_id"),
        Index("ix_inventory_entry_who_can", "municipality_id", "competence_id", "participant_id"),
    )

    id: Mapped[Id]
    inventory_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    competence_id: Mapped[UUID | None] = mapped_column(ForeignKey("competence.id"))
    context: Mapped[str] = mapped_column(default="", info=PLAIN)
    own_words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    frequency: Mapped[str | None] = mapped_column(info=CAPABILITY)
    level: Mapped[str | None] = mapped_column(info=CAPABILITY)
    wish: Mapped[str | None] = mapped_column(info=CAPABILITY)
    state: Mapped[str] = mapped_column(default=EntryState.DECLARED.value, info=PLAIN)
    evidence: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    evidenced_at: Mapped[Instant | None]
    evidenced_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    confirmed_at: Mapped[Instant | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]

    inventory: Mapped[Inventory] = relationship(back_populates="entries")


class RemovedEntry(Base, MunicipalityScope):
    """A line that was taken out of somebody's list, as it stood (`kept`, by column), so that it can be put
    back. It counts nowhere.
    """

    __tablename__ = "removed_entry"
    __table_args__ = (scoped("inventory", "inventory_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    inventory_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kept: Mapped[dict[str, Any]] = mapped_column(JSON, info=OWN_WORDS)
    removed_at: Mapped[Created]
    removed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def competence_id(self) -> UUID | None:
        found = self.kept["competence_id"]
        return UUID(found) if found else None

    @property
    def own_words(self) -> str:
        return str(self.kept["own_words"])
