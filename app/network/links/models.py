"""What was sent or printed, to whom, and what became of it."""

from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key
from app.core.links import Link
from app.core.privacy import CONTACT, IDENTITY, OWN_WORDS, PLAIN


class PartnerLink(Base, MunicipalityScope, Link):
    """One link for one thing: `thing_id` by its `purpose` (errands.py), `about` in words.

    `recipient` is who it is for, as the letter calls them; `email` is "" for one that is only printed.
    `used_at` closes a link that is for one answer; of any, `answered_at` is the last one and `uses` counts
    them. `opened_at` may be a mail scanner's doing: it says no more than that the address was fetched.
    """

    __tablename__ = "partner_link"
    __table_args__ = (
        scope_key(),
        Index("ix_partner_link_thing_id_purpose", "thing_id", "purpose"),
        Index("ix_partner_link_municipality_id_expires_at", "municipality_id", "expires_at", "id"),
    )

    id: Mapped[Id]
    purpose: Mapped[str] = mapped_column(info=PLAIN)
    thing_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    about: Mapped[str] = mapped_column(info=OWN_WORDS)
    recipient: Mapped[str] = mapped_column(info=IDENTITY)
    email: Mapped[str] = mapped_column(default="", info=CONTACT)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    made_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]
    mailed_at: Mapped[Instant | None]
    reminders: Mapped[int] = mapped_column(default=0, info=PLAIN)
    opened_at: Mapped[Instant | None]
    answered_at: Mapped[Instant | None]
    uses: Mapped[int] = mapped_column(default=0, info=PLAIN)

    @property
    def is_open(self) -> bool:
        return self.closed is None
