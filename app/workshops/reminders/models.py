"""That somebody was reminded."""

from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scoped
from app.core.privacy import PLAIN


class Reminder(Base, MunicipalityScope):
    """That somebody was, or is to be, reminded of a session.

    One a channel, so that a repeated job is harmless. `channel`: mail, sms, call (the printed list); or,
    that the session does not take place: cancellation_mail, cancellation_sms, cancellation (called),
    cancellation_late_mail (too late to be enough: somebody calls as well).
    `job_id` is what a message leaves by: until that is done nobody was told.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        scoped("session", "session_id", ondelete="CASCADE"),
        scoped("enrolment", "enrolment_id", ondelete="CASCADE"),
        UniqueConstraint("session_id", "enrolment_id", "channel"),
    )

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(Uuid)
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    channel: Mapped[str] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    done_at: Mapped[Instant | None]
    done_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    job_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
