"""Numbers about people, as they are told to whoever does not need them exact: multiples of five.

Fixed random rounding by the key of a cell, as statistical offices do (Fraser & Wooton 2005; Thompson,
Broadfoot & Elazar 2013; random rounding to a base as New Zealand's). Whether a number goes up or down hangs
on who is counted and on nothing else: the same people give the same number in every table, period and file,
and asking again tells nothing new. Up and down have the chances that keep the mean. Zero stays zero. Totals
are rounded on their own.

A person's record key is the id of their row as a number: random, and kept as long as the row. The key of a
cell is a keyed hash of their sum, so that whoever knows ids cannot tell which way a number went.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NewType, Protocol
from uuid import UUID, uuid5

from app.core.secret import numbers_key

BASE = 5
"""What is told is a multiple of it; a number told as 10 may be any from 6 to 14, and 0 any up to 4."""
HOUR = 60
Published = NewType("Published", int)
"""A number that may be shown: it came through here. Nothing else makes one (tested)."""
Shown = Published | None
"""None is left out: it could be worked out from the others (narrowing.py)."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """People counted together: how many they are, and the sum of their record keys."""

    people: int = 0
    key: int = 0

    def __add__(self, other: "Crowd") -> "Crowd":
        """Both together, nobody being in both."""
        return Crowd(self.people + other.people, self.key + other.key)


NOBODY = Crowd()


def crowd(keys: Iterable[int]) -> Crowd:
    """The people with these record keys, each once."""
    known = set(keys)
    return Crowd(len(known), sum(known))


def nameless(people: int, counted_at: UUID, group: str) -> Crowd:
    """People of a group who were counted together, once, and whom nobody knows."""
    return Crowd(people, uuid5(counted_at, f"{group} {people}").int)


class Teller(Protocol):
    """How numbers are told to somebody."""

    def people(self, who: Crowd) -> Published:
        """How many they are."""

    def theirs(self, number: int, who: Crowd, unit: int = 1) -> Published:
        """What they did, of which one person may have done much; `unit`: 60 where it is in minutes."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """For everybody: to a multiple of BASE."""

    secret: bytes

    def people(self, who: Crowd) -> Published:
        over = who.people % BASE
        return Published(who.people - over + (BASE if self._draw(who) < over else 0))

    def theirs(self, number: int, who: Crowd, unit: int = 1) -> Published:
        """Grown or shrunk like the number of the people, which it would otherwise give away, then rounded.

        Of people told as none nothing is told either.
        """
        if not who.people:
            return NONE
        step = step_of(number, who.people, unit)
        times = Fraction(number * self.people(who), who.people * step)
        return Published(step * floor(times + Fraction(1, 2)))

    def _draw(self, who: Crowd) -> int:
        """A number below BASE, always the same for the same people."""
        digest = hmac.digest(self.secret, f"{who.key} {who.people}".encode(), "sha256")
        return int.from_bytes(digest) % BASE


def step_of(number: int, people: int, unit: int = 1) -> int:
    """As coarse for what people did as BASE is for the people: what so many of them did, to one digit."""
    each = str(max(ceil(Fraction(number, people * unit)), 1))
    digit = int("1".ljust(len(each), "0"))
    return BASE * unit * digit * ceil(Fraction(int(each), digit))


class Exact:
    """For whoever's task needs it."""

    def people(self, who: Crowd) -> Published:
        return Published(who.people)

    def theirs(self, number: int, who: Crowd, unit: int = 1) -> Published:  # noqa: ARG002
        return Published(number)


EXACT = Exact()
NONE = Published(0)


def rounded() -> Rounded:
    """The rounding of this installation."""
    return Rounded(numbers_key())


def mean(number: Published, people: Published) -> Published:
    """How much it is for each of them: of two numbers that may be shown, to the whole."""
    return Published(round(number / people))


def not_people(number: int) -> Published:
    """A number that tells nothing about anybody: sessions held, and their hours."""
    return Published(number)
