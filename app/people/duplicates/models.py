"""Pairs of records. The one with the lower id always stands first, so that a pair is one row."""

from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scoped
from app.core.privacy import IDENTITY, PLAIN


class LikelyPair(Base, MunicipalityScope):
    """Two records that may be one person's, found by a look over everybody (operations/duplicates.py).

    `doubt` in thousandths: the likeliest first. `reasons` are words of `Alike`.
    """

    __tablename__ = "likely_pair"
    __table_args__ = (
        scoped("participant", "one_id", ondelete="CASCADE"),
        scoped("participant", "other_id", ondelete="CASCADE"),
        UniqueConstraint("one_id", "other_id"),
        Index("ix_likely_pair_municipality_id_doubt", "municipality_id", "doubt", "id"),
    )

    id: Mapped[Id]
    one_id: Mapped[UUID] = mapped_column(Uuid)
    other_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    doubt: Mapped[int] = mapped_column(info=PLAIN)
    reasons: Mapped[list[str]] = mapped_column(JSON, info=IDENTITY)
    found_at: Mapped[Created]


class NotSame(Base, MunicipalityScope):
    """That somebody looked at two records and said they are two people; until it is taken back."""

    __tablename__ = "not_same"
    __table_args__ = (
        scoped("participant", "one_id", ondelete="CASCADE"),
        scoped("participant", "other_id", ondelete="CASCADE"),
        one_active("uq_not_same_active", "one_id", "other_id", where="withdrawn_at IS NULL"),
    )

    id: Mapped[Id]
    one_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    other_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    decided_at: Mapped[Instant]
    decided_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


def in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Two ids as they stand in a row."""
    return (one, other) if one.hex < other.hex else (other, one)
