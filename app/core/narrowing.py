"""Which rounded numbers could be worked out from others that are told with them.

A number told alone keeps nine possible values, five where it is told as 0. Totals and parts that are all told
leave fewer: of three parts told as 5 and a total told as 0, each part is 1 or 2. Bounds are passed on from
number to number until none of them moves, and what keeps too few values is left out.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.disclosure import BASE

POSSIBLE = 3
"""How many values a number must keep at least, whatever is told beside it."""
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """A total and its parts. `overlaps`: everybody of the total is in some part, perhaps in several."""

    total: Key
    parts: Sequence[Key]
    overlaps: bool = False


def too_narrow(
    told: Mapping[Key, int], sums: Iterable[Sum[Key]], fewer: Iterable[tuple[Key, Key]] = ()
) -> set[Key]:
    """The numbers that would keep fewer than POSSIBLE values, were all of these told.

    Where no part is told, nothing is known of the total. `fewer`: pairs of which the first counts no more
    than the second, as there are no more families than people.
    """
    pairs = [(one, other) for one, other in fewer if one in told and other in told]
    low = {key: max(number - BASE + 1, min(number, 1)) for key, number in told.items()}
    high = {key: number + BASE - 1 for key, number in told.items()}
    known, moves = [each for each in sums if each.parts], True
    while moves and all(low[key] <= high[key] for key in told):  # else these sums do not hold
        moves = False
        for each in known:
            moves |= _pass_on(each, low, high)
        for one, other in pairs:
            moves |= _within(one, low[one], high[other], low, high)
            moves |= _within(other, low[one], high[other], low, high)
    return {key for key in told if high[key] - low[key] + 1 < POSSIBLE}


def _pass_on(each: Sum[Key], low: dict[Key, int], high: dict[Key, int]) -> bool:
    """Whether a bound of the total or of a part moved."""
    total, parts = each.total, each.parts
    least, most = sum(low[part] for part in parts), sum(high[part] for part in parts)
    largest = max(low[part] for part in parts)
    moved = _within(total, largest if each.overlaps else least, most, low, high)
    for part in parts:
        lowest, highest = low[part], high[part]
        others = 0 if each.overlaps else least - lowest
        moved |= _within(part, low[total] - (most - highest), high[total] - others, low, high)
        least, most = least + low[part] - lowest, most + high[part] - highest
    return moved


def _within(key: Key, least: int, most: int, low: dict[Key, int], high: dict[Key, int]) -> bool:
    before = low[key], high[key]
    low[key], high[key] = max(low[key], least), min(high[key], most)
    return (low[key], high[key]) != before
