"""What an earlier feature tells, without knowing who listens: later features answer in receivers.py.

Receivers run at once, in the transaction of the act; an error of theirs undoes the act.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Told = TypeVar("Told")


class Signal(Generic[Told]):
    """Something that happened; connecting the same receiver twice is once."""

    def __init__(self) -> None:
        self._receivers: list[Callable[[Told], None]] = []

    def connect(self, receiver: Callable[[Told], None]) -> Callable[[Told], None]:
        """Add a receiver; also usable as a decorator."""
        if receiver not in self._receivers:
            self._receivers.append(receiver)
        return receiver

    def send(self, told: Told) -> None:
        """Tell every receiver, in the order they came."""
        for receiver in self._receivers:
            receiver(told)
