"""Whether a team can do what a demand asks, and what has to be taught for it.

A person counts as the set of needs that they cover (`covers`, a number whose bits are the needs), so that
everybody alike is one row with a count. A demand is judged alone: whom one team takes, another may take too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

MOST_STEPS = 20_000
"""So many members are tried before a team is given up as too hard to judge."""


class TooHard(Exception):
    """Not decided within MOST_STEPS."""


@dataclass(frozen=True, slots=True)
class Course:
    """A measure with fewer seats than a team may have members: the needs that it teaches, and its seats."""

    teaches: int
    seats: int


@dataclass(frozen=True, slots=True)
class Crew:
    """What is left to be found: people for each need, among `fewest` to `slots` more members.

    Everybody in it can do something of what is needed, has a seat of a course, or is taught it as all are
    (`is_taught`). `supply`: how many people there are by what they cover.
    """

    needed: tuple[int, ...]
    slots: int
    supply: Mapping[int, int]
    courses: tuple[Course, ...] = ()
    fewest: int = 0
    is_taught: bool = False

    def with_member(self, covers: int, taken: Sequence[int] = ()) -> "Crew":
        """One more member, who takes a seat of some courses (by their places in the row)."""
        gained = covers
        courses = list(self.courses)
        for place in taken:
            gained |= courses[place].teaches
            courses[place] = replace(courses[place], seats=courses[place].seats - 1)
        needed = tuple(max(0, each - (gained >> bit & 1)) for bit, each in enumerate(self.needed))
        supply = {**self.supply, covers: self.supply[covers] - 1}
        return replace(
            self,
            needed=needed,
            slots=self.slots - 1,
            supply=supply,
            courses=tuple(courses),
            fewest=self.fewest - 1,
        )

    @property
    def has_enough(self) -> bool:
        """Whether there are others to make it as large as it has to be."""
        others = self.supply.get(0, 0)
        able = sum(self.supply.values()) - others
        seats = others if self.is_taught else sum(each.seats for each in self.courses)
        return able + min(others, seats) >= self.fewest

    @property
    def missing(self) -> int:
        """The needs that are not covered yet, as a set."""
        return sum(1 << bit for bit, each in enumerate(self.needed) if each)


def is_possible(crew: Crew) -> bool:
    """Whether the members who are left to be found can cover what is needed; TooHard."""
    return _search(crew, [MOST_STEPS])


def is_possible_with(crew: Crew, covers: int) -> bool:
    """The same, with one member of a kind who has to be in it."""
    steps = [MOST_STEPS]
    seats = [taken for taken in _seatings(crew) if covers or taken or crew.is_taught]
    return crew.slots > 0 and any(_search(crew.with_member(covers, taken), steps) for taken in seats)


def _search(crew: Crew, steps: list[int]) -> bool:
    missing = crew.missing
    if not missing:
        return crew.has_enough
    if max(crew.needed) > crew.slots:
        return False
    steps[0] -= 1
    if steps[0] < 0:
        raise TooHard
    options = _options(crew, missing)
    most = max((gain.bit_count() for gain, _, _ in options), default=0)
    if most * crew.slots < sum(crew.needed):
        return False
    rarest = _rarest(missing, [gain for gain, _, _ in options])
    fitting = [each for each in options if each[0] >> rarest & 1]
    return any(_search(crew.with_member(covers, taken), steps) for _, covers, taken in fitting)


Option = tuple[int, int, tuple[int, ...]]


def _options(crew: Crew, missing: int) -> list[Option]:
    """Who could be the next member: (what is gained, what they cover, courses), the best first.

    Left out is who gains less than somebody of whom there are as many as the crew may still hold.
    """
    found: dict[tuple[int, tuple[int, ...]], Option] = {}
    for taken in _seatings(crew):
        taught = 0
        for place in taken:
            taught |= crew.courses[place].teaches
        for covers, count in crew.supply.items():
            gain = (covers | taught) & missing
            if not count or not gain:
                continue
            kept = found.get((gain, taken))
            if kept is None or crew.supply[kept[1]] < count:
                found[gain, taken] = (gain, covers, taken)
    plenty = {
        gain for gain, covers, taken in found.values() if not taken and crew.supply[covers] >= crew.slots
    }
    options = [
        each for each in found.values() if not any(each[0] | more == more != each[0] for more in plenty)
    ]
    return sorted(options, key=lambda each: (-each[0].bit_count(), len(each[2]), each))


def _seatings(crew: Crew) -> list[tuple[int, ...]]:
    """Every choice of courses that have a seat left, the empty one first."""
    free = [place for place, each in enumerate(crew.courses) if each.seats]
    return [some for size in range(len(free) + 1) for some in combinations(free, size)]


def _rarest(missing: int, gains: Sequence[int]) -> int:
    bits = [bit for bit in range(missing.bit_length()) if missing >> bit & 1]
    return min(bits, key=lambda bit: (sum(gain >> bit & 1 for gain in gains), bit))


def smallest_sets(is_enough: Callable[[int], bool], size: int) -> list[int]:
    """The sets of 0 … size − 1 (as numbers of bits) that are enough, and of which nothing can be left out.

    `is_enough` stays true when something is added.
    """
    found: list[int] = []

    def go(chosen: int, bit: int) -> None:
        if any(each & chosen == each for each in found):
            return
        if is_enough(chosen):
            found.append(chosen)
        elif bit < size and is_enough(chosen | (1 << size) - (1 << bit)):
            go(chosen | 1 << bit, bit + 1)
            go(chosen, bit + 1)

    go(0, 0)
    return sorted(each for each in found if not any(other & each == other != each for other in found))
