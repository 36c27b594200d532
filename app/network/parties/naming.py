"""Which party a name means, however it is written: in a list that somebody brings, in a form, in a plan.

Hyphens, underlines, blanks, accents and case are nothing: "IEFP - GIP", "IEFP -GIP" and "IEFP_GIP" are one
name. "CMA (Banco Local do Voluntariado)" is the unit of CMA; "Câmara Municipal de Amieira (CMA)" is CMA.
What is not certain is never guessed: then there are candidates, the likeliest first, for a person to choose.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from uuid import UUID

from app.core.text import name_words, words

_BRACKETED = re.compile(r"(?P<outer>[^()]+)\((?P<inner>[^()]+)\)\s*")
_PARTED = re.compile(r"(?<!\s)\s++[-–—]\s+|(?:(?<!\s)\s++)?(?:[/>]\s*|:\s+)")
SHORTEST = 4
"""Letters of a word from which on it may be misspelt: "CMA" and "CMB" are two."""
CLOSE = 0.8
"""Of two words so much is alike where one is taken for the other misspelt."""


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a party, and of what the party is a part; `from_on`, `until_on`: when it was called so."""

    party_id: UUID
    text: str
    parent_id: UUID | None = None
    from_on: date | None = None
    until_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.from_on or day) <= day <= (self.until_on or day)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """The name says a unit that nobody has noted yet, and of whom it is one."""

    parent_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Meant:
    """A party, or a unit of one that is not noted yet; else who it could be."""

    party_id: UUID | None = None
    unit: NewUnit | None = None
    candidates: tuple[UUID, ...] = ()

    @property
    def is_nobody(self) -> bool:
        return not (self.party_id or self.unit or self.candidates)


def key_of(name: str) -> str:
    """What a name is by: its letters and digits.

    >>> key_of("IEFP - GIP") == key_of("IEFP -GIP") == key_of("iefp_gip")
    True
    """
    return "".join(words(name))


def initials(name: str) -> str:
    """The first letters of its words, small ones apart.

    >>> initials("Câmara Municipal de Amieira")
    'cma'
    """
    return "".join(word[0] for word in name_words(name))


class Names:
    """All names of a municipality's parties, asked as often as a list has rows."""

    def __init__(self, known: Iterable[Named]) -> None:
        self._known = list(known)
        self._by_key: dict[str, list[Named]] = defaultdict(list)
        for each in self._known:
            self._by_key[key_of(each.text)].append(each)

    def resolve(self, text: str, *, on: date | None = None) -> Meant:
        """Who is meant; `on`: on a day, where two were called the same at different times."""
        if not key_of(text):
            return Meant()
        called = self._called(text, on)
        if len(called) == 1:
            return Meant(called[0])
        if called:
            return Meant(candidates=tuple(called))
        return self._in_brackets(text, on) or self._parted(text, on) or Meant(candidates=self.like(text))

    def like(self, text: str) -> tuple[UUID, ...]:
        """Who has a name that this one could be: misspelt, abbreviated, with or without its small words."""
        wanted = _Looks(text)
        found = {each.party_id: None for each, looks in self._looks if wanted.could_be(looks)}
        return tuple(found)

    def add(self, named: Named) -> None:
        """One more is known by name: a list may name somebody twice."""
        self._known.append(named)
        self._by_key[key_of(named.text)].append(named)
        self._looks.append((named, _Looks(named.text)))

    @cached_property
    def _looks(self) -> "list[tuple[Named, _Looks]]":
        return [(each, _Looks(each.text)) for each in self._known]

    def _called(self, text: str, on: date | None, parent_id: UUID | None = None) -> Sequence[UUID]:
        found = self._by_key.get(key_of(text), [])
        if parent_id:
            found = [each for each in found if each.parent_id == parent_id]
        if on and len({each.party_id for each in found}) > 1:
            found = [each for each in found if each.holds_on(on)] or found
        return list(dict.fromkeys(each.party_id for each in found))

    def _one(self, text: str, on: date | None, parent_id: UUID | None = None) -> UUID | None:
        found = self._called(text, on, parent_id)
        return found[0] if len(found) == 1 else None

    def _in_brackets(self, text: str, on: date | None) -> Meant | None:
        """What stands as "whole (unit)", "unit (whole)", or as a name and its short form."""
        split = _BRACKETED.fullmatch(text)
        if not split:
            return None
        outer, inner = split["outer"].strip(), split["inner"].strip()
        whole, part = self._one(outer, on), self._one(inner, on)
        for above, unit in ((whole, inner), (part, outer)):
            if above and (noted := self._one(unit, on, above)):
                return Meant(noted)
        if whole and part:
            return Meant(whole) if whole == part else Meant(candidates=(whole, part))
        if whole:
            return Meant(whole) if _abbreviate(outer, inner) else Meant(unit=NewUnit(whole, inner))
        if part:
            return Meant(part) if _abbreviate(outer, inner) else Meant(candidates=(part,))
        return None

    def _parted(self, text: str, on: date | None) -> Meant | None:
        """What stands as "whole - unit" or "unit / whole", where that unit is noted."""
        for sign in _PARTED.finditer(text):
            before, after = text[: sign.start()], text[sign.end() :]
            for above, unit in ((before, after), (after, before)):
                whole = self._one(above, on)
                if whole and (noted := self._one(unit, on, whole)):
                    return Meant(noted)
        return None


class _Looks:
    """A name as it is compared with others."""

    def __init__(self, text: str) -> None:
        self.key, self.words, self.initials = key_of(text), name_words(text), initials(text)

    def could_be(self, other: "_Looks") -> bool:
        if self.key == other.key:
            return True
        if self.key == other.initials or self.initials == other.key:
            return len(self.key) > 1 and len(other.key) > 1
        if len(self.words) != len(other.words):
            return self.is_long and other.is_long and _close(self.key, other.key)
        return bool(self.words) and all(map(_close, sorted(self.words), sorted(other.words)))

    @property
    def is_long(self) -> bool:
        """Long enough to be known again although its blanks stand elsewhere."""
        return len(self.key) > 2 * SHORTEST


def _close(one: str, other: str) -> bool:
    """One word, or the other misspelt."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or any(map(str.isdigit, one + other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= CLOSE


def _abbreviate(one: str, other: str) -> bool:
    """Whether one is the short form of the other."""
    return key_of(one) == initials(other) or key_of(other) == initials(one)
