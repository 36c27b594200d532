"""The project sheet: two or three ways to go, compared on one page."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.privacy import OWN_WORDS, PLAIN


class AlternativeKind(StrEnum):
    JOB = "job"
    OWN_ACTIVITY = "own_activity"
    TOGETHER = "together"
    TRAINING = "training"


class ProjectSheet(Base, MunicipalityScope):
    """One person's comparison, made in a project workshop or beside one. `chosen`: a position, or None."""

    __tablename__ = "project_sheet"
    __table_args__ = (
        scope_key(),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        scoped("workshop", "workshop_id"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    workshop_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    chosen: Mapped[int | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    alternatives: Mapped[list["ProjectAlternative"]] = relationship(
        cascade="all, delete-orphan", order_by="ProjectAlternative.position"
    )


class ProjectAlternative(Base, MunicipalityScope):
    """One way: what the person brings, what it takes, the first step and until when."""

    __tablename__ = "project_alternative"
    __table_args__ = (scoped("project_sheet", "sheet_id", ondelete="CASCADE"),)

    sheet_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    brings: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    takes: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    first_step: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    first_step_by: Mapped[date | None] = mapped_column(info=PLAIN)
