"""What four kinds of initiative have of their own. Amounts are cents, rates hundredths of a per cent."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped, whose
from app.core.privacy import CONTACT, IDENTITY, OWN_WORDS, PLAIN


class BookingKind(StrEnum):
    """What a row of an account is: work invoiced in the cooperative's name, what the cooperative keeps of it,
    an expense it paid, what was paid out to the person, or a mistake evened out.
    """

    INVOICE = "invoice"
    CONTRIBUTION = "contribution"
    EXPENSE = "expense"
    PAYOUT = "payout"


class HostedActivity(Base, MunicipalityScope):
    """Somebody's own work inside a cooperative of activities, with an account there. `rate` is what the
    cooperative keeps of each invoice.
    """

    __tablename__ = "hosted_activity"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id"),
        scoped("initiative_member", "member_id"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    member_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    title: Mapped[str] = mapped_column(info=PLAIN)
    rate: Mapped[int] = mapped_column(info=PLAIN)
    since: Mapped[date] = mapped_column(info=PLAIN)
    until: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class Booking(Base, MunicipalityScope):
    """A row of an account, never changed: a mistake is evened out by one that names it by `reverses_id`.

    `cents` are what the person has more (an invoice) or less. `belongs_to`: the invoice of a contribution.
    """

    __tablename__ = "hosted_booking"
    __table_args__ = (
        scope_key(),
        scoped("hosted_activity", "hosted_id"),
        scoped("hosted_booking", "reverses_id"),
        scoped("hosted_booking", "belongs_to"),
        UniqueConstraint("reverses_id"),
        Index("ix_hosted_booking_hosted_id_on", "hosted_id", "on", "id"),
    )

    id: Mapped[Id]
    hosted_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    on: Mapped[date] = mapped_column(info=PLAIN)
    cents: Mapped[int] = mapped_column(info=PLAIN)
    reference: Mapped[str] = mapped_column(default="", info=PLAIN)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    reverses_id: Mapped[UUID | None] = mapped_column(Uuid)
    belongs_to: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class Provider(Base, MunicipalityScope):
    """Somebody whom an agency of proximity services sends out, a participant or known by name alone; need not
    be a member.
    """

    __tablename__ = "initiative_provider"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("participant", "participant_id"),
        whose("initiative_provider"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid)
    name: Mapped[str] = mapped_column(default="", info=IDENTITY)
    phone: Mapped[str] = mapped_column(default="", info=CONTACT)
    does: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    since: Mapped[date | None] = mapped_column(info=PLAIN)
    until: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]


class Terms(Base, MunicipalityScope):
    """What is agreed for an initiative of these kinds. A group for occasional services is no legal person:
    `invoicer_id`, or a member (`invoicing_member_id`), invoices for it. Socially useful work and volunteering
    have a host, a tutor, hours, insurance and an end.
    """

    __tablename__ = "initiative_terms"
    __table_args__ = (
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("initiative_member", "invoicing_member_id"),
    )

    initiative_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    invoicer_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    invoicing_member_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    host_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    tutor: Mapped[str] = mapped_column(default="", info=IDENTITY)
    hours: Mapped[int | None] = mapped_column(info=PLAIN)
    insurance: Mapped[str] = mapped_column(default="", info=PLAIN)
    begins_on: Mapped[date | None] = mapped_column(info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]

    @property
    def id(self) -> UUID:
        """As the audit trail calls it."""
        return self.initiative_id


class Told(Base, MunicipalityScope):
    """That somebody was shown, before they said yes, what it may mean for benefits (benefits.toml), in that
    `wording`, on a day.
    """

    __tablename__ = "benefits_told"
    __table_args__ = (scope_key(), scoped("initiative_member", "member_id", ondelete="CASCADE"))

    id: Mapped[Id]
    member_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    wording: Mapped[str] = mapped_column(info=PLAIN)
    told_on: Mapped[date] = mapped_column(info=PLAIN)
    told_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]
