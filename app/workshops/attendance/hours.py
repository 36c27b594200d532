"""How long somebody was there, out of how long it took place. Minutes throughout."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.workshops.attendance.models import AttendanceState

ATTENDING = frozenset({AttendanceState.PRESENT.value, AttendanceState.LATE.value})
"""The states of somebody who was there."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes attended out of the minutes held."""

    attended: int = 0
    held: int = 0

    @property
    def share(self) -> int:
        """Whole percent, rounded down: nobody reaches a mark by rounding. Nothing held is nothing reached."""
        return 100 * self.attended // self.held if self.held else 0

    def reaches(self, share: int) -> bool:
        """Whether `share` percent of the hours were attended."""
        return self.held > 0 and self.share >= share


def minutes_attended(state: str, noted: int, length: int) -> int:
    """Of a session of `length`: all of it when present, `noted` when late, else none."""
    if state == AttendanceState.PRESENT:
        return length
    return max(0, min(noted, length)) if state == AttendanceState.LATE else 0


def hours_of(sessions: Iterable[tuple[str, int, int]]) -> Hours:
    """The hours of one person: (state, minutes noted, length) of every session that was held."""
    attended = held = 0
    for state, noted, length in sessions:
        attended += minutes_attended(state, noted, length)
        held += length
    return Hours(attended, held)
