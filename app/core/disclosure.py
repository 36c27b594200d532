"""Small counts are not told, and cannot be computed from those that are.

A count of people between 1 and 4 is left out (primary suppression). In a list of parts that add up to a
known total, another part is then left out too, or the total itself (secondary suppression), as statistical
offices do: Hundepool et al., "Statistical Disclosure Control", Wiley 2012, chapter 4. Zero is told: that
nobody came says nothing about anybody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

FEWEST = 5
"""How few people are told to everybody."""
EXACT = 1
"""The same for whoever's task needs exact numbers: nothing is left out."""
Key = TypeVar("Key")
Shown = int | None
"""A count, or None: left out."""


@dataclass(frozen=True, slots=True)
class Count:
    """What would be told, and of how many people it is: ten absences may be one person's.

    `fewest`: fewer people than that are not told.
    """

    value: int
    people: int
    fewest: int = FEWEST

    @property
    def is_small(self) -> bool:
        return 0 < self.people < self.fewest


def so_many(number: int, fewest: int = FEWEST) -> Count:
    """That many people, each counted once."""
    return Count(number, number, fewest)


def alone(count: Count) -> Shown:
    """A count that belongs to no sum."""
    return None if count.is_small else count.value


def within(total: Count, part: Count) -> Shown:
    """People of the total who are something: left out too when few of them are not."""
    few_are_not = 0 < total.people - part.people < part.fewest
    return None if part.is_small or (few_are_not and not total.is_small) else part.value


def parts_of(total: Count, parts: Mapping[Key, Count]) -> tuple[Shown, dict[Key, Shown]]:
    """The total and its parts, which add up to it. What is left out of them has at least two possible values.

    Left out are at least two parts that are not all one, or else the total: where two parts are missing and
    two people with them, anybody can tell. Which ones does not hang on the order of the parts.
    """
    shown: dict[Key, Shown] = {key: alone(part) for key, part in parts.items()}
    if total.is_small:
        return None, shown
    spare = sorted(
        (key for key, part in parts.items() if shown[key]), key=lambda key: (parts[key].value, str(key))
    )
    while _tells(parts, shown):
        if not spare:
            return None, shown
        shown[spare.pop(0)] = None
    return total.value, shown


def tables_of(tables: Sequence[tuple[Count, Mapping[Key, Count]]]) -> list[tuple[Shown, dict[Key, Shown]]]:
    """Several tables of the same things, each a total and its parts.

    Where one must leave out the total, none may tell it, nor parts that add up to it.
    """
    told = [parts_of(total, parts) for total, parts in tables]
    if all(total is not None for total, _ in told):
        return told
    return [(None, {key: None if part.people else 0 for key, part in parts.items()}) for _, parts in tables]


def _tells(parts: Mapping[Key, Count], shown: Mapping[Key, Shown]) -> bool:
    """Whether the total gives away a part left out: it is the only one, or each of them must be one."""
    hidden = [parts[key].value for key, value in shown.items() if value is None]
    return len(hidden) == 1 or (len(hidden) > 1 and sum(hidden) == len(hidden))
