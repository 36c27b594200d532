"""Under which keys a name is looked for: two names that may be one person's share at least one of them.

`pairs` are any two words by their sound, so that of a João and a Silva in a crowd only those who are both
come up; `near` finds the words that are known here and written or heard a little differently: two that
differ by one letter are the same without it (W. Garbe's symmetric deletes).
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from app.people.names import Key, joined

SHORTEST = 4
"""Letters of a word, and consonants of a sound, of which one may be left out: shorter ones are all alike."""
MOST_WORDS = 8
"""Of longer names the words with the longest sounds: 28 pairs."""
HEARD = "~"
"""Before a sound, to tell it from a word."""


def near(key: Key) -> set[str]:
    """The keys of a word: itself and its sound, and each without one of its letters."""
    heard = {HEARD + each for each in (key.sound, *_without_one(key.sound))}
    return {key.word, *_without_one(key.word)} | heard


def pairs(name: Sequence[Key]) -> set[str]:
    """The keys of a name: each two of its words, side by side also as one word; its only word."""
    if len(name) == 1:
        return {name[0].sound}
    longest = sorted((key.sound for key in name), key=lambda sound: (-len(sound), sound))[:MOST_WORDS]
    two = {pair(one, other) for one, other in combinations(longest, 2)}
    return two | {joined(one, other).sound for one, other in pairwise(name)}


def pair(one: str, other: str) -> str:
    """Two sounds, in whatever order."""
    return f"{one} {other}" if one < other else f"{other} {one}"


def _without_one(letters: str) -> Iterator[str]:
    if len(letters) >= SHORTEST:
        yield from (letters[:at] + letters[at + 1 :] for at in range(len(letters)))
