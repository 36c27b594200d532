"""What happened in an initiative, was decided, was kept and is to be done: one table, one list."""

from datetime import date, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.files import File
from app.core.privacy import OWN_WORDS, PLAIN


class EntryKind(StrEnum):
    NOTE = "note"
    MEETING = "meeting"
    DECISION = "decision"
    DOCUMENT = "document"
    TASK = "task"


class DiaryEntry(Base, MunicipalityScope):
    """One thing of a day. A task has `due_on`, who sees to it (a member, or somebody of the staff) and
    `done_at`; a document its file; a meeting or decision says who was there (`present`). A meeting may be
    still to come: `begins` (wall time) and `place`. What was taken out stays for a while, to be put back.
    """

    __tablename__ = "initiative_entry"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("initiative_member", "member_id"),
        scoped("file", "file_id"),
        Index("ix_initiative_entry_initiative_id_on", "initiative_id", "on", "id"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    on: Mapped[date] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(info=OWN_WORDS)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    begins: Mapped[time | None] = mapped_column(info=PLAIN)
    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    due_on: Mapped[date | None] = mapped_column(index=True, info=PLAIN)
    member_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    done_at: Mapped[Instant | None]
    done_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    file_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    removed_at: Mapped[Instant | None]
    removed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    file: Mapped[File | None] = relationship(viewonly=True)
    present: Mapped[list["DiaryPresence"]] = relationship(cascade="all, delete-orphan")

    @property
    def is_open(self) -> bool:
        """A task that nobody has done yet."""
        return self.kind == EntryKind.TASK and self.done_at is None

    def is_late(self, today: date) -> bool:
        """A task whose day has passed."""
        return self.is_open and self.due_on is not None and self.due_on < today


class DiaryPresence(Base, MunicipalityScope):
    """A member who was there."""

    __tablename__ = "initiative_presence"
    __table_args__ = (
        scoped("initiative_entry", "entry_id", ondelete="CASCADE"),
        scoped("initiative_member", "member_id", ondelete="CASCADE"),
    )

    entry_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    member_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
