"""A row of the quick entry: what was typed from a sheet by its signs, as the form of a registration says it.

What a sign means is read here; whether a name, a day or a contact will do is the form's own business.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.core import values
from app.core.i18n import MAIN
from app.core.text import fold
from app.core.values import Unreadable
from app.outreach import slip_codes
from app.outreach.papers.signs import NO, NOT_ASKED, SIGNED, YES, Signs
from app.outreach.registrations.choices import Choices
from app.people.listed import meant

COLUMNS = ("slip", "name", "year", "contact", "parish", "language", "ticks", "cards", "answers")
LONGEST = 200
DIGITS = "0123456789"
_CARDS = re.compile(r"[0-9]+|[^\W\d_]")
_BLANKS = re.compile(r"[\s,;.]+")
Pairs = list[tuple[str, str]]


class Trouble(StrEnum):
    """Why a cell cannot be used; the sentences are in wording.py. `what` of a Fault is the sign meant."""

    NO_NUMBER = "no_number"
    NO_SLIP = "no_slip"
    OTHER_EDITION = "other_edition"
    TWICE = "twice"
    TAKEN = "taken"
    ERASED = "erased"
    YEAR = "year"
    PARISH = "parish"
    SEVERAL = "several"
    LANGUAGE = "language"
    SIGN = "sign"
    SITUATIONS = "situations"
    CARD = "card"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one column."""

    column: str
    trouble: Trouble
    what: str = ""


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One line of the table as it was typed; `line` counts from 1."""

    line: int
    slip: str = ""
    name: str = ""
    year: str = ""
    contact: str = ""
    parish: str = ""
    language: str = ""
    ticks: str = ""
    cards: str = ""
    answers: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing but the number that stood there already."""
        return not any(getattr(self, each) for each in COLUMNS if each != "slip")

    @property
    def number(self) -> int | None:
        """The number of the slip, typed or read from its code; None where it is none."""
        if scanned := slip_codes.read(self.slip):
            return scanned.number
        is_number = self.slip.isascii() and self.slip.isdigit() and len(self.slip) <= 6
        return int(self.slip) if is_number else None


@dataclass(slots=True)
class Row:
    """A row that was read: the fields of the form of a registration by name, and what is wrong."""

    typed: TypedRow
    pairs: Pairs = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def say(self, name: str, value: object) -> None:
        self.pairs.append((name, str(value)))

    def blame(self, column: str, trouble: Trouble, what: str = "") -> None:
        self.faults.append(Fault(column, trouble, what))


def read(typed: TypedRow, registration_id: UUID, signs: Signs, offered: Choices) -> Row:
    """The row under the id of its slip, everything that is wrong with it at once."""
    row = Row(typed)
    row.say("id", registration_id)
    row.say("slip", typed.number or "")
    row.say("name", typed.name)
    row.say("contact", typed.contact)
    _born(row)
    _parish(row, signs, offered)
    _language(row, offered)
    _ticks(row, signs)
    _cards(row, signs)
    _answers(row, offered)
    return row


def _born(row: Row) -> None:
    try:
        year = values.year(row.typed.year)
    except Unreadable:
        row.blame("year", Trouble.YEAR)
    else:
        row.say("born", year or "")


def _parish(row: Row, signs: Signs, offered: Choices) -> None:
    """Its number, or the first letters of its name or of a word in it."""
    typed = row.typed.parish
    if not typed or typed in signs.parishes:
        row.say("parish", signs.parishes.get(typed, ""))
        return
    found = meant(typed, {str(each.id): each.name for each in offered.parishes})
    if len(found) == 1:
        row.say("parish", found[0])
    else:
        row.blame("parish", Trouble.SEVERAL if found else Trouble.PARISH)


def _language(row: Row, offered: Choices) -> None:
    """Its code, or the first letters of its name; Portuguese where nothing stands."""
    typed = fold(row.typed.language)
    if not typed or typed in offered.languages:
        row.say("language", typed or MAIN)
        return
    own = {each.code: each.name for each in offered.written}
    found = meant(typed, {code: f"{name} {own.get(code, '')}" for code, name in offered.languages.items()})
    if len(found) == 1:
        row.say("language", found[0])
    else:
        row.blame("language", Trouble.SEVERAL if found else Trouble.LANGUAGE)


def _ticks(row: Row, signs: Signs) -> None:
    situations = 0
    fields: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("interests", signs.interests),
        ("groups", signs.groups),
        ("wishes", signs.wishes),
    )
    for sign in dict.fromkeys(_BLANKS.sub("", row.typed.ticks.lower())):
        named = [(name, meant[sign]) for name, meant in fields if sign in meant]
        if sign in signs.situations:
            situations += 1
            row.say("work", signs.situations[sign])
        elif sign == signs.call:
            row.say("wants_call", "y")
        elif named:
            row.say(*named[0])
        else:
            row.blame("ticks", Trouble.SIGN, sign)
    if situations > 1:
        row.blame("ticks", Trouble.SITUATIONS)


def _cards(row: Row, signs: Signs) -> None:
    """Capital letters of the sheet, numbers of the card sheet."""
    typed = _BLANKS.sub(" ", row.typed.cards.upper())
    for sign in dict.fromkeys(_CARDS.findall(typed)):
        key = signs.numbers.get(int(sign[:6])) if sign[0] in DIGITS else signs.cards.get(sign)
        if key:
            row.say("competences", key)
        else:
            row.blame("cards", Trouble.CARD, sign)


def _answers(row: Row, offered: Choices) -> None:
    """To each question yes or no, in their order; then whether it was signed, and who answers for a minor."""
    asked = offered.consents
    answer = rf"([{YES}{NO}{NOT_ASKED}]{{0,{len(asked)}}}) *([{SIGNED}f]?)(?: +(\D*))?"
    found = re.fullmatch(answer, row.typed.answers, re.IGNORECASE)
    if not found:
        row.blame("answers", Trouble.ANSWERS)
        return
    for each, said in zip(asked, found[1].lower(), strict=False):
        if said == NOT_ASKED:
            continue
        row.say(f"consents-{each.key}", "yes" if said == YES else "no")
        row.say(f"consents-{each.key}-wording", each.version)
        row.say(f"consents-{each.key}-recipient", each.recipient_id or "")
    row.say("how", "signed" if found[2].lower() == SIGNED else "spoken")
    row.say("representative", (found[3] or "").strip())


def twice(rows: Iterable[TypedRow]) -> set[int]:
    """The lines whose slip stands in a line before."""
    seen: set[int] = set()
    found = set()
    for each in rows:
        if each.number in seen:
            found.add(each.line)
        elif each.number is not None:
            seen.add(each.number)
    return found
