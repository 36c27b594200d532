"""Searches for people who complete each other, the teams they found, and who was invited."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped, whose
from app.core.machine import Stateful
from app.core.privacy import CAPABILITY, OWN_WORDS, PLAIN, SECRET


class SearchResult(StrEnum):
    WAITING = ""
    PROVEN = "proven"
    """There is no better one."""
    GAP = "gap"
    """Time was up: how much better one could be is stated."""
    NOBODY = "nobody"
    """Nobody who agreed to it can do any of it."""
    CONFLICT = "conflict"
    """The wishes cannot all be met."""
    ENOUGH = "enough"
    """The group that was to be completed lacks nothing that somebody could bring."""


class TeamState(StrEnum):
    PROPOSED = "proposed"
    INVITED = "invited"
    FORMED = "formed"
    DROPPED = "dropped"


class PlaceState(StrEnum):
    PROPOSED = "proposed"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REMOVED = "removed"
    """Taken out by a facilitator, before or after they were asked."""
    GONE = "gone"
    """Took back that they may be proposed, or may not be any more."""


class Asking(StrEnum):
    """What is wished of people by name."""

    MUST = "must"
    MUST_NOT = "must_not"
    TOGETHER = "together"
    APART = "apart"


class TeamSearch(Base, MunicipalityScope):
    """What is looked for: for an opportunity, or to complete an initiative. It can be solved again, and is
    changed until then. `wishes` as asked.py reads them; those that name people are `TeamWish`.

    `gap` in thousandths of the `gap_part` of the score that could be better. `conflict`: the smallest set of
    wishes that exclude each other, as [kind, number of the TeamWish or None]. `people`: so many were looked
    at. `left_out`: so many teams that were found were not kept, for somebody in them may not be proposed any
    more, or stands in enough proposals.
    """

    __tablename__ = "team_search"
    __table_args__ = (
        scope_key(),
        scoped("opportunity", "opportunity_id", ondelete="CASCADE"),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
    )

    id: Mapped[Id]
    opportunity_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    initiative_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    wishes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PLAIN)
    result: Mapped[str] = mapped_column(default=SearchResult.WAITING.value, info=PLAIN)
    gap: Mapped[int | None] = mapped_column(info=PLAIN)
    gap_part: Mapped[str] = mapped_column(default="", info=PLAIN)
    conflict: Mapped[list[Any]] = mapped_column(JSON, default=list, info=PLAIN)
    people: Mapped[int] = mapped_column(default=0, info=PLAIN)
    left_out: Mapped[int] = mapped_column(default=0, info=PLAIN)
    task_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    solved_at: Mapped[Instant | None]


class TeamWish(Base, MunicipalityScope):
    """Somebody whom a wish of a search names; those of one wish share its `number`."""

    __tablename__ = "team_wish"
    __table_args__ = (
        scoped("team_search", "search_id", ondelete="CASCADE"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        whose("team_wish"),
    )

    id: Mapped[Id]
    search_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    number: Mapped[int] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]


class Team(Base, Stateful):
    """A team that was found, the best first (`position`); `score` as problem.py orders it. `needs`: what it
    was found for, as it was then (matrix.py). `initiative_id` is what it became.
    """

    __tablename__ = "team"
    __table_args__ = (
        scope_key(),
        scoped("team_search", "search_id", ondelete="CASCADE"),
        scoped("initiative", "initiative_id"),
        Index("ix_team_municipality_id_state", "municipality_id", "state", "id"),
    )

    state: Mapped[str] = mapped_column(default=TeamState.PROPOSED.value, info=PLAIN)
    search_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)
    score: Mapped[list[int]] = mapped_column(JSON, default=list, info=PLAIN)
    needs: Mapped[list[Any]] = mapped_column(JSON, default=list, info=PLAIN)
    is_edited: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    initiative_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    search: Mapped[TeamSearch] = relationship()
    places: Mapped[list["TeamPlace"]] = relationship(
        cascade="all, delete-orphan", order_by="TeamPlace.position", back_populates="team"
    )


class TeamPlace(Base, Stateful):
    """Somebody in a team. `covers`: by competence the level at which, as it was then. Of an invitation the
    link is kept as a hash, until when it can be answered, and the job of the message that carries it.
    """

    __tablename__ = "team_place"
    __table_args__ = (
        scoped("team", "team_id", ondelete="CASCADE"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        UniqueConstraint("team_id", "participant_id"),
        whose("team_place"),
    )

    state: Mapped[str] = mapped_column(default=PlaceState.PROPOSED.value, info=PLAIN)
    team_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(default=0, info=PLAIN)
    covers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, info=CAPABILITY)
    token_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    answer_by: Mapped[date | None] = mapped_column(info=PLAIN)
    invited_at: Mapped[Instant | None]
    answered_at: Mapped[Instant | None]
    answered_how: Mapped[str] = mapped_column(default="", info=PLAIN)
    message_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)

    team: Mapped[Team] = relationship(back_populates="places")
