"""Invitations into the partnership, with what was answered last."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Instant, one_active, scope_key
from app.core.machine import Stateful
from app.core.privacy import CONTACT, IDENTITY, OWN_WORDS, PLAIN


class InvitationState(StrEnum):
    SENT = "sent"
    ANSWERED = "answered"
    TAKEN = "taken"
    CLOSED = "closed"


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    TALK = "talk"


class PartnerInvitation(Base, Stateful):
    """A party is asked whether it joins, in a role; `brings` are kinds of contributions that it offers.

    What was answered is kept as it came: it becomes the party's when somebody takes it over, and `noted` are
    the lines of the party that were written then.
    """

    __tablename__ = "partner_invitation"
    __table_args__ = (
        scope_key(),
        one_active("uq_partner_invitation_sent", "party_id", "municipality_id", where="state = 'sent'"),
    )

    state: Mapped[str] = mapped_column(default=InvitationState.SENT.value, index=True, info=PLAIN)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(info=PLAIN)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    answer: Mapped[str] = mapped_column(default="", info=PLAIN)
    brings: Mapped[list[str]] = mapped_column(JSON, default=list, info=PLAIN)
    answer_words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    answered_as: Mapped[str] = mapped_column(default="", info=IDENTITY)
    reach_at: Mapped[str] = mapped_column(default="", info=CONTACT)
    answered_at: Mapped[Instant | None]
    noted: Mapped[list[str]] = mapped_column(JSON, default=list, info=PLAIN)
