"""Printed copies of publications: what came, what was taken, what was counted."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.privacy import OWN_WORDS, PLAIN


class Movement(StrEnum):
    DELIVERED = "delivered"
    TAKEN = "taken"
    COUNTED = "counted"


class StockMovement(Base, MunicipalityScope):
    """One movement: `copies` is what it adds or takes away, `left` what there was after it.

    Of a count `counted` is what was found, and `copies` the difference to what should have been there.
    Nothing is changed or removed: a mistake is evened out by a movement that `reverses_id` names.
    """

    __tablename__ = "stock_movement"
    __table_args__ = (
        scope_key(),
        scoped("publication", "publication_id", ondelete="CASCADE"),
        scoped("stock_movement", "reverses_id"),
        UniqueConstraint("reverses_id"),
        Index("ix_stock_movement_publication_id_created_at", "publication_id", "created_at", "id"),
    )

    id: Mapped[Id]
    publication_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    copies: Mapped[int] = mapped_column(info=PLAIN)
    counted: Mapped[int | None] = mapped_column(info=PLAIN)
    left: Mapped[int] = mapped_column(info=PLAIN)
    moved_on: Mapped[date] = mapped_column(info=PLAIN)
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    reverses_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
