"""Claim codes: nine digits and two pictures that hand an anonymous list to a facilitator.

The code is derived from the list's id and the installation's secret, so it can be shown again while the
visit lasts although only its keyed hash is stored. 10⁹ × 40 × 39 codes: guessing at the permitted rate
is hopeless (quality.md §3; tests/unit/skills/test_codes.py computes the probability).
"""

import hashlib
import hmac
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from app.core.text import plain_digits

DIGITS = 9
VALID_FOR = timedelta(days=90)
WRONG_TRIES_AN_HOUR = 20
WRONG_TRIES_A_VISIT, WRONG_TRIES_AT_A_TERMINAL = 20, 60
"""Wrong codes: of an account in an hour; at a kiosk of one person, and of all of them in an hour."""
_WORD = re.compile(r"[a-z]+")
_FILE = Path(__file__).parent / "catalogue" / "pictures.toml"


@dataclass(frozen=True, slots=True)
class Picture:
    """An easily named thing; `code_point` names its pictogram."""

    key: str
    code_point: str
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """Its name as people say it; Portuguese where the language is not there."""
        return self.names.get(language) or self.names["pt"]


@dataclass(frozen=True, slots=True)
class ClaimCode:
    """`digits` such as "427180936"; `pictures` are two (code point, key) pairs, in order."""

    digits: str
    pictures: tuple[tuple[str, str], tuple[str, str]]
    valid_until: date

    @property
    def grouped(self) -> str:
        """The digits in threes: "427 180 936"."""
        return " ".join(self.digits[at : at + 3] for at in range(0, DIGITS, 3))

    @property
    def scanned(self) -> str:
        """What the QR code holds, so that a scanner types it: the digits, and the pictures by their numbers.

        Digits alone, for a scanner presses keys: where it is set to another keyboard than the computer, or
        Caps Lock is on, signs and letters come out as others. No address, no name.
        """
        numbers = {each.key: number for number, each in enumerate(pictures())}
        return self.digits + "".join(f"{numbers[key]:02}" for _, key in self.pictures)


@cache
def pictures() -> tuple[Picture, ...]:
    """The forty pictures, in the order that codes are made of."""
    entries = tomllib.loads(_FILE.read_text("utf-8"))["picture"]
    return tuple(Picture(entry["key"], entry["code_point"], entry["name"]) for entry in entries)


@cache
def picture(key: str) -> Picture:
    """One picture by its key; KeyError for one that does not exist."""
    return {each.key: each for each in pictures()}[key]


def derive(inventory_id: UUID, *, secret: str, valid_until: date) -> ClaimCode:
    """The code of a list: the same for the same list and secret."""
    number = int.from_bytes(_keyed(secret, b"claim code", inventory_id.bytes))
    number, digits = divmod(number, 10**DIGITS)
    number, first = divmod(number, len(pictures()))
    second = number % (len(pictures()) - 1)
    others = [each for each in pictures() if each is not pictures()[first]]
    pair = (pictures()[first], others[second])
    shown = ((pair[0].code_point, pair[0].key), (pair[1].code_point, pair[1].key))
    return ClaimCode(f"{digits:0{DIGITS}}", shown, valid_until)


def hashed(digits: str, keys: Sequence[str], *, secret: str) -> str:
    """What is stored of a code: `digits` as typed, `keys` of the two pictures in order."""
    code = f"{plain_digits(digits)}|{'|'.join(keys)}"
    return _keyed(secret, b"claim hash", code.encode()).hex()


def read(scanned: str) -> tuple[str, tuple[str, ...]]:
    """The digits and the picture keys of a code as a scanner types it: "4271809360001".

    On older sheets it is "427180936-duck-key", in which the hyphen may be another sign and the letters large.

    >>> read("4271809360001"), read("427180936'DUCK'KEY")
    (('427180936', ('duck', 'key')), ('427180936', ('duck', 'key')))
    """
    digits, keys = plain_digits(scanned), [each.key for each in pictures()]
    if len(digits) == DIGITS + 2 * 2:
        numbers = int(digits[-4:-2]), int(digits[-2:])
        return digits[:DIGITS], tuple(keys[number] for number in numbers if number < len(keys))
    return digits, tuple(word for word in _WORD.findall(scanned.lower()) if word in keys)


def whole_code(scanned: str) -> tuple[str, tuple[str, ...]] | None:
    """The same when nothing is missing; None for anything else."""
    digits, keys = read(scanned)
    return (digits, keys) if len(digits) == DIGITS and len(keys) == 2 else None


def _keyed(secret: str, purpose: bytes, content: bytes) -> bytes:
    return hmac.new(secret.encode(), purpose + b":" + content, hashlib.sha256).digest()
