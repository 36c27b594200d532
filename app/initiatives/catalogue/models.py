"""Contacts of people that stand on the public page of their initiative, because they said so."""

from datetime import date
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped, whose
from app.core.privacy import CONTACT, PLAIN


class ShownContact(Base, MunicipalityScope):
    """A member agreed that a telephone or an address of mail of theirs is what everybody reads of their
    initiative. `key` as that of a ContactPoint. It goes when they take it back, leave or are hidden, and the
    contact of the initiative with it.
    """

    __tablename__ = "initiative_shown_contact"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        whose("initiative_shown_contact"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    key: Mapped[str] = mapped_column(info=CONTACT)
    agreed_on: Mapped[date] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
