"""A figure over time as a line, as the component ui/components/line_chart.html draws it.

Heights are hundredths of the picture, from its lower edge; its numbers must also stand in a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Of the line; `name` is said under it, where it is not empty."""

    height: float
    is_below: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A line across with its amount; `is_zero` for the one that matters."""

    height: float
    said: str
    is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is so from a point on (its number), in a few words."""

    at: int
    said: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line under a title; `about` says to whoever does not see it what it shows."""

    title: str
    about: str
    points: Sequence[Point]
    levels: Sequence[Level]
    events: Sequence[Event] = ()


def scale(amounts: Sequence[int]) -> tuple[int, int]:
    """The lowest and the highest amount of a picture that shows nothing as well; they are never the same."""
    lowest, highest = min(0, *amounts), max(0, *amounts)
    return (lowest, highest) if lowest < highest else (lowest, lowest + 1)
