"""Figures as bars, as the component ui/components/bars.html draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Figure(Protocol):
    """What stands beside a bar."""

    @property
    def said(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as a bar from `start`, `share` hundredths of the longest; what is left out has none."""

    name: str
    figure: Figure
    share: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars under a title; `about` says to whoever does not see it what it shows."""

    title: str
    about: str
    bars: Sequence[Bar]
