"""What an initiative needs, where money comes from and goes to, and its cash plan. All amounts are cents."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import OWN_WORDS, PLAIN


class SourceKind(StrEnum):
    OWN = "own"
    SALES = "sales"
    """What it earns."""
    MUNICIPAL = "municipal"
    EMPLOYMENT_SERVICE = "employment_service"
    MICROCREDIT = "microcredit"
    LOAN = "loan"
    DONATION = "donation"
    IN_KIND = "in_kind"
    OTHER = "other"


class MovementKind(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    RECEIVED = "received"
    SPENT = "spent"


class MoneyNeed(Base, MunicipalityScope):
    """Something that costs; `removed_at` once it is taken out, until it is put back."""

    __tablename__ = "money_need"
    __table_args__ = (scope_key(), scoped("initiative", "initiative_id", ondelete="CASCADE"))

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    title: Mapped[str] = mapped_column(info=PLAIN)
    cents: Mapped[int] = mapped_column(info=PLAIN)
    removed_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]


class MoneySource(Base, MunicipalityScope):
    """Where some of it comes from: what was asked, granted, received and spent are its movements.

    `need_id`: the one need that it is for, else it is for any.
    """

    __tablename__ = "money_source"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("money_need", "need_id"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    need_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    removed_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]


class MoneyMovement(Base, MunicipalityScope):
    """Something asked, granted, received or spent on a day, with its paper; never changed: a mistake is
    evened out by a row that names it by `reverses_id`. `need_id`: what it was spent for.
    """

    __tablename__ = "money_movement"
    __table_args__ = (
        scope_key(),
        scoped("money_source", "source_id"),
        scoped("money_need", "need_id"),
        scoped("file", "file_id"),
        scoped("money_movement", "reverses_id"),
        UniqueConstraint("reverses_id"),
        Index("ix_money_movement_source_id_on", "source_id", "on", "id"),
    )

    id: Mapped[Id]
    source_id: Mapped[UUID] = mapped_column(Uuid)
    need_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    on: Mapped[date] = mapped_column(info=PLAIN)
    cents: Mapped[int] = mapped_column(info=PLAIN)
    reference: Mapped[str] = mapped_column(default="", info=PLAIN)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    file_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    reverses_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class CashPlan(Base, MunicipalityScope):
    """The cash of 24 months from the first of `begins_on`, with what is there at the start."""

    __tablename__ = "cash_plan"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        UniqueConstraint("initiative_id"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid)
    begins_on: Mapped[date] = mapped_column(info=PLAIN)
    opening: Mapped[int] = mapped_column(default=0, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class CashLine(Base, MunicipalityScope):
    """What comes in (`is_income`) or goes out in each of the 24 months; `removed_at` until it is put back.

    `is_variable`: it is sales, or a cost that grows with them.
    """

    __tablename__ = "cash_line"
    __table_args__ = (scope_key(), scoped("cash_plan", "plan_id", ondelete="CASCADE"))

    id: Mapped[Id]
    plan_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    title: Mapped[str] = mapped_column(info=PLAIN)
    is_income: Mapped[bool] = mapped_column(info=PLAIN)
    is_variable: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    cents: Mapped[list[int]] = mapped_column(JSON, info=PLAIN)
    removed_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
