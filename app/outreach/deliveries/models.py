"""What arrived of registrations that were made without us."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, scoped
from app.core.encryption import Encrypted
from app.core.machine import Stateful
from app.core.privacy import IDENTITY, OWN_WORDS, PLAIN


class RecordState(StrEnum):
    WAITING = "waiting"
    REGISTERED = "registered"
    ATTENTION = "attention"
    DISMISSED = "dismissed"


class FieldRecord(Base, Stateful):
    """One registration as it arrived, under the id that the device or the slip gave it.

    `box` is the sealed record as it was handed over and `carried` what of its pack came with it: kept until
    it was opened. `content` is what it says, kept until it is registered; `reason` why it needs somebody
    (reasons.toml). `pack_id`, `device_id` and `made_by` name rows that a database from yesterday may lack.
    `digest` knows the sealed record again when it arrives once more. `same_as` is the record that came under
    this one's id before it, or whose registration this one turned out to be. `slip` is the number on the
    person's slip: in a session a slip is one person, on whatever it was written.
    """

    __tablename__ = "outreach_record"
    __table_args__ = (
        scoped("session", "session_id"),
        scoped("participant", "participant_id"),
        Index("ix_outreach_record_session_id_state", "session_id", "state"),
        Index("ix_outreach_record_municipality_id_state", "municipality_id", "state"),
    )

    session_id: Mapped[UUID | None] = mapped_column(Uuid)
    pack_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    device_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    made_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    origin: Mapped[str] = mapped_column(info=PLAIN)
    digest: Mapped[str] = mapped_column(default="", info=PLAIN)
    slip: Mapped[str] = mapped_column(default="", info=PLAIN)
    box: Mapped[str] = mapped_column(default="", info=IDENTITY)
    carried: Mapped[str] = mapped_column(default="", info=PLAIN)
    content_encrypted: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    state: Mapped[str] = mapped_column(default=RecordState.WAITING.value, info=PLAIN)
    reason: Mapped[str] = mapped_column(default="", info=PLAIN)
    same_as: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    received_at: Mapped[Created]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)

    content = Encrypted("content_encrypted")
