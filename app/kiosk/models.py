"""Terminals and visits. A visit belongs to its terminal, so a browser that dies comes back to it."""

from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped
from app.core.enrolling import Enrollable
from app.core.privacy import CIRCUMSTANCE, PLAIN, SECRET


class Terminal(Base, Enrollable, MunicipalityScope):
    """An enrolled public device. `key_hash` belongs to its launcher, kept outside the browser's profile."""

    __tablename__ = "terminal"
    __table_args__ = (scope_key(),)

    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    prints: Mapped[bool] = mapped_column(default=True, info=PLAIN)


class TerminalSession(Base, MunicipalityScope):
    """One start of a terminal's browser: a one-time ticket traded for the cookie of this run."""

    __tablename__ = "terminal_session"
    __table_args__ = (
        scoped("terminal", "terminal_id", ondelete="CASCADE"),
        one_active(
            "uq_terminal_session_connected",
            "terminal_id",
            where="token_hash IS NOT NULL AND ended_at IS NULL",
        ),
    )

    id: Mapped[Id]
    terminal_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    ticket_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    ticket_until: Mapped[Instant]
    token_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    created_at: Mapped[Created]
    ended_at: Mapped[Instant | None]


class Visit(Base, MunicipalityScope):
    """One person at one terminal, from the first tap to the end; the row is deleted then, and all it saw.

    The display aids and the language belong to the visit, so that nothing of them survives it.
    """

    __tablename__ = "visit"
    __table_args__ = (
        scope_key(),
        scoped("terminal", "terminal_id", ondelete="CASCADE"),
        scoped("inventory", "inventory_id"),
        scoped("notice", "notice_id"),
        Index("ix_visit_terminal_id", "terminal_id", unique=True),
    )

    id: Mapped[Id]
    terminal_id: Mapped[UUID] = mapped_column(Uuid)
    language: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    text_size: Mapped[str] = mapped_column(default="normal", info=CIRCUMSTANCE)
    high_contrast: Mapped[bool] = mapped_column(default=False, info=CIRCUMSTANCE)
    lower: Mapped[bool] = mapped_column(default=False, info=CIRCUMSTANCE)
    speech: Mapped[bool] = mapped_column(default=False, info=CIRCUMSTANCE)
    started_at: Mapped[Created]
    active_at: Mapped[Instant]
    inventory_id: Mapped[UUID | None] = mapped_column(Uuid)
    notice_id: Mapped[UUID | None] = mapped_column(Uuid)

    terminal: Mapped[Terminal] = relationship()


class VisitEnrolment(Base, MunicipalityScope):
    """An enrolment that was asked for in a visit or opened by its code: no other visit shows it."""

    __tablename__ = "visit_enrolment"
    __table_args__ = (
        scoped("visit", "visit_id", ondelete="CASCADE"),
        scoped("enrolment", "enrolment_id", ondelete="CASCADE"),
    )

    visit_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, index=True)
