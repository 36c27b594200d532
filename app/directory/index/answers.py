"""What the public sees of the directory, whatever the kind of entry, and which answers come first.

Each kind (service, vacancy, training, internship, library, publication, initiative) draws what is shown of an
entry (document.py) and puts it with the card of every entry it changes into the index (operations.py).
Search, needs, suggestions and paging are then the same for all of them (queries.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.core.hours.words import in_words
from app.core.i18n import MAIN
from app.core.texts import Text
from app.skills.fit import Fit

NOTHING = Text("", MAIN)
QUALITY = 50
"""Of an entry that nobody has to check."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line that only this kind of entry has: a label and what it says ("Deadline", "31 May")."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEntry:
    """An entry as a visitor may see it. Every Text says which language it is really in.

    `opening_hours` in OpenStreetMap syntax, see `hours_in`; `is_open` is None where nobody can know.
    `cost` is "free", "paid" or "" (unknown). `languages` are codes of the languages spoken, `for_whom` and
    `how_to_ask` names out of the vocabularies, `facts` what only this kind has, in the order to show it.
    `seeks`: whom those who offer it look for, `wanted`: the competences that it takes.
    """

    kind: str
    id: UUID
    name: Text
    provider: str
    pictogram: str
    description: Text = NOTHING
    phone: str = ""
    email: str = ""
    url: str = ""
    address: str = ""
    directions: Text = NOTHING
    parish_id: UUID | None = None
    opening_hours: str = ""
    is_open: bool | None = None
    cost: str = ""
    cost_detail: Text = NOTHING
    what_to_bring: Text = NOTHING
    conditions: Text = NOTHING
    seeks: Text = NOTHING
    wanted: Text = NOTHING
    for_whom: tuple[Text, ...] = ()
    for_whom_detail: Text = NOTHING
    how_to_ask: tuple[Text, ...] = ()
    how_to_ask_detail: Text = NOTHING
    languages: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    checked_on: date | None = None
    is_fresh: bool = True
    quality: int = QUALITY

    def hours_in(self, language: str) -> str:
        """The opening hours in words; "" where there are none."""
        return in_words(self.opening_hours, language) if self.opening_hours else ""

    def is_in(self, language: str) -> bool:
        """Whether somebody wrote the entry in this language; else the page says "only in Portuguese"."""
        return self.name.lang == language


class Reason(StrEnum):
    """Why an answer stands before others; the kiosk shows them as tags."""

    SPEAKS = "speaks"
    FRESH = "fresh"
    OPEN_NOW = "open_now"
    NEAR = "near"
    FREE = "free"


WEIGHTS: Mapping[Reason, int] = {
    Reason.SPEAKS: 25,
    Reason.FRESH: 25,
    Reason.OPEN_NOW: 15,
    Reason.NEAR: 15,
    Reason.FREE: 10,
}
QUALITY_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry as an answer to a need or a search, and what speaks for it."""

    entry: PublicEntry
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that fits what somebody can do, how well, and because of what."""

    entry: PublicEntry
    fit: Fit


def answer(entry: PublicEntry, *, languages: Sequence[str], near: UUID | None = None) -> Answer:
    """What speaks for an entry; `languages` are the visitor's, the first one wanted most."""
    holds = {
        Reason.SPEAKS: bool(languages) and languages[0] in entry.languages,
        Reason.FRESH: entry.is_fresh,
        Reason.OPEN_NOW: entry.is_open is True,
        Reason.NEAR: near is not None and entry.parish_id == near,
        Reason.FREE: entry.cost == "free",
    }
    reasons = tuple(reason for reason, is_so in holds.items() if is_so)
    return Answer(entry, sum(WEIGHTS[each] for each in reasons) + QUALITY_WEIGHT * entry.quality, reasons)


def rank(answers: Sequence[Answer]) -> list[Answer]:
    """The best first; equals by name, then id, so that the order never changes by itself."""
    return sorted(answers, key=lambda each: (-each.score, each.entry.name.value, str(each.entry.id)))
