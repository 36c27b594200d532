"""That somebody's data rests, or is to go, and the duties to keep that stand against it."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scoped
from app.core.encryption import Encrypted
from app.core.privacy import OWN_WORDS, PLAIN


class Hold(Base, MunicipalityScope):
    """A duty to keep somebody's data until a day, whatever else is asked: a court, an audit of funds.

    Over after `until_on`, or when somebody lifts it.
    """

    __tablename__ = "hold"
    __table_args__ = (scoped("participant", "participant_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    reason: Mapped[str] = mapped_column(info=PLAIN)
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)
    until_on: Mapped[date] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    lifted_at: Mapped[Instant | None]
    lifted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    note = Encrypted("note_encrypted", plain="note_plain")

    def is_open(self, today: date) -> bool:
        return self.lifted_at is None and self.until_on >= today


class Restriction(Base, MunicipalityScope):
    """That somebody's data is kept and not used (GDPR art. 18), since when, why, and who asked."""

    __tablename__ = "restriction"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        one_active("uq_restriction_of_person", "participant_id", where="ended_at IS NULL"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    reason: Mapped[str] = mapped_column(info=PLAIN)
    asked_by: Mapped[str] = mapped_column(info=PLAIN)
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    ended_at: Mapped[Instant | None]
    ended_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    note = Encrypted("note_encrypted", plain="note_plain")


class ErasureNotice(Base, MunicipalityScope):
    """That somebody was told, on a day, that their record will be erased unless they come or object.

    `told_how`: letter, phone, message, in_person, or nobody was reached; mail or sms where a message leaves
    from here, by a job with the id of the notice. Ended when the record is kept.
    """

    __tablename__ = "erasure_notice"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        one_active("uq_erasure_notice_of_person", "participant_id", where="ended_at IS NULL"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    told_how: Mapped[str] = mapped_column(info=PLAIN)
    due_on: Mapped[date] = mapped_column(index=True, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    ended_at: Mapped[Instant | None]


class Remainder(Base, MunicipalityScope):
    """Something that reports count and that was an erased person's: what, in which month, how often, and the
    year of birth. No two rows say that they were the same person's, and no row leads to anything else.
    """

    __tablename__ = "remainder"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    month: Mapped[date] = mapped_column(index=True, info=PLAIN)
    times: Mapped[int] = mapped_column(default=1, info=PLAIN)
    birth_year: Mapped[int | None] = mapped_column(info=PLAIN)
