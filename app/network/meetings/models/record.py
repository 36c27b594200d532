"""What a meeting leaves behind: decisions and opinions, who dissented, corrections of its minutes."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import IDENTITY, OWN_WORDS, PLAIN
from app.network.meetings.models.meeting import AgendaItem, Meeting


class Stance(StrEnum):
    FAVOURABLE = "favourable"
    CONDITIONAL = "conditional"
    UNFAVOURABLE = "unfavourable"


class Resolution(Base, MunicipalityScope):
    """What was resolved under an item: a decision that somebody carries out, or an opinion on something.

    Without numbers it was by consensus. An opinion has a `stance`, and says what it is on in `subject`, with
    the address of that in `link`. `due_on` None and no owner: nothing is left to be done. Until `closed_on` a
    decision comes back.
    """

    __tablename__ = "resolution"
    __table_args__ = (
        scope_key(),
        scoped("meeting", "meeting_id", ondelete="CASCADE"),
        scoped("agenda_item", "agenda_item_id", ondelete="CASCADE"),
        Index("ix_resolution_municipality_id_due_on", "municipality_id", "due_on", "id"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    agenda_item_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    words: Mapped[str] = mapped_column(info=OWN_WORDS)
    subject: Mapped[str] = mapped_column(default="", info=PLAIN)
    link: Mapped[str] = mapped_column(default="", info=PLAIN)
    stance: Mapped[str] = mapped_column(default="", info=PLAIN)
    votes_for: Mapped[int | None] = mapped_column(info=PLAIN)
    votes_against: Mapped[int | None] = mapped_column(info=PLAIN)
    abstained: Mapped[int | None] = mapped_column(info=PLAIN)
    owner_party_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    owner_staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(info=PLAIN)
    closed_on: Mapped[date | None] = mapped_column(info=PLAIN)
    closed_how: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    closed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]

    meeting: Mapped[Meeting] = relationship(overlaps="item")
    item: Mapped[AgendaItem] = relationship(overlaps="meeting")

    @property
    def is_to_do(self) -> bool:
        """Whether somebody is to do something, and has not."""
        has_more = bool(self.due_on or self.owner_party_id or self.owner_staff_id)
        return has_more and self.closed_on is None and self.withdrawn_at is None

    @property
    def was_counted(self) -> bool:
        return self.votes_for is not None

    def is_late(self, today: date) -> bool:
        return self.is_to_do and self.due_on is not None and self.due_on < today


class Dissent(Base, MunicipalityScope):
    """What somebody said against what was resolved; it stands in the minutes in their words."""

    __tablename__ = "dissent"
    __table_args__ = (scope_key(), scoped("resolution", "resolution_id", ondelete="CASCADE"))

    id: Mapped[Id]
    resolution_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    whose: Mapped[str] = mapped_column(info=IDENTITY)
    words: Mapped[str] = mapped_column(info=OWN_WORDS)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]


class MinutesCorrection(Base, MunicipalityScope):
    """What minutes that are approved should have said; appended, dated and named."""

    __tablename__ = "minutes_correction"
    __table_args__ = (scope_key(), scoped("meeting", "meeting_id", ondelete="CASCADE"))

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    words: Mapped[str] = mapped_column(info=OWN_WORDS)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]

    meeting: Mapped[Meeting] = relationship()
