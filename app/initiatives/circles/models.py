"""Searches for circles, and the circles they found: proposed, agreed, met as a learning atelier, dropped."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped, whose
from app.core.machine import Stateful
from app.core.privacy import CAPABILITY, PLAIN


class CircleState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    """Everybody in it said yes."""
    MEETING = "meeting"
    """It is a learning atelier."""
    DROPPED = "dropped"


class Answer(StrEnum):
    NONE = ""
    YES = "yes"
    NO = "no"


class Left(StrEnum):
    """Why somebody is not in the circle any more; "" while they are."""

    REMOVED = "removed"
    """Taken out by a facilitator."""
    GONE = "gone"
    """Took back that they may be proposed, or may not be any more."""


class CircleSearch(Base, MunicipalityScope):
    """A search for circles whose people share so many `hours` of the week and, where it `is_near`, a parish.

    `people` were looked at; no set of circles has more than `bound` of them. `left_out`: so many circles were
    not kept, for somebody in them may not be proposed any more, or stands in another.
    """

    __tablename__ = "circle_search"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    hours: Mapped[int] = mapped_column(default=0, info=PLAIN)
    is_near: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    people: Mapped[int] = mapped_column(default=0, info=PLAIN)
    found: Mapped[int] = mapped_column(default=0, info=PLAIN)
    bound: Mapped[int] = mapped_column(default=0, info=PLAIN)
    left_out: Mapped[int] = mapped_column(default=0, info=PLAIN)
    task_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    solved_at: Mapped[Instant | None]


class Circle(Base, Stateful):
    """Two to five people of whom each teaches the next, the last the first, in a `language` all speak; where
    (a known place, or one in words) and `on` which day they meet, and `workshop_id`, the atelier it became.
    """

    __tablename__ = "learning_circle"
    __table_args__ = (
        scope_key(),
        scoped("circle_search", "search_id"),
        scoped("workshop", "workshop_id"),
        scoped("place", "place_id"),
    )

    search_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    state: Mapped[str] = mapped_column(default=CircleState.PROPOSED.value, index=True, info=PLAIN)
    workshop_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    place_id: Mapped[UUID | None] = mapped_column(Uuid)
    place_name: Mapped[str] = mapped_column(default="", info=PLAIN)
    on: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    search: Mapped[CircleSearch] = relationship(viewonly=True)
    places: Mapped[list["CirclePlace"]] = relationship(
        cascade="all, delete-orphan", order_by="CirclePlace.position", back_populates="circle"
    )

    @property
    def members(self) -> list["CirclePlace"]:
        """Who is in it, in the order of the circle."""
        return sorted((each for each in self.places if not each.left), key=lambda each: each.position)


class CirclePlace(Base, MunicipalityScope):
    """Somebody in a circle, what they teach whoever comes next, and what they said to it."""

    __tablename__ = "circle_place"
    __table_args__ = (
        scoped("learning_circle", "circle_id", ondelete="CASCADE"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        UniqueConstraint("circle_id", "participant_id"),
        whose("circle_place"),
    )

    id: Mapped[Id]
    circle_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), info=CAPABILITY)
    answer: Mapped[str] = mapped_column(default=Answer.NONE.value, info=PLAIN)
    answered_at: Mapped[Instant | None]
    left: Mapped[str] = mapped_column(default="", info=PLAIN)

    circle: Mapped[Circle] = relationship(back_populates="places")
