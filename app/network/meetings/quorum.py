"""How many must be there so that a body may decide."""

from dataclasses import dataclass
from enum import StrEnum


class RuleKind(StrEnum):
    """What a body's own rule counts by; MAJORITY: more than half of its members."""

    NONE = "none"
    MAJORITY = "majority"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Rule:
    """A body's rule. `number` for RuleKind.NUMBER; after `second_after` minutes `second_least` are enough, or
    whoever is there. `second_after` None: there is no second call.
    """

    kind: RuleKind = RuleKind.NONE
    number: int | None = None
    second_after: int | None = None
    second_least: int | None = None

    def needed(self, members: int, *, on_second_call: bool = False) -> int:
        """How many members must be there of so many; never fewer on the first call than on the second."""
        if self.kind is RuleKind.NONE:
            return 0
        first = members // 2 + 1 if self.kind is RuleKind.MAJORITY else max(1, self.number or 1)
        if on_second_call and self.second_after is not None:
            return min(first, max(1, self.second_least or 1))
        return first


@dataclass(frozen=True, slots=True)
class Quorum:
    """How it stands in one meeting."""

    members: int
    present: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed
