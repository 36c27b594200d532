"""A dossier as people read it: every name and value in each language of the paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, lru_cache, partial

from app.core.dossier import By, Cell, Raw, Section, Told
from app.core.i18n import Language
from app.core.papers.speaker import Both, Said, Speaker, day
from app.core.text import direction
from app.core.texts import Text
from app.office.dossier.collecting import LEXICON, Dossier

UNKNOWN = "und"
"""The language of what people wrote: nobody noted it (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its value."""

    name: Both
    value: Both


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its title, and what is known in each of its rows."""

    title: Both
    rows: Sequence[Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """`columns` are the languages, in the order in which they stand beside each other.

    `empty` are the titles of sections of which nothing is kept: said once, at the end.
    """

    columns: Sequence[Language]
    words: Mapping[str, Both]
    municipality: str
    parts: Sequence[Part]
    empty: Sequence[Both]


class _Pen:
    """Writes the values of one dossier in its languages."""

    def __init__(self, dossier: Dossier, speaker: Speaker) -> None:
        self._dossier, self._speaker = dossier, speaker

    def part(self, section: Section) -> Part:
        name_of = cache(partial(self._name, section))
        rows = [
            [Line(name_of(name), said) for name, cell in row.items() if (said := self._said(cell))]
            for row in section.rows
        ]
        return Part(self._speaker.named(lambda code: section.lexicon.title(section.key, code)), rows)

    def words(self) -> dict[str, Both]:
        at = self._dossier.made_at
        said = {key: self._speaker.named(_sentence(key)) for key in SENTENCES}
        made_on = [
            Said(said_on.text.format(at=self._instant(at, column)), said_on.lang, said_on.dir)
            for said_on, column in zip(said["made_on"], self._speaker.columns, strict=True)
        ]
        return {**said, "made_on": tuple(made_on)}

    def _name(self, section: Section, name: str) -> Both:
        return self._speaker.named(lambda code: section.lexicon.field(section.key, name, code))

    def _said(self, cell: Cell) -> Both:
        """A value in each language; nothing for what is not known."""
        if isinstance(cell, By):
            name = self._dossier.names.get(cell.staff_id) if cell.staff_id else None
            return self._as_written(name or "")
        if isinstance(cell, Told):
            return tuple(_told(cell, column) for column in self._speaker.columns)
        if cell is None or cell == "" or isinstance(cell, Raw):
            return ()
        if isinstance(cell, bool):
            return self._speaker.named(lambda code: LEXICON.name("bool", "yes" if cell else "no", code))
        if isinstance(cell, str):
            return self._as_written(cell)
        return self._speaker.each(lambda column: self._plain(cell, column))

    def _as_written(self, words: str) -> Both:
        said = Said(words, UNKNOWN, direction(words))
        return (said,) * len(self._speaker.columns) if words else ()

    def _plain(self, value: date | time | datetime | int, column: Language) -> str:
        if isinstance(value, datetime):
            return self._instant(value, column)
        if isinstance(value, date):
            return _day(value, column)
        return f"{value:%H:%M}" if isinstance(value, time) else str(value)

    def _instant(self, at: datetime, column: Language) -> str:
        there = at.astimezone(self._dossier.zone)
        return f"{_day(there.date(), column)}, {there:%H:%M}"


SENTENCES = ("title", "lead", "made_on", "rights", "others", "files", "nothing", "keep_safe")


def drawn(dossier: Dossier, languages: Sequence[str]) -> Drawn:
    """Everything in these languages, of which papers read one from the right on the right."""
    speaker = Speaker(*languages)
    pen = _Pen(dossier, speaker)
    parts = [pen.part(section) for section in dossier.sections]
    told, empty = [each for each in parts if each.rows], [each.title for each in parts if not each.rows]
    return Drawn(speaker.columns, pen.words(), dossier.municipality, told, empty)


@lru_cache(maxsize=2_048)
def _day(on: date, column: Language) -> str:
    """A day in words; kept, for many things are of one day and to write it takes long."""
    return day(on)(column)


def _sentence(key: str) -> Callable[[str], Text]:
    return lambda code: LEXICON.name("sentences", key, code)


def _told(cell: Told, column: Language) -> Said:
    said = cell.say(column)
    return Said.of(said) if isinstance(said, Text) else Said(said, column.tag, column.direction)
