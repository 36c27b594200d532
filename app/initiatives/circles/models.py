"""Circles: proposed, met as a learning atelier, dropped."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, MunicipalityScope, scope_key, scoped, whose
from app.core.machine import Stateful
from app.core.privacy import CAPABILITY, PLAIN


class CircleState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    MEETING = "meeting"
    """It is a learning atelier."""
    DROPPED = "dropped"


class Circle(Base, Stateful):
    """Two to five people of whom each teaches the next, the last the first; `workshop_id` its atelier."""

    __tablename__ = "circle"
    __table_args__ = (scope_key(), scoped("workshop", "workshop_id"))

    state: Mapped[str] = mapped_column(default=CircleState.PROPOSED.value, index=True, info=PLAIN)
    workshop_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    on: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    places: Mapped[list["CirclePlace"]] = relationship(
        cascade="all, delete-orphan", order_by="CirclePlace.position"
    )


class CirclePlace(Base, MunicipalityScope):
    """Somebody in a circle, and what they teach whoever comes next."""

    __tablename__ = "circle_place"
    __table_args__ = (
        scoped("circle", "circle_id", ondelete="CASCADE"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        UniqueConstraint("circle_id", "participant_id"),
        whose("circle_place"),
    )

    circle_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), info=CAPABILITY)
    answer: Mapped[str] = mapped_column(default="", info=PLAIN)
