"""Ways to reach someone, and the key by which two of them are the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.core.phones import numbers_in, readable
from app.core.text import fold

DIGITS = 9
"""As many a telephone number has in Portugal."""
_MAIL = re.compile(r"(?<![^\s@<>(),;:/|])[^\s@<>(),;:/|]++@[^\s@<>(),;:/|]+")
_BREAK = re.compile(r"(?:(?<!\s)\s+)?[/;,|\n]\s*|(?<!\s)\s+(ou|e|or|and)\s+")


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody, as typed; `key` is a number in E.164 form, anything else folded."""

    kind: str
    value: str
    key: str


def ways_in(value: str, kind: str | None = None) -> list[Way]:
    """The ways that somebody typed into one field, of a kind or of whatever kind they seem to be.

    Two telephone numbers, or one and an address of mail, are two ways, each with the words beside it. What
    cannot be read is one way, for people to read.

    >>> [way.value for way in ways_in("912 345 678 (filha) / 934 567 890 depois das 18h")]
    ['912 345 678 (filha)', '934 567 890 depois das 18h']
    """
    text = readable(value)
    found = sorted(mark for mark in _marks(text) if kind in {None, mark.kind})
    first = {mark.key: mark for mark in reversed(found)}
    marks = sorted(first.values())
    if len(marks) < 2:
        only = marks[0] if marks else None
        return [Way(only.kind if only else kind or _seems(value), value, only.key if only else fold(value))]
    cuts = [_cut(text, one, other) for one, other in pairwise(marks)]
    begins, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    pieces = [text[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]
    return [Way(mark.kind, piece, mark.key) for mark, piece in zip(marks, pieces, strict=True)]


def phone_keys(value: str) -> list[str]:
    """The keys by which a telephone is found; several where several numbers were typed.

    >>> phone_keys("912 345 678, 00380 44 123 4567")
    ['+351912345678', '+380441234567']
    """
    return [way.key for way in ways_in(value, ContactKind.PHONE)]


def is_phone(text: str) -> bool:
    """Whether somebody typed a telephone number and nothing beside it."""
    return any(key.startswith("+") for key in phone_keys(text)) and not any(map(str.isalpha, text))


def is_unread(value: str) -> bool:
    """Whether a telephone has digits enough for a number, and none can be read."""
    read = any(key.startswith("+") for key in phone_keys(value))
    return not read and _count_digits(value) >= DIGITS


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    start: int
    end: int
    kind: str
    key: str


def _marks(text: str) -> Iterator[_Mark]:
    """Where a number or an address of mail stands; digits inside of an address are no number."""
    inside = set[int]()
    for found in _MAIL.finditer(text):
        inside.update(range(*found.span()))
        yield _Mark(found.start(), found.end(), ContactKind.EMAIL, fold(found[0]))
    for number in numbers_in(text):
        if number.start not in inside:
            yield _Mark(number.start, number.end, ContactKind.PHONE, number.e164)


def _cut(text: str, one: _Mark, other: _Mark) -> tuple[int, int]:
    """What parts two ways: a sign or a word between them, else the beginning of the second."""
    found = _BREAK.search(text, one.end, other.start)
    return found.span() if found else (other.start, other.start)


def _seems(value: str) -> ContactKind:
    return ContactKind.PHONE if _count_digits(value) >= DIGITS else ContactKind.OTHER


def _count_digits(value: str) -> int:
    return sum(char.isdigit() for char in value)
