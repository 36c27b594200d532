"""The fixed words of the papers, in Portuguese and beside it the language of the person.

They stand in words.toml and not with the messages of pages: what a paper declares is read over by those who
answer for it, in every language at once.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

from app.core import i18n
from app.core.i18n import Language
from app.skills.sheet import Both, Said

__all__ = ["Both", "Said", "Speaker", "day", "duration", "plain", "words_in"]

_FILE = Path(__file__).parent / "words.toml"
Value = str | Callable[[Language], str]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def words_in(code: str, key: str) -> tuple[str, str]:
    """The sentence and the language it is really in: Portuguese where the other is not there."""
    texts = _words()[key]
    return (texts[code], code) if code in texts else (texts[i18n.MAIN], i18n.MAIN)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in every language of a paper, in the order of its columns."""

    columns: tuple[Language, ...]

    @classmethod
    def of(cls, *codes: str) -> "Speaker":
        """Each language once; one that is read from the right stands on the right."""
        known = [i18n.language(code) for code in codes]
        columns = list({each.code: each for each in known}.values())
        return cls(tuple(sorted(columns, key=lambda each: each.direction == "rtl")))

    def say(self, key: str, **values: Value) -> Both:
        """One of the fixed sentences; a value that is a function is asked in each language."""
        return tuple(self._said(each, key, values) for each in self.columns)

    def each(self, value: Callable[[Language], str]) -> Both:
        """Something that every language writes its own way, such as a day."""
        return tuple(Said(value(each), each.tag, each.direction) for each in self.columns)

    def _said(self, column: Language, key: str, values: Mapping[str, Value]) -> Said:
        sentence, code = words_in(column.code, key)
        spoken = i18n.language(code)
        filled = {name: value if isinstance(value, str) else value(spoken) for name, value in values.items()}
        return Said(sentence.format(**filled), spoken.tag, spoken.direction)


def day(on: date) -> Callable[[Language], str]:
    """A day in words: "12 de março de 2026"."""
    return lambda spoken: format_date(on, "long", locale=spoken.locale)


def duration(minutes: int) -> Callable[[Language], str]:
    """Hours and minutes in words: "12 horas e 30 minutos"."""

    def words(spoken: Language) -> str:
        amounts = [(minutes // 60, "hour"), (minutes % 60, "minute")]
        said = [
            format_unit(count, f"duration-{unit}", "long", locale=spoken.locale)
            for count, unit in amounts
            if count or (unit == "minute" and not minutes)
        ]
        return format_list(said, locale=spoken.locale)

    return words


def plain(words: Sequence[Said]) -> str:
    """All languages in one line, for the title of a document."""
    return " · ".join(said.text for said in words)
