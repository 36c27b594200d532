"""One table for all of it: what, since when, who said so."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scoped, whose
from app.core.privacy import CIRCUMSTANCE, OWN_WORDS, PLAIN


class Fact(Base, MunicipalityScope):
    """Something about a person, of a `kind` (kinds.toml). Of kinds with several answers each has its `key`.

    `since` is as much of the day as is known (days.py), "" where that is nothing; `begins_on` the last day
    that it can mean, `ends_on` the last on which it held. Changed, it is ended or followed by another;
    wrong, it is withdrawn; never written over.
    """

    __tablename__ = "fact"
    __table_args__ = (
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_fact_municipality_id_kind_value", "municipality_id", "kind", "value"),
        whose("fact"),
    )

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    key: Mapped[str] = mapped_column(default="", info=CIRCUMSTANCE)
    value: Mapped[str] = mapped_column(info=OWN_WORDS)
    since: Mapped[str] = mapped_column(default="", info=PLAIN)
    begins_on: Mapped[date | None] = mapped_column(info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)
    source: Mapped[str] = mapped_column(info=PLAIN)
    noted_at: Mapped[Created]
    noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def stands_since(self) -> tuple[date, datetime, UUID]:
        """What decides between two: which began later, of equals which was noted later."""
        return self.begins_on or date.min, self.noted_at, self.id
