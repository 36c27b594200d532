"""One table: each meeting or call a row, corrected by another row and never written over."""

from datetime import date, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scoped
from app.core.encryption import Encrypted
from app.core.privacy import CIRCUMSTANCE, OWN_WORDS, PLAIN


class ContactNote(Base, MunicipalityScope):
    """A meeting or call on a day, of a `kind` and with an `outcome` (kinds.toml).

    `thing_kind`, `thing_id` and `thing_title`: what of the directory or the programme was proposed, as it was
    called then. `next_on` (with `next_time`, `next_where` and `next_with`, who of the staff) is the next
    appointment: of all notes about a person that stand, the one written last holds it. `corrects`: the note
    in whose place this one stands, with its `created_at`; that note is withdrawn, and says when and by whom.
    """

    __tablename__ = "contact_note"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_contact_note_municipality_id_next_on", "municipality_id", "next_on"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    held_on: Mapped[date] = mapped_column(info=PLAIN)
    outcome: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)
    thing_kind: Mapped[str] = mapped_column(default="", info=PLAIN)
    thing_id: Mapped[UUID | None] = mapped_column(Uuid, info=CIRCUMSTANCE)
    thing_title: Mapped[str] = mapped_column(default="", info=CIRCUMSTANCE)
    next_on: Mapped[date | None] = mapped_column(info=PLAIN)
    next_time: Mapped[time | None] = mapped_column(info=PLAIN)
    next_where: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    next_with: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    corrects: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]
    written_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    note = Encrypted("note_encrypted", plain="note_plain")

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
