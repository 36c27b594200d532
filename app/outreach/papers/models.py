"""Slips that were printed."""

from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scoped
from app.core.privacy import PLAIN


class Slip(Base, MunicipalityScope):
    """A numbered slip of a session. `id` is in its QR code, and is the registration's (deliveries): written
    on paper, on a tablet or on both, it is one.

    `edition` is that of the signs on its sheet, and `wishes` are the series that stand there, in their order
    (signs.py): what is offered may be another when the sheet is typed in.
    """

    __tablename__ = "outreach_slip"
    __table_args__ = (scoped("session", "session_id"), UniqueConstraint("session_id", "number"))

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(info=PLAIN)
    edition: Mapped[str] = mapped_column(info=PLAIN)
    wishes: Mapped[list[str]] = mapped_column(JSON, default=list, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def wished(self) -> list[UUID]:
        return [UUID(each) for each in self.wishes]
