"""Very many compared with very many: everybody in memory, under the same keys that blocks.py asks by.

10,000 people are looked for among 50,000 in half a minute. What one is compared with is bounded: who shares
a rare word, the telephone or the very birthday, and of those who share two words the best.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nlargest
from uuid import UUID

from app.people.block_queries import COMMON, SAME_YEAR
from app.people.blocks import few, likest, pairs_of, telling_words
from app.people.facts import days
from app.people.judging import Described, Verdict, judge
from app.people.names import Key
from app.people.near import near, pairs

MOST = 60
"""People who share two words, and who share rare ones, with whom somebody is compared."""


class Crowd:
    """People by their ids, to be asked who of them somebody is."""

    def __init__(self, people: Mapping[UUID, Described]) -> None:
        self.ids = list(people)
        self.people = list(people.values())
        self._at = {person: at for at, person in enumerate(self.ids)}
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        self._by_near: dict[str, set[Key]] = defaultdict(set)
        self._by_phone: dict[str, list[int]] = defaultdict(list)
        self._by_day: dict[str, list[int]] = defaultdict(list)
        self._likest: dict[Key, list[str]] = {}
        for at, person in enumerate(self.people):
            self._add(at, person)

    def _add(self, at: int, person: Described) -> None:
        for key in person.keys:
            if key not in self._by_near[key.word]:
                for each in near(key):
                    self._by_near[each].add(key)
            self._by_sound[key.sound].append(at)
        for pair in pairs(person.keys):
            self._by_pair[pair].append(at)
        for phone in person.phones:
            self._by_phone[phone].append(at)
        if len(person.born) > days.MONTH:
            self._by_day[person.born].append(at)

    def find(self, wanted: Described, limit: int, *, after: int = -1) -> dict[UUID, Verdict]:
        """The likeliest, best first; of those only who comes after somebody in the order of the crowd."""
        judged = {
            at: verdict
            for at in self._gather(wanted)
            if at > after and (verdict := judge(wanted, self.people[at]))
        }
        best = nlargest(limit, judged, key=lambda at: (judged[at].score, -at))
        return {self.ids[at]: judged[at] for at in best}

    def of(self, person: UUID) -> Described:
        return self.people[self._at[person]]

    def knows(self, person: UUID) -> bool:
        return person in self._at

    def sharing(self, shared: Iterable[str]) -> int:
        """How many have the rarest of these pairs of words."""
        return min((len(self._by_pair.get(pair, ())) for pair in shared), default=len(self.people))

    def carriers(self, sound: str) -> int:
        """How many have a word of this sound."""
        return len(self._by_sound.get(sound, ()))

    def _gather(self, wanted: Described) -> set[int]:
        found = {at for phone in wanted.phones for at in self._by_phone.get(phone, ())}
        if len(wanted.born) > days.MONTH:
            found.update(self._by_day.get(wanted.born, ()))
        sounds = [self._sounds(key) for key in telling_words(wanted.keys)]
        counts = {sound: self.carriers(sound) for each in sounds for sound in each}
        for sound in few(counts, COMMON):
            found.update(self._by_sound[sound])
        return found | set(self._sharing(wanted, sounds))

    def _sharing(self, wanted: Described, sounds: list[list[str]]) -> list[int]:
        """Those who share most pairs of words, and of these first who was born in the same year."""
        shared: Counter[int] = Counter()
        for pair in pairs_of(wanted.keys, sounds):
            shared.update(self._by_pair.get(pair, ()))
        if len(shared) <= MOST:
            return list(shared)
        year, people = wanted.born[: days.YEAR], self.people
        is_same = (lambda at: people[at].born.startswith(year)) if year else (lambda _at: False)
        return nlargest(MOST, shared, key=lambda at: (shared[at] + SAME_YEAR * is_same(at), -at))

    def _sounds(self, key: Key) -> list[str]:
        if key not in self._likest:
            known = {each for at in near(key) for each in self._by_near.get(at, ())}
            self._likest[key] = likest(key, known)
        return self._likest[key]
