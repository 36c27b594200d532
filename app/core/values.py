"""Single cells as people write them: numbers, days, amounts, telephone numbers, addresses, answers of a list.

Each reader takes the cell and returns what it means, "" or None for an empty one, or raises Unreadable.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from app.core.cells import Value
from app.core.phones import e164, numbers_in, readable
from app.core.text import tidy, tidy_lines
from app.core.vocabulary import Vocabulary

Reader = Callable[[Value], Any]
MOST_MONEY = Decimal(100_000)
OLDEST = 115
"""Years of age."""
LONGEST = 200
_CURRENCY = re.compile(r"€|EUR|\s")
_IN_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")
_AMOUNT = re.compile(r"[0-9]+([.,][0-9]+)?")
_SHORTENED = re.compile(r"[0-9]+([.,][0-9]+)?e\+?[0-9]+", re.IGNORECASE)
MOST_DIGITS = 15
"""Of a number in a cell: spreadsheet programs make zeros of the others."""
_WORDS_BEHIND = re.compile(r"[^0-9]*[0-9].*[^\W\d_]")
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_BORN = re.compile(r"((?P<day>[0-9]{1,2})[-/.](?P<month>[0-9]{1,2})[-/.])?(?P<year>[0-9]{4}|[0-9]{2})")
_BORN_FIRST = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PARTS = re.compile(r"[;\n|]")


class Problem(StrEnum):
    """Why a cell cannot be used; the sentences are in app/ui/sheet_trouble.py."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NUMBER = "number"
    MONEY = "money"
    LESS = "less"
    DAY = "day"
    YEAR = "year"
    PHONE = "phone"
    ALONE = "alone"
    """It holds a telephone number and more than that."""
    SHORTENED = "shortened"
    """A spreadsheet program wrote a long number as 5,89E+08, or made zeros of its last digits."""
    MAIL = "email"
    LINK = "link"
    LONG = "long"
    TWICE = "twice"
    FOREIGN = "foreign"
    """It belongs to somebody else."""
    ALIKE = "alike"
    """Somebody known is called alike, and nobody has said whether it is they."""
    NO_COURSE = "no course"
    """Only of a course it would mean something."""


class Unreadable(ValueError):
    """The cell says nothing that can be used."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


def plain(value: Value) -> str:
    """A cell as one line of text: "3" for 3.0, "8,5" for 8.5, a day as 2026-03-01."""
    if isinstance(value, date):
        return value.isoformat()
    # Computed numbers are 956.9999999999999 behind the 957 that a spreadsheet shows.
    return f"{value:.15g}".replace(".", ",") if isinstance(value, float) else tidy(str(value))


def text(longest: int = LONGEST) -> Reader:
    """Words, at most so many characters."""

    def read(value: Value) -> str:
        words = plain(value)
        if len(words) > longest:
            raise Unreadable(Problem.LONG)
        return words

    return read


def lines(longest: int) -> Reader:
    """Words in paragraphs, at most so many characters."""

    def read(value: Value) -> str:
        words = tidy_lines(value) if isinstance(value, str) else plain(value)
        if len(words) > longest:
            raise Unreadable(Problem.LONG)
        return words

    return read


def identifier(longest: int = LONGEST) -> Reader:
    """What something is known or reached by, to the last digit."""
    words = text(longest)

    def read(value: Value) -> str:
        if isinstance(value, int | float) and abs(value) >= 10**MOST_DIGITS:
            raise Unreadable(Problem.SHORTENED)
        found: str = words(value)
        if _SHORTENED.fullmatch(found):
            raise Unreadable(Problem.SHORTENED)
        return found

    return read


def number(value: Value) -> int | None:
    """A whole number of at most four digits."""
    digits = plain(value)
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) <= 4):
        raise Unreadable(Problem.NUMBER)
    return int(digits) if digits else None


def money(value: Value) -> int | None:
    """Cents of an amount in euros, half a cent rounded up."""
    if value == "":
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    cents = _cents(Decimal(str(value))) if is_number else cents_of(plain(value))
    if cents is None:
        raise Unreadable(Problem.MONEY)
    return cents


def cents_of(amount: str, most: Decimal = MOST_MONEY) -> int | None:
    """Cents of an amount as people write it, or None: 920 · 920,50 · 1.050,50 € · 1 050."""
    digits = _CURRENCY.sub("", amount)
    if _IN_THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "")
    return _cents(Decimal(digits.replace(",", ".")), most) if _AMOUNT.fullmatch(digits) else None


def _cents(euros: Decimal, most: Decimal = MOST_MONEY) -> int | None:
    is_possible = euros.is_finite() and 0 <= euros <= most
    return int((euros * 100).quantize(Decimal(1), ROUND_HALF_UP)) if is_possible else None


def day(value: Value) -> date | None:
    """A day: a spreadsheet's own, 31/12/2026 or 2026-12-31."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    written = plain(value)
    found = _DAY.fullmatch(written)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise Unreadable(Problem.DAY) from None


def year(value: Value) -> int | None:
    """A year of birth: 1961, that of a whole day, or 61 where only one year can be meant."""
    if isinstance(value, date):
        return _born(str(value.year))
    written = "".join(plain(value).split())
    if not written:
        return None
    found = _BORN.fullmatch(written) or _BORN_FIRST.fullmatch(written)
    if not found:
        raise Unreadable(Problem.YEAR)
    born = _born(found["year"])
    try:
        date(born, int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        raise Unreadable(Problem.YEAR) from None
    return born


def _born(written: str) -> int:
    now = date.today().year  # noqa: DTZ011  any zone will do
    meant = [int(written)] if len(written) == 4 else [1900 + int(written), 2000 + int(written)]
    possible = [each for each in meant if now - OLDEST <= each <= now]
    if len(possible) != 1:
        raise Unreadable(Problem.YEAR)
    return possible[0]


def phone(value: Value) -> str:
    """A telephone number as E.164 ("+351912345678"), Portuguese unless it says another country."""
    written: str = identifier()(value)
    if not written:
        return ""
    found = None if _WORDS_BEHIND.match(written) else e164(written)
    if found is None:
        raise Unreadable(Problem.ALONE if numbers_in(readable(written)) else Problem.PHONE)
    return found


def mail(value: Value) -> str:
    address: str = text(254)(value)
    if address and not _MAIL.fullmatch(address):
        raise Unreadable(Problem.MAIL)
    return address


def link(value: Value) -> str:
    address: str = text(1_000)(value)
    if address and not address.startswith(("https://", "http://")):
        raise Unreadable(Problem.LINK)
    return address


def one_of(vocabulary: Callable[[], Vocabulary[Any]]) -> Reader:
    """The key of a value of a list, written as its key or its name in any language."""

    def read(value: Value) -> str:
        written: str = text()(value)
        if not written:
            return ""
        meant = vocabulary().meant(written)
        if meant is None:
            raise Unreadable(Problem.UNKNOWN)
        return str(meant.key)

    return read


def several_of(vocabulary: Callable[[], Vocabulary[Any]]) -> Reader:
    """The keys of values of a list, parted by semicolons or lines, each once."""
    one = one_of(vocabulary)
    return lambda value: tuple(dict.fromkeys(one(each) for each in parts(value)))


def parts(value: Value) -> list[str]:
    """What stands in a cell that holds several things, parted by semicolons or lines."""
    lines(2_000)(value)  # as long as it may be
    return [each for part in _PARTS.split(str(value)) if (each := tidy(part))]
