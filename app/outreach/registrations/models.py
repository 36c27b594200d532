"""What was registered, and whose it is."""

from datetime import date
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, one_active, scoped
from app.core.privacy import PLAIN, SECRET


class Registration(Base, MunicipalityScope):
    """That somebody was registered under this id, wherever it was made: arriving again, it is the same.

    `mark` is a keyed hash of what was said, so that other content under the same id is noticed. `slip` is the
    number on the person's slip: in a session one person has it. `origin`: online, tablet, paper or list.
    """

    __tablename__ = "outreach_registration"
    __table_args__ = (
        scoped("session", "session_id"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        one_active("uq_outreach_registration_slip", "session_id", "slip", where="slip <> ''"),
    )

    id: Mapped[Id]
    session_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    mark: Mapped[str] = mapped_column(info=SECRET)
    slip: Mapped[str] = mapped_column(default="", info=PLAIN)
    origin: Mapped[str] = mapped_column(info=PLAIN)
    wants_call: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    captured_on: Mapped[date] = mapped_column(info=PLAIN)
    registered_at: Mapped[Created]
    registered_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
