"""What was said by a link of an entry of the directory."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import IDENTITY, OWN_WORDS, PLAIN
from app.directory.services.models import Service


class Outcome(StrEnum):
    TRUE = "true"
    CHANGED = "changed"
    ENDED = "ended"


class ServiceReport(Base, MunicipalityScope):
    """The last answer by one link; what changed waits until somebody has mended the entry (`settled_at`)."""

    __tablename__ = "service_report"
    __table_args__ = (
        scope_key(),
        scoped("service", "service_id"),
        scoped("partner_link", "link_id"),
        UniqueConstraint("link_id"),
        Index("ix_service_report_municipality_id_at", "municipality_id", "at", "id"),
    )

    id: Mapped[Id]
    service_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    link_id: Mapped[UUID] = mapped_column(Uuid)
    outcome: Mapped[str] = mapped_column(info=PLAIN)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    said_by: Mapped[str] = mapped_column(default="", info=IDENTITY)
    at: Mapped[Instant]
    settled_at: Mapped[Instant | None]
    settled_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    service: Mapped[Service] = relationship()
