"""Needs of the place, and the competences it takes to serve them. All amounts are cents."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import OWN_WORDS, PLAIN


class OpportunityState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    SERVED = "served"
    """An initiative sees to it."""
    ENDED = "ended"
    MERGED = "merged"


class Origin(StrEnum):
    """From whom it is known."""

    OFFICE = "office"
    PARTNER = "partner"
    IDEA = "idea"
    OFFER = "offer"


class Opportunity(Base, Stateful):
    """Something that somebody in the place needs, and that a few people could do for pay or for good.

    `origin` says from whom it is known: `organisation_id` for a partner, `offer_id` for an offer that nobody
    fills. `months`: those of its season (1 to 12), none for the whole year. `income_from` and `income_to`:
    what it could bring in a month, all together. `fewest` and `most` people. `merged_into`: the one that it
    is the same as.
    """

    __tablename__ = "opportunity"
    __table_args__ = (
        scope_key(),
        scoped("parish", "parish_id"),
        scoped("offer", "offer_id"),
        scoped("opportunity", "merged_into"),
        Index("ix_opportunity_municipality_id_state", "municipality_id", "state", "sort_key", "id"),
    )

    state: Mapped[str] = mapped_column(default=OpportunityState.DRAFT.value, info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    origin: Mapped[str] = mapped_column(default=Origin.OFFICE.value, info=PLAIN)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    offer_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    months: Mapped[list[int]] = mapped_column(JSON, default=list, info=PLAIN)
    income_from: Mapped[int | None] = mapped_column(info=PLAIN)
    income_to: Mapped[int | None] = mapped_column(info=PLAIN)
    fewest: Mapped[int] = mapped_column(default=1, info=PLAIN)
    most: Mapped[int] = mapped_column(default=5, info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)
    merged_into: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    needs: Mapped[list["OpportunityNeed"]] = relationship(
        cascade="all, delete-orphan", order_by="OpportunityNeed.position"
    )


class OpportunityNeed(Base, MunicipalityScope):
    """A competence that it takes: `weight` 1 to 3, `people` so many of the team, at `minimum_level` or higher
    ("" for any).
    """

    __tablename__ = "opportunity_need"
    __table_args__ = (scoped("opportunity", "opportunity_id", ondelete="CASCADE"),)

    opportunity_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0, info=PLAIN)
    weight: Mapped[int] = mapped_column(default=2, info=PLAIN)
    minimum_level: Mapped[str] = mapped_column(default="", info=PLAIN)
    people: Mapped[int] = mapped_column(default=1, info=PLAIN)


class OpportunityMerge(Base, MunicipalityScope):
    """That one was found to be the same as another; what is needed to make two of them again.

    `needs`: what became of needs of the one that stayed, each `[competence, before, after]`, where before and
    after are `[weight, level, people]` or null. `moved`: by table the ids of the rows that followed.
    """

    __tablename__ = "opportunity_merge"
    __table_args__ = (
        scoped("opportunity", "kept_id"),
        scoped("opportunity", "gone_id"),
        one_active("uq_opportunity_merge_gone", "gone_id", where="undone_at IS NULL"),
    )

    id: Mapped[Id]
    kept_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    gone_id: Mapped[UUID] = mapped_column(Uuid)
    needs: Mapped[list[Any]] = mapped_column(JSON, default=list, info=PLAIN)
    moved: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict, info=PLAIN)
    merged_at: Mapped[Instant]
    undone_at: Mapped[Instant | None]
