"""Grants and subsidies, and what was paid of them. All amounts are cents."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core import text
from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.files import File
from app.core.machine import Stateful
from app.core.privacy import OWN_WORDS, PLAIN
from app.network.parties.models import Party


class GrantState(StrEnum):
    ASKED = "asked"
    JUDGED = "judged"
    """There is an opinion."""
    GRANTED = "granted"
    REFUSED = "refused"
    PAID = "paid"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


class Grant(Base, Stateful):
    """What a party asked for, what became of it. `protocol_id`: on which protocol it rests, if on one."""

    __tablename__ = "grant_request"
    __table_args__ = (
        scope_key(),
        scoped("protocol", "protocol_id"),
        scoped("file", "report_file_id"),
        Index("ix_grant_request_municipality_id_asked_on", "municipality_id", "asked_on", "id"),
    )

    state: Mapped[str] = mapped_column(default=GrantState.ASKED.value, info=PLAIN)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    protocol_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    purpose: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    asked_on: Mapped[date] = mapped_column(info=PLAIN)
    asked_cents: Mapped[int] = mapped_column(info=PLAIN)
    opinion: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    opinion_by: Mapped[str] = mapped_column(default="", info=PLAIN)
    opinion_on: Mapped[date | None] = mapped_column(info=PLAIN)
    decided_on: Mapped[date | None] = mapped_column(info=PLAIN)
    decided_cents: Mapped[int | None] = mapped_column(info=PLAIN)
    decision: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    reported_on: Mapped[date | None] = mapped_column(info=PLAIN)
    report: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    report_file_id: Mapped[UUID | None] = mapped_column(Uuid)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    party: Mapped[Party] = relationship()
    report_file: Mapped[File | None] = relationship(viewonly=True)

    if TYPE_CHECKING:
        paid_cents: Mapped[int]

    @property
    def to_pay(self) -> int:
        """Cents that were decided and are not paid yet."""
        return (self.decided_cents or 0) - self.paid_cents


class GrantPayment(Base, MunicipalityScope):
    """What was paid under a reference (an order of payment, a transfer). It is not changed or removed: a
    mistake is evened out by a row of less than nothing, which names it by `reverses_id`.
    """

    __tablename__ = "grant_payment"
    __table_args__ = (
        scope_key(),
        scoped("grant_request", "grant_id", ondelete="CASCADE"),
        scoped("grant_payment", "reverses_id"),
        UniqueConstraint("reverses_id"),
    )

    id: Mapped[Id]
    grant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    cents: Mapped[int] = mapped_column(info=PLAIN)
    reference: Mapped[str] = mapped_column(info=PLAIN)
    paid_on: Mapped[date] = mapped_column(info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    reverses_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def reference_key(self) -> str:
        """Case and accents make no other reference."""
        return text.fold(self.reference)


# Read with the grant, so that a list needs no query for each.
Grant.paid_cents = column_property(
    select(func.coalesce(func.sum(GrantPayment.cents), 0))
    .where(GrantPayment.grant_id == Grant.id)
    .correlate_except(GrantPayment)
    .scalar_subquery()
)
