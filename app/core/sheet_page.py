"""What a feature contributes to the page of a project sheet, and of a series of sessions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from app.core.actor import Actor
from app.core.feature import Panel
from app.core.lines import Lines


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What is shown above a project sheet, to whoever may read it."""

    panels: Callable[[Actor, Any], Iterable[Panel]]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """What is shown beside a series of sessions, to whoever may open it.

    `lines` are queries (core/lines.py) of what the actor may read; those of all features are one query.
    `panels` makes panels of what was read.
    """

    lines: Callable[[Actor, Any], Iterable[Select[Any]]]
    panels: Callable[[Actor, Any, Lines], Iterable[Panel]]
