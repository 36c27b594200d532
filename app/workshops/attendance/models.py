"""Who was there: per person per session, or counted without names."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import CIRCUMSTANCE, PLAIN


class AttendanceState(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


class Attendance(Base, MunicipalityScope):
    """What was noted of one person in one session; no row yet is "expected".

    `minutes` attended (a late arrival counts from then). `reason` of an absence is a catalogue value:
    transport, childcare, health, work, family, appointment, other. `noted_how`: table, slip,
    paper or outreach.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        scoped("session", "session_id", ondelete="CASCADE"),
        scoped("enrolment", "enrolment_id", ondelete="CASCADE"),
    )

    session_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
    state: Mapped[str] = mapped_column(info=PLAIN)
    minutes: Mapped[int] = mapped_column(default=0, info=PLAIN)
    reason: Mapped[str] = mapped_column(default="", info=CIRCUMSTANCE)
    noted_how: Mapped[str] = mapped_column(default="table", info=PLAIN)
    noted_at: Mapped[Instant]
    noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class Headcount(Base, MunicipalityScope):
    """How many of a group came without being registered; `group` "" is everybody else."""

    __tablename__ = "headcount"
    __table_args__ = (scoped("session", "session_id", ondelete="CASCADE"),)

    session_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    group: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(info=PLAIN)


class SessionScan(Base, MunicipalityScope):
    """The scan of a signed attendance sheet."""

    __tablename__ = "session_scan"
    __table_args__ = (
        scope_key(),
        scoped("session", "session_id", ondelete="CASCADE"),
        scoped("file", "file_id"),
        UniqueConstraint("session_id", "file_id"),
    )

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    file_id: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
