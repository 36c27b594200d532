"""How the numbers are built: NIF, NISS and the employment service's; no other is kept.

NIF: nine digits; of people it begins with 1, 2, 3 or 45; the last is a check digit modulo 11. NISS: eleven
digits, beginning with 1 or 2, a check digit modulo 10 with prime weights. That of the employment service
(IEFP) has no published rule: what is read are its digits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

PARTS = frozenset(" \u00a0\u202f.-/")
"""What people write between digits."""
COUNTRY = "PT"
NIF_WEIGHTS = range(9, 1, -1)
NISS_WEIGHTS = (29, 23, 19, 17, 13, 11, 7, 5, 3, 2)
TOGETHER = 3


class IdentifierKind(StrEnum):
    NIF = "nif"
    NISS = "niss"
    IEFP = "iefp"


class NotDigits(ValueError):
    """Something else than digits, and what people write between them."""


class WrongLength(ValueError):
    """Too few digits or too many; `found` of `least` to `most`."""

    def __init__(self, found: int, least: int, most: int) -> None:
        self.found, self.least, self.most = found, least, most
        super().__init__(found)


class NotOfAPerson(ValueError):
    """It begins as numbers of organisations do."""


class WrongCheckDigit(ValueError):
    """The last digit does not follow from the others: one was mistyped, or two changed places."""


@dataclass(frozen=True, slots=True)
class _Rule:
    least: int
    most: int
    begins: tuple[str, ...] = ("",)
    is_right: Callable[[str], bool] = bool


def _is_right_nif(digits: str) -> bool:
    rest = sum(int(digit) * weight for digit, weight in zip(digits, NIF_WEIGHTS, strict=False)) % 11
    return int(digits[-1]) == (0 if rest < 2 else 11 - rest)


def _is_right_niss(digits: str) -> bool:
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, NISS_WEIGHTS, strict=False))
    return int(digits[-1]) == 9 - weighed % 10


_RULES: Mapping[str, _Rule] = {
    IdentifierKind.NIF: _Rule(9, 9, ("1", "2", "3", "45"), _is_right_nif),
    IdentifierKind.NISS: _Rule(11, 11, ("1", "2"), _is_right_niss),
    IdentifierKind.IEFP: _Rule(5, 10),
}


def read(kind: str, typed: str) -> str:
    """The digits of a number of a kind as somebody typed it; raises what does not fit, the plainest first.

    >>> read("nif", "PT 123 456 789")
    '123456789'
    """
    digits, rule = digits_of(typed), _RULES[kind]
    if not rule.least <= len(digits) <= rule.most:
        raise WrongLength(len(digits), rule.least, rule.most)
    if not digits.startswith(rule.begins):
        raise NotOfAPerson
    if not rule.is_right(digits):
        raise WrongCheckDigit
    return digits


def digits_of(typed: str) -> str:
    """The digits somebody typed, in whichever script they write them; raises NotDigits."""
    rest = [char for char in typed.strip().removeprefix(COUNTRY) if char not in PARTS]
    if not all(char.isdecimal() for char in rest):
        raise NotDigits
    return "".join(str(int(char)) for char in rest)


def grouped(digits: str) -> str:
    """As it is read aloud and compared.

    >>> grouped("12345678902")
    '123 456 789 02'
    """
    return " ".join(digits[at : at + TOGETHER] for at in range(0, len(digits), TOGETHER))
