"""Whom somebody is compared with: some hundred participants, gathered by indexed keys (near.py).

The same folded name with or without its particle, the same telephone, the same birthday and a word in common,
words of the name that are rare here, and two words of it together, each as it was typed or within a letter of
it. Each block reads by an index as many rows as a limit says, so that a crowd costs no more than a few; the
number of queries is the same for one name and for a list of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, product
from typing import Any
from uuid import UUID

from app.core.db import db
from app.people import names
from app.people.block_queries import (
    COMMON,
    Block,
    any_of,
    by_birthday,
    by_pairs,
    by_pairs_and_year,
    by_phone,
    by_rare_words,
    by_spelling,
    carriers,
    near_words,
)
from app.people.facts import days
from app.people.judging import Described
from app.people.names import Key
from app.people.near import HEARD, near, pair, pairs

MOST = 50
"""Participants whom one block brings at most for a name."""
MOST_PAIRED = 2_000
"""Of participants with two words of a name so many are sorted by how many pairs they share."""
MOST_NEAR = 6
"""Sounds by which one word is looked for, the likest first."""
MOST_WORDS = 6

Sounds = Sequence[Mapping[str, int]]
"""Of each word of a name the sounds by which it is looked for, and how many carry each, the likest first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to look for: a name as it was typed, and what is known of whoever bears it."""

    name: str
    described: Described


def gather(municipality_id: UUID, wanted: Sequence[Wanted]) -> set[UUID]:
    """The participants of a municipality with whom these are worth comparing; three queries."""
    asked: dict[str, Any] = {"here": municipality_id, "most": MOST * len(wanted)}
    blocks: list[Block] = []
    if phones := {phone for each in wanted for phone in each.described.phones}:
        asked["phones"] = list(phones)
        blocks += [by_phone]
    if named := [each for each in wanted if each.described.keys]:
        sounds = _sounds(municipality_id, named)
        asked |= {
            "spellings": list({spelling for each in named for spelling in names.spellings(each.name)}),
            "rare": list(_rare(sounds)),
            "pairs": list(_pairs(named, sounds)),
            "most_paired": MOST_PAIRED * len(named),
        }
        year = named[0].described.born[: days.YEAR] if len(named) == 1 else ""
        blocks += [by_spelling, by_rare_words, by_pairs_and_year if year else by_pairs]
        if year:
            asked["year"] = int(year)
        if born := {each.described.born for each in named if len(each.described.born) > days.YEAR}:
            asked |= {
                "born": list(born),
                "heard": list({sound for each in sounds for word in each for sound in word}),
            }
            blocks += [by_birthday]
    return set(db.session.scalars(any_of(*blocks), asked)) if blocks else set()


def likest(wanted: Key, known: Iterable[Key]) -> list[str]:
    """The sounds of those of the known words that are like one, the same sound first."""
    alike = ((key.sound == wanted.sound, names.words_alike(wanted, key), key.sound) for key in known)
    best = sorted((each for each in alike if each[0] or each[1]), reverse=True)
    return list(dict.fromkeys(sound for _, _, sound in best))[:MOST_NEAR]


def telling_words(name: Sequence[Key]) -> list[Key]:
    """The words of a name that are looked for one by one: those with the longest sounds."""
    return sorted(name, key=lambda key: (-len(key.sound), key))[:MOST_WORDS]


def pairs_of(name: Sequence[Key], sounds: Iterable[Iterable[str]]) -> set[str]:
    """The pairs by which a name is looked for, of the sounds that each of its words may stand for."""
    found = [list(each) for each in sounds]
    both = {pair(*two) for one, other in combinations(found, 2) for two in product(one, other)}
    alone = {sound for each in found for sound in each} | {key.sound for key in name}
    return both | alone | pairs(name)


def few(counts: Mapping[str, int], most: int) -> list[str]:
    """The rarest sounds, of those that are not common, with `most` carriers together, or one sound."""
    rare = sorted((count, sound) for sound, count in counts.items() if count <= COMMON)
    carriers = accumulate(count for count, _ in rare)
    return [
        sound
        for at, ((_, sound), sofar) in enumerate(zip(rare, carriers, strict=True))
        if not at or sofar <= most
    ]


def _sounds(municipality_id: UUID, wanted: Sequence[Wanted]) -> list[Sounds]:
    """The sounds known here that the words of each name may stand for, and how many carry each."""
    words = [telling_words(each.described.keys) for each in wanted]
    keys = {key for each in words for key in each}
    nearness = {key: near(key) for key in keys}
    keyed = list({each for several in nearness.values() for each in several})
    by_near: dict[str, set[Key]] = {}
    for at, word, sound in db.session.execute(near_words(), {"here": municipality_id, "near": keyed}):
        by_near.setdefault(at, set()).add(Key(word, sound))
    found = {
        key: likest(key, {each for at in several for each in by_near.get(at, ())})
        for key, several in nearness.items()
    }
    counts = _count_carriers(municipality_id, {sound for several in found.values() for sound in several})
    return [[{sound: counts.get(sound, 0) for sound in found[key]} for key in each] for each in words]


def _count_carriers(municipality_id: UUID, sounds: Collection[str]) -> Mapping[str, int]:
    """How many people there have a word of each sound, counted up to one more than `COMMON`."""
    asked = {"here": municipality_id, "heard": [HEARD + sound for sound in sounds]}
    return {row[0]: row[1] for row in db.session.execute(carriers(), asked)}


def _rare(sounds: Sequence[Sounds]) -> set[str]:
    return {
        sound
        for each in sounds
        for sound in few({sound: count for word in each for sound, count in word.items()}, MOST)
    }


def _pairs(wanted: Sequence[Wanted], sounds: Sequence[Sounds]) -> set[str]:
    keys: set[str] = set()
    for each, heard in zip(wanted, sounds, strict=True):
        keys |= pairs_of(each.described.keys, heard)
    return keys
