"""Two things at once: the same place, or the same facilitator, in two sessions of one day.

Wall times are compared: all sessions of a municipality keep its zone. One that ends when the other begins
does not clash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol
from uuid import UUID

from app.core import text
from app.workshops.planning.models.session import Session


class When(Protocol):
    """A day with two wall times and a place: a session, or one that is only wanted."""

    @property
    def on(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def place_id(self) -> UUID | None: ...
    @property
    def place_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands in the way: another session, and what both would need (nobody: the place)."""

    session: Session
    staff_id: UUID | None = None

    @property
    def is_of_place(self) -> bool:
        return self.staff_id is None


def clashes(
    wanted: When, leaders: Iterable[UUID], others: Sequence[tuple[Session, Sequence[UUID]]]
) -> list[Clash]:
    """What stands in the way of a wanted session among others, each with those who lead it."""
    mine = list(leaders)
    found = []
    for session, theirs in others:
        if not overlap(wanted, session):
            continue
        if same_place(wanted, session):
            found.append(Clash(session))
        found += [Clash(session, each) for each in mine if each in theirs]
    return found


def overlap(one: When, other: When) -> bool:
    """Whether both take place at the same time for a while."""
    return one.on == other.on and one.starts < other.ends and other.starts < one.ends


def same_place(one: When, other: When) -> bool:
    """The same known place, or a place used once by the same name."""
    if one.place_id or other.place_id:
        return one.place_id == other.place_id
    return bool(one.place_name) and text.fold(one.place_name) == text.fold(other.place_name)
