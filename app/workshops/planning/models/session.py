"""One date and place of a series."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Instant, MunicipalityScope, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import OWN_WORDS, PLAIN
from app.workshops.planning.models.place import Place
from app.workshops.planning.models.series import Workshop


class SessionState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Session(Base, Stateful):
    """Keeps the wall time and its zone: a change of the clocks moves the instant, not the appointment.

    `place_id`, or `place_name` for a place used once, and the `parish_id` where that lies.
    `summary` is the *sumário*: what was done, written after the session. `heads_by` counted last who came.
    """

    __tablename__ = "session"
    __table_args__ = (
        scope_key(),
        scoped("workshop", "workshop_id", ondelete="CASCADE"),
        scoped("place", "place_id"),
        Index("ix_session_municipality_id_on", "municipality_id", "on"),
    )

    workshop_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    on: Mapped[date] = mapped_column(info=PLAIN)
    starts: Mapped[time] = mapped_column(info=PLAIN)
    ends: Mapped[time] = mapped_column(info=PLAIN)
    zone: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(default="", info=PLAIN)
    place_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    place_name: Mapped[str] = mapped_column(default="", info=PLAIN)
    state: Mapped[str] = mapped_column(default=SessionState.PLANNED.value, info=PLAIN)
    summary: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    summary_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    summary_at: Mapped[Instant | None]
    heads_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    heads_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]

    workshop: Mapped[Workshop] = relationship(overlaps="place")
    place: Mapped[Place | None] = relationship(overlaps="workshop")
    once: Mapped["SessionParish | None"] = relationship(cascade="all, delete-orphan")

    @property
    def starts_at(self) -> datetime:
        """The instant it begins, aware."""
        return datetime.combine(self.on, self.starts, ZoneInfo(self.zone))

    @property
    def ends_at(self) -> datetime:
        """The instant it ends, aware."""
        return datetime.combine(self.on, self.ends, ZoneInfo(self.zone))

    @property
    def minutes(self) -> int:
        """How long it lasts, also when the clocks change (wall times of one zone subtract naively)."""
        lasts = self.ends_at.astimezone(UTC) - self.starts_at.astimezone(UTC)
        return int(lasts.total_seconds() // 60)

    @property
    def where(self) -> str:
        """The name of the place where it is held, known or used once."""
        return self.place.name if self.place else self.place_name

    @property
    def parish_id(self) -> UUID | None:
        """Where a place used once lies; of a known place its own row says that."""
        return self.once.parish_id if self.once else None

    @parish_id.setter
    def parish_id(self, parish_id: UUID | None) -> None:
        if parish_id is None:
            self.once = None
        elif self.once:
            self.once.parish_id = parish_id
        else:
            self.once = SessionParish(parish_id=parish_id)

    @property
    def held_in(self) -> UUID | None:
        """The parish where it is held, of a known place or of one used once."""
        return self.place.parish_id if self.place else self.parish_id

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED


class SessionParish(Base, MunicipalityScope):
    """The parish of a place used once: so that those reached there can be counted by it."""

    __tablename__ = "session_parish"
    __table_args__ = (
        scoped("session", "session_id", ondelete="CASCADE"),
        scoped("parish", "parish_id"),
    )

    session_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    parish_id: Mapped[UUID] = mapped_column(Uuid, index=True)
