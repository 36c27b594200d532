"""What a feature contributes to the page of a project sheet, and of a series of sessions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.core.actor import Actor
from app.core.feature import Panel


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What is shown above a project sheet, to whoever may read it."""

    panels: Callable[[Actor, Any], Iterable[Panel]]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """What is shown beside a series of sessions, to whoever may open it."""

    panels: Callable[[Actor, Any], Iterable[Panel]]
