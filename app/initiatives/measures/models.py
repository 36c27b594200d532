"""What opens doors, with its cost, and searches for the few that open most."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import OWN_WORDS, PLAIN


class MeasureKind(StrEnum):
    COURSE = "course"
    LICENCE = "licence"
    TRANSPORT = "transport"
    CHILD_CARE = "child_care"
    OTHER = "other"


class Measure(Base, MunicipalityScope):
    """A course, a licence or a help that opens something. `gives`: at which level it gives its competences;
    `seats`: to how many people (None: to everybody); `lifts`: reasons why offers stay unfilled
    (directory: unfilled) that it takes away. `cents`: what it costs, all together.
    """

    __tablename__ = "opening_measure"
    __table_args__ = (
        scope_key(),
        Index("ix_opening_measure_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
    )

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    cents: Mapped[int] = mapped_column(info=PLAIN)
    seats: Mapped[int | None] = mapped_column(info=PLAIN)
    gives: Mapped[str] = mapped_column(default="alone", info=PLAIN)
    lifts: Mapped[list[str]] = mapped_column(JSON, default=list, info=PLAIN)
    is_offered: Mapped[bool] = mapped_column(default=True, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    competences: Mapped[list["MeasureCompetence"]] = relationship(cascade="all, delete-orphan")


class MeasureCompetence(Base, MunicipalityScope):
    """A competence that a measure gives."""

    __tablename__ = "opening_measure_competence"
    __table_args__ = (scoped("opening_measure", "measure_id", ondelete="CASCADE"),)

    measure_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)


class MeasureSearch(Base, MunicipalityScope):
    """What was asked (how many measures, under which budget in cents) and what came of it: `outcome` is that
    of measures/outcome.py, empty until it was found. Its task has its id (app/core/tasks.py).
    """

    __tablename__ = "measure_search"
    __table_args__ = (
        Index("ix_measure_search_municipality_id_created_at", "municipality_id", "created_at", "id"),
    )

    id: Mapped[Id]
    at_most: Mapped[int] = mapped_column(info=PLAIN)
    budget: Mapped[int | None] = mapped_column(info=PLAIN)
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    solved_at: Mapped[Instant | None]
