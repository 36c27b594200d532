"""What is kept of a person, and what goes on with them: asked of every feature before somebody is erased."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select


@dataclass(frozen=True, slots=True)
class Activity:
    """Participants with whom something goes on, or went on since an instant: no clock erases them."""

    whose: Callable[[datetime], Select[Any]]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Something that is kept of a person, counted: what erasing takes away, or leaves as a number only."""

    label: Any
    count: Callable[[UUID], Select[int]]
    stays: bool = False


def rows_of(label: Any, model: type[Any], *, stays: bool = False) -> Belonging:
    """The rows of a table that names its participant."""

    def count(whose: UUID) -> Select[int]:
        return select(func.count()).select_from(model).where(model.participant_id == whose)

    return Belonging(label, count, stays)
