"""How alike two names are, whatever the script, order, accents and particles they were written with.

Every word of a name gets two keys: `word`, in plain Latin letters, and `sound`, the consonants as a
Portuguese ear groups them (ph/f, ç/ss/s/z, x/ch/sh, c/k/q, y/i, m/n at the end, silent h, doubled
letters, no vowels but a mark for the first). Vowels are left out because Arabic does not write them:
«محمد», Mohamed and Muhammad have one sound. Only keys of this module are comparable with each other.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from anyascii import anyascii
from rapidfuzz.distance import OSA

from app.core.text import fold, name_words

MOST_WORDS = 12
"""More words of one name than this tell nobody apart."""
SAME_SOUND = 0.92
SHORTEST_SOUND = 2
"""A single consonant is shared by names that nobody would confuse: Rui, Raia, Rei."""
LEAST_SPELLING, MOST_SPELLING = 0.72, 0.91
LEFT_OUT = 0.25
"""What a word that only one of two names has weighs: papers carry four surnames, people say one."""

# Read as vowels, which anyascii does not; the article «ال» comes and goes like a particle.
_ARABIC = str.maketrans({"ع": "a", "و": "u", "ي": "i", "ی": "i", "ى": "i"})
_ARTICLE = re.compile(r"\bال(?=\w{3})")
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("ph", "f"),
        ("tch|sch|ch|sh", "x"),
        ("h(?=[^aeiouy]|$)(?<=^h)", "a"),
        ("h", ""),
        ("^[aeiouy]+", "1"),
        ("sc(?=[eiy])|ss|c(?=[eiy])|z", "s"),
        ("q|c", "k"),
        ("g(?=[eiy])", "j"),
        ("w", "v"),
        ("m(?=[pb]|$)", "n"),
        ("[aeiouy]", ""),
        (r"(.)\1+", r"\1"),
        ("1", "a"),
    )
)


class Alike(StrEnum):
    """Why two people are found alike: by their names, the strongest first, and by what else is the same."""

    SAME = "same"
    OTHER_ORDER = "other_order"
    PART = "part"
    SOUND = "sound"
    SPELLING = "spelling"
    PHONE = "phone"
    BIRTH_YEAR = "birth_year"


@dataclass(frozen=True, slots=True)
class Key:
    """One word of a name: its Latin letters and its sound."""

    word: str
    sound: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 (nothing in common) to 1 (the same words), and why; no reason at 0."""

    score: float
    reason: Alike | None


def keys(name: str) -> list[Key]:
    """The keys of a name's words in order, particles left out; a name without letters is one word.

    >>> [key.word for key in keys("Ольга Коваленко")]
    ['olga', 'kovalenko']
    """
    lowered = unicodedata.normalize("NFC", name.casefold())
    # Without its cedilla a ç would sound like k, so its sound is taken from another spelling.
    plain, heard = name_words(_latin(lowered)), name_words(_latin(lowered.replace("ç", "ss")))
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


def sound(word: str) -> str:
    """The sound of a word in plain Latin letters; the word itself where nothing would be left.

    >>> sound("philippe") == sound("filipe"), sound("xavier") == sound("chavier")
    (True, True)
    """
    heard = word
    for pattern, letter in _SOUNDS:
        heard = pattern.sub(letter, heard)
    return heard or word


def likeness(one: Sequence[Key], other: Sequence[Key]) -> Likeness:
    """How alike two names are by their keys; symmetric, and blind to order, accents, particles and script."""
    few, many = sorted((_sorted(one), _sorted(other)), key=lambda words: (len(words), words))
    if not few:
        return Likeness(0.0, None)
    pairs = _best_pairs(few, many)
    if not pairs:
        return Likeness(0.0, None)
    score = sum(pairs) / (len(few) + LEFT_OUT * (len(many) - len(few)))
    if min(pairs) == 1.0:
        return Likeness(score, _reason_of_equals(one, other))
    return Likeness(score, Alike.SOUND if min(pairs) >= SAME_SOUND else Alike.SPELLING)


def _latin(name: str) -> str:
    return anyascii(_ARTICLE.sub("", name).translate(_ARABIC)).lower()


def _sorted(name: Sequence[Key]) -> list[tuple[str, str]]:
    return sorted((key.word, key.sound) for key in name)


def _best_pairs(few: Sequence[tuple[str, str]], many: Sequence[tuple[str, str]]) -> list[float]:
    """The likeness of each word of `few` with a word of `many` of its own, the likest pairs first."""
    every = ((_words_alike(one, other), i, j) for i, one in enumerate(few) for j, other in enumerate(many))
    alike = sorted((pair for pair in every if pair[0]), key=lambda pair: (-pair[0], pair[1:]))
    left, right = set(range(len(few))), set(range(len(many)))
    chosen = []
    for score, i, j in alike:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            chosen.append(score)
    return chosen


def _words_alike(one: tuple[str, str], other: tuple[str, str]) -> float:
    if one[0] == other[0]:
        return 1.0
    spelling = OSA.normalized_similarity(one[0].replace("y", "i"), other[0].replace("y", "i"))
    if one[1] == other[1] and (len(one[1]) >= SHORTEST_SOUND or spelling >= LEAST_SPELLING):
        return SAME_SOUND
    return min(spelling, MOST_SPELLING) if spelling >= LEAST_SPELLING else 0.0


def _reason_of_equals(one: Sequence[Key], other: Sequence[Key]) -> Alike:
    first, second = [key.word for key in one], [key.word for key in other]
    if sorted(first) != sorted(second):
        return Alike.PART
    return Alike.SAME if first == second else Alike.OTHER_ORDER
