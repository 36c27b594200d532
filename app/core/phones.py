"""Telephone numbers as people write them: Portuguese unless they say another country, kept as E.164."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumberMatcher

COUNTRY = "PT"
_TRUNK = re.compile(r"(?:(?<!\s)\s++)?\(0\)\s*")
_HERE = r"[29](?:[ .-]?\d){8}"
_SIDE_BY_SIDE = re.compile(rf"(?<![\d+])({_HERE})[ .-]+(?={_HERE}(?![ .-]?\d))")
"""Two numbers of this country, nine digits each, with nothing but a blank between them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A number that stands in a text, from one character to another."""

    start: int
    end: int
    e164: str


def e164(text: str) -> str | None:
    """The number that the text is ("+351912345678"); None for anything else, and for more than it."""
    import phonenumbers as numbers  # 8 MB of tables that most pages do not need

    try:
        found = numbers.parse(readable(text), COUNTRY)
    except numbers.NumberParseException:
        return None
    if found.extension or not numbers.is_possible_number(found):
        return None
    return str(numbers.format_number(found, numbers.PhoneNumberFormat.E164))


def is_mobile(number: str) -> bool:
    """Whether a stored number takes short messages, as far as its digits tell.

    >>> is_mobile("+351912345678"), is_mobile("+351282000000"), is_mobile("912")
    (True, False, False)
    """
    import phonenumbers as numbers

    try:
        kind = numbers.number_type(numbers.parse(number))
    except numbers.NumberParseException:
        return False
    return kind in {numbers.PhoneNumberType.MOBILE, numbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def grouped(number: str) -> str:
    """A stored number as people read it, in groups; international unless it is of this country."""
    import phonenumbers as numbers

    try:
        found = numbers.parse(number, COUNTRY)
    except numbers.NumberParseException:
        return number
    national = found.country_code == numbers.country_code_for_region(COUNTRY)
    style = numbers.PhoneNumberFormat
    return str(numbers.format_number(found, style.NATIONAL if national else style.INTERNATIONAL))


def numbers_in(text: str) -> list[Found]:
    """Every number in a text that `readable` has seen to.

    >>> [each.e164 for each in numbers_in("912 345 678 / 00380 44 123 4567 (irmã)")]
    ['+351912345678', '+380441234567']
    """
    import phonenumbers as numbers

    style = numbers.PhoneNumberFormat.E164
    return [
        Found(each.start, each.end, str(numbers.format_number(each.number, style))) for each in _matches(text)
    ]


def readable(text: str) -> str:
    """The text with a comma between two numbers side by side, and without each "(0)" that hides a number.

    The 0 is dialled inside a country only; in Italy also from abroad.

    >>> readable("+351 (0) 961 111 222"), readable("+39 (0)6 1234 5678"), readable("912345678 934567890")
    ('+351 961 111 222', '+39 (0)6 1234 5678', '912345678, 934567890')
    """
    text = _SIDE_BY_SIDE.sub(r"\1, ", text)
    if "(0)" not in text:
        return text
    read = [(each.start, each.end) for each in _matches(text)]

    def left_out(found: re.Match[str]) -> str:
        is_read = any(start < found.start() and found.end() < end for start, end in read)
        return found[0] if is_read else " "

    return _TRUNK.sub(left_out, text).strip()


def _matches(text: str) -> "PhoneNumberMatcher":
    import phonenumbers as numbers

    return numbers.PhoneNumberMatcher(text, COUNTRY, leniency=numbers.Leniency.POSSIBLE)
