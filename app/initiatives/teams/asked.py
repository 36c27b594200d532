"""What is wished of a team, between how it is kept (`TeamSearch.wishes`, `TeamWish`) and how it is solved."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from app.initiatives.teams.models import Asking, TeamWish
from app.initiatives.teams.problem import MOST, Wish, Wishes

SINGLE = (Asking.MUST, Asking.MUST_NOT)
"""What is wished of each by themselves; the others are about two or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is wished of the team as a whole; as `problem.Wishes`."""

    fewest: int = 1
    most: int = 5
    parishes: tuple[UUID, ...] = ()
    has_transport: bool = False
    kilometres: int = 0
    language: str = ""
    hours: int = 0

    @property
    def kept(self) -> dict[str, Any]:
        """As JSON knows it."""
        return {**asdict(self), "parishes": [str(each) for each in self.parishes]}


def read(kept: Mapping[str, Any]) -> Options:
    """What was kept."""
    return Options(**{**kept, "parishes": tuple(map(UUID, kept.get("parishes", ())))})


def sized(fewest: int, most: int) -> Options:
    """What is wished at first: as many people as the opportunity says, as far as that is a team."""
    least = min(max(1, fewest), MOST)
    return Options(fewest=least, most=min(max(least, most), MOST))


@dataclass(frozen=True, slots=True)
class Named:
    """A wish that names people. It `counts` while all of them may be proposed."""

    kind: Asking
    number: int
    people: tuple[UUID, ...]
    counts: bool = True


def named(rows: Iterable[TeamWish], possible: Collection[UUID]) -> Sequence[Named]:
    """The wishes that rows hold, in their order."""
    people: defaultdict[tuple[int, str], list[UUID]] = defaultdict(list)
    for row in rows:
        people[row.number, row.kind].append(row.participant_id)
    return [
        Named(Asking(kind), number, tuple(dict.fromkeys(who)), _counts(Asking(kind), who, possible))
        for (number, kind), who in sorted(people.items())
    ]


def _counts(kind: Asking, people: Sequence[UUID], possible: Collection[UUID]) -> bool:
    is_whole = kind in SINGLE or len(set(people)) > 1
    return is_whole and all(each in possible for each in people)


def wishes(options: Options, people: Iterable[Named]) -> Wishes:
    """All that is wished, for the solver."""
    counting = [each for each in people if each.counts]

    def groups(kind: Asking) -> tuple[frozenset[UUID], ...]:
        return tuple(frozenset(each.people) for each in counting if each.kind is kind)

    return replace(
        Wishes(**{**asdict(options), "parishes": frozenset(options.parishes)}),
        must=frozenset().union(*groups(Asking.MUST)),
        must_not=frozenset().union(*groups(Asking.MUST_NOT)),
        together=groups(Asking.TOGETHER),
        apart=groups(Asking.APART),
    )


def conflict_kept(conflict: Iterable[Wish], people: Iterable[Named]) -> list[list[Any]]:
    """Wishes that exclude each other, as they are kept: without anybody's id."""
    numbers = {(each.kind.value, frozenset(each.people)): each.number for each in people}
    return [[wish.kind.value, numbers.get((wish.kind.value, wish.people))] for wish in conflict]
