"""How alike two names are, whatever the script, order, accents and particles they were written with.

Every word of a name gets two keys: `word`, in plain Latin letters, and `sound` (sounds.py). Only keys of
this module are comparable with each other.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from app.core.text import fold, name_words
from app.people.sounds import latin, sound

MOST_WORDS = 12
"""More words of one name than this tell nobody apart."""
SAME_SOUND = 0.92
SHORTEST_SOUND = 2
"""A single consonant is shared by names that nobody would confuse: Rui, Raia, Rei."""
SHORTEST_JOINED = 3
"""So many consonants has a word that may stand as two words in the other name."""
LEAST_SPELLING, MOST_SPELLING = 0.72, 0.91
PAIRS_KEPT = 4_000
"""Pairs of words that a process remembers: in a crowd the same ones meet again and again."""
LEAST_OF_SHORT = {1: LEAST_SPELLING, 2: 0.5}
"""So much of two words has to be written alike where they share so few consonants: «محمد», Mohamed and
Muhammad are one name, Maria and Moreira are not.
"""
LEFT_OUT = 0.25
"""What a word that only one of two names has weighs: papers carry four surnames, people say one."""


class Alike(StrEnum):
    """Why two people are found alike: by their names, the strongest first, and by what else is the same."""

    SAME = "same"
    OTHER_ORDER = "other_order"
    PART = "part"
    SOUND = "sound"
    SPELLING = "spelling"
    PHONE = "phone"
    BIRTHDAY = "birthday"
    BIRTH_YEAR = "birth_year"


class Key(NamedTuple):
    """One word of a name: its Latin letters and its sound."""

    word: str
    sound: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 (nothing in common) to 1 (the same words), and why; no reason at 0.

    `is_whole`: each word of the shorter name has one in the other.
    """

    score: float
    reason: Alike | None
    is_whole: bool = False


def keys(name: str) -> list[Key]:
    """The keys of a name's words in order, particles left out; a name without letters is one word.

    >>> [key.word for key in keys("Ольга Коваленко")]
    ['olga', 'kovalenko']
    """
    lowered = unicodedata.normalize("NFC", name.casefold())
    # Without its cedilla a ç would sound like k, so its sound is taken from another spelling.
    plain, heard = name_words(latin(lowered)), name_words(latin(lowered.replace("ç", "ss")))
    found = [Key(word, sound(said)) for word, said in zip(plain, heard, strict=True)]
    return found[:MOST_WORDS] or [Key(word, word) for word in fold(name).split()[:1]]


def sort_key(name: str) -> str:
    """What lists are sorted by and equal names share."""
    return fold(name)


def spellings(name: str) -> list[str]:
    """The sort keys under which this very name may be kept: as typed, and with any particle or none.

    >>> spellings("Maria da Silva")[:3]
    ['maria da silva', 'maria silva', 'maria da silva']
    """
    *given, last = name_words(name) or [""]
    particles = ("", "da ", "de ", "do ", "das ", "dos ", "e ")
    return [sort_key(name), *(" ".join([*given, f"{particle}{last}"]) for particle in particles)]


def likeness(one: Sequence[Key], other: Sequence[Key]) -> Likeness:
    """How alike two names are by their keys; symmetric, and blind to order, accents, particles and script.

    Two words of the one may stand as one in the other: Castelo Branco, Nour Eddine, Xiao Ming.
    """
    if len(one) != len(other):
        one, other = _written_together(one, other), _written_together(other, one)
    few, many = sorted((sorted(one), sorted(other)), key=lambda words: (len(words), words))
    if not few:
        return Likeness(0.0, None)
    pairs = _best_pairs(few, many)
    if not pairs:
        return Likeness(0.0, None)
    score = sum(pairs) / (len(few) + LEFT_OUT * (len(many) - len(few)))
    if min(pairs) == 1.0:
        reason = _reason_of_equals(one, other)
    else:
        reason = Alike.SOUND if min(pairs) >= SAME_SOUND else Alike.SPELLING
    return Likeness(score, reason, len(pairs) == len(few))


def joined(one: Key, other: Key) -> Key:
    """Two words as one."""
    return Key(one.word + other.word, sound(one.word + other.word))


def _written_together(name: Sequence[Key], other: Sequence[Key]) -> list[Key]:
    """The words of a name, where two are one word in the other as this one."""
    whole = {key.sound for key in other if len(key.sound) >= SHORTEST_JOINED}
    found, at = [], 0
    while at < len(name):
        both = joined(name[at], name[at + 1]) if whole and at + 1 < len(name) else None
        is_one = both is not None and both.sound in whole
        found.append(both if both is not None and is_one else name[at])
        at += 2 if is_one else 1
    return found


def _best_pairs(few: Sequence[Key], many: Sequence[Key]) -> list[float]:
    """The likeness of each word of `few` with a word of `many` of its own, the likest pairs first."""
    every = ((words_alike(one, other), i, j) for i, one in enumerate(few) for j, other in enumerate(many))
    alike = sorted((pair for pair in every if pair[0]), key=lambda pair: (-pair[0], pair[1:]))
    left, right = set(range(len(few))), set(range(len(many)))
    chosen = []
    for score, i, j in alike:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            chosen.append(score)
    return chosen


@lru_cache(maxsize=PAIRS_KEPT)
def words_alike(one: Key, other: Key) -> float:
    """How alike two words are: the same, by sound, or within some letters of each other; else 0."""
    if one.word == other.word:
        return 1.0
    spelling = OSA.normalized_similarity(one.word.replace("y", "i"), other.word.replace("y", "i"))
    if one.sound == other.sound and spelling >= LEAST_OF_SHORT.get(len(one.sound), 0):
        return SAME_SOUND
    return min(spelling, MOST_SPELLING) if spelling >= LEAST_SPELLING else 0.0


def _reason_of_equals(one: Sequence[Key], other: Sequence[Key]) -> Alike:
    first, second = [key.word for key in one], [key.word for key in other]
    if sorted(first) != sorted(second):
        return Alike.PART
    return Alike.SAME if first == second else Alike.OTHER_ORDER
