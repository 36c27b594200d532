"""What fits a list: work that wants what it says, and courses that lead on from it.

Never what serves people in the opposite position: who minds children is not looking for a nursery. What the
person would rather not do is never offered, whatever else speaks for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from uuid import UUID

from app.skills.kin import kin
from app.skills.scales import Frequency, Level, Wish

FREQUENCIES: Mapping[str | None, float] = {
    Frequency.ONCE: 0.4,
    Frequency.SOMETIMES: 0.7,
    Frequency.OFTEN: 0.9,
    Frequency.DAILY: 1.0,
}
NOT_SAID = 0.7
WITH_HELP, WISHED = 0.7, 1.2
STAND_IN, NEXT, FURTHER = 0.6, 0.55, 0.7
"""How much a competence counts for another at work, for learning it next, for learning more of itself."""
LEAST, STEP = 0.3, 0.05
BY_HEART = frozenset({Frequency.OFTEN.value, Frequency.DAILY.value})


class Said(Protocol):
    """What an entry of a list says; `competence_id` is None for own words nobody found a competence for."""

    @property
    def competence_id(self) -> UUID | None: ...

    @property
    def frequency(self) -> str | None: ...

    @property
    def level(self) -> str | None: ...

    @property
    def wish(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Fit:
    """How well something fits, above 0, and the competences of the list it fits because of, best first."""

    strength: float
    because: tuple[UUID, ...]

    @property
    def rank(self) -> int:
        """What fits nearly as well has the same, and better has less: its own order then decides."""
        return -round(self.strength / STEP)


Speaking = dict[UUID, dict[UUID, float]]
"""By a competence that is wanted or taught: the competences of the list that speak for it, and how much."""


class Speaks:
    """What a list speaks for; `count` is how many things it says somebody can do, own words too."""

    def __init__(self, entries: Iterable[Said]) -> None:
        entries = list(entries)
        self.count = sum(each.frequency != Frequency.NEVER for each in entries)
        told = {each.competence_id: each for each in entries if each.competence_id}
        done = {key: each for key, each in told.items() if each.frequency != Frequency.NEVER}
        self.refused = frozenset(key for key, each in done.items() if each.wish == Wish.NO)
        self._done = {key: each for key, each in done.items() if key not in self.refused}

    @cached_property
    def work(self) -> Speaking:
        """By what work may want."""
        found: Speaking = defaultdict(dict)
        for key, said in self._done.items():
            for other in kin().stands_in.get(key, ()):
                found[other][key] = STAND_IN * _strength(said)
            found[key][key] = _strength(said)
        return found

    @cached_property
    def learning(self) -> Speaking:
        """By what may be learnt: what comes next, and more of what is not yet done by heart."""
        found: Speaking = defaultdict(dict)
        for key, said in self._done.items():
            for other in kin().leads_on.get(key, frozenset()) - self._beyond:
                if other not in self._done or _learns(self._done[other]):
                    found[other][key] = NEXT * _strength(said)
            if _learns(said):
                found[key][key] = FURTHER * _wished(said)
        return found

    @cached_property
    def _beyond(self) -> frozenset[UUID]:
        """What somebody is past who does by heart what stands in for it: who sets up computers can type."""
        by_heart = [key for key, said in self._done.items() if not _learns(said)]
        none: frozenset[UUID] = frozenset()
        return none.union(
            *(kin().stands_in.get(key, none) - kin().leads_on.get(key, none) for key in by_heart)
        )

    @property
    def looked_for(self) -> frozenset[UUID]:
        """Whatever fits wants or teaches one of these."""
        return frozenset({*self.work, *self.learning})

    def fit(self, *, wants: Collection[UUID] = (), teaches: Collection[UUID] = ()) -> Fit | None:
        """How well something fits that wants or teaches these; None where it does not."""
        if self.refused.intersection(wants) or self.refused.intersection(teaches):
            return None
        asked = [each for each in wants if each not in kin().besides] or [*wants]
        speaking = [(self.work, asked), (self.learning, teaches)]
        fits = [fit for found, keys in speaking if (fit := _fit(found, keys))]
        return max(fits, key=lambda fit: fit.strength, default=None)


def _fit(speaking: Speaking, asked: Collection[UUID]) -> Fit | None:
    """The best of what is asked, more the more of it there is."""
    met = [speaking[key] for key in asked if key in speaking]
    counts: dict[UUID, float] = {}
    for each in met:
        counts |= {own: max(strength, counts.get(own, 0)) for own, strength in each.items()}
    best = max(counts.values(), default=0.0)
    if best < LEAST:
        return None
    share = len(met) / len(asked)
    return Fit(best * (0.6 + 0.4 * share), tuple(sorted(counts, key=lambda own: (-counts[own], str(own)))))


def _strength(said: Said) -> float:
    """How much is done, with how little help, and whether it is wanted: 0.3 to 1.2."""
    alone = WITH_HELP if said.level == Level.WITH_HELP else 1.0
    return FREQUENCIES.get(said.frequency, NOT_SAID) * alone * _wished(said)


def _wished(said: Said) -> float:
    return WISHED if said.wish == Wish.YES else 1.0


def _learns(said: Said) -> bool:
    """Whether somebody may want to learn more of what they do."""
    if said.level == Level.WITH_HELP or said.frequency not in BY_HEART:
        return said.level != Level.TEACHES
    return said.level is None and said.wish == Wish.YES
