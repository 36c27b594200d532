"""What a feature contributes to the page of a person: panels, what happened, and what can be done from it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from app.core.actor import Actor
from app.core.feature import Link, Panel
from app.core.lines import Lines


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened with a person; `by` is the staff who did it, where known.

    `on`: the day it happened, where it was written down on another. `is_over`: it no longer counts.
    """

    at: datetime
    title: Any
    by: UUID | None = None
    text: Any = ""
    link: Link | None = None
    on: date | None = None
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done with a person from their page, at `position` of the bar above it."""

    position: int
    link: Link
    icon: str


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """One feature's part of a person's page; `staff` are those whom its panels name by `names[id]`."""

    panels: Sequence[Panel] = ()
    moments: Sequence[Moment] = ()
    staff: Sequence[UUID | None] = ()
    acts: Sequence[Act] = ()


def _nothing(_actor: Actor, _person: Any) -> Iterable[Select[Any]]:
    return ()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What is shown of a participant.

    `lines` are queries (core/lines.py) of what the actor may read, the same objects every time; those of all
    features are one query.
    `about` makes panels and moments of what was read, and reads itself only what has no such shape.
    """

    about: Callable[[Actor, Any, Lines], AboutPerson]
    lines: Callable[[Actor, Any], Iterable[Select[Any]]] = _nothing
