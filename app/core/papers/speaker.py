"""The fixed words of a paper, in Portuguese and beside it the language of the person.

They stand in a file beside the paper and not with the messages of pages: what a paper declares is read over
by those who answer for it, in every language at once.

    speaker = Speaker("pt", person.language, words=read_words(_FILE))
    speaker.say("signed", place="Amieira", day=day(today))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

from app.core import i18n
from app.core.i18n import Language
from app.core.texts import Text, in_language
from app.core.vocabulary import Words

Value = str | Callable[[Language], str]


@dataclass(frozen=True, slots=True)
class Said:
    """Words, with the language they are really in."""

    text: str
    lang: str
    dir: str

    @classmethod
    def of(cls, text: Text) -> "Said":
        """Words of the content, as a paper says them."""
        spoken = i18n.language(text.lang)
        return cls(text.value, spoken.tag, spoken.direction)


Both = tuple[Said, ...]
"""The same in each language of the sheet, in the order of its columns."""


class Speaker:
    """Says things in every language of a paper, each once; one that is read from the right stands there."""

    def __init__(self, *codes: str, words: Mapping[str, Words] | None = None) -> None:
        known = [i18n.language(code) for code in dict.fromkeys(codes)]
        self.columns = tuple(sorted(known, key=lambda each: each.direction == "rtl"))
        self._words = words or {}

    def say(self, key: str, **values: Value) -> Both:
        """One of the fixed sentences; a value that is a function is asked in each language."""
        return tuple(self._said(each, key, values) for each in self.columns)

    def each(self, value: Callable[[Language], str]) -> Both:
        """Something that every language writes its own way, such as a day."""
        return tuple(Said(value(each), each.tag, each.direction) for each in self.columns)

    def named(self, name: Callable[[str], Text]) -> Both:
        """Words of the content, asked by the code of each language; they may fall back to Portuguese."""
        return tuple(Said.of(name(each.code)) for each in self.columns)

    def _said(self, column: Language, key: str, values: Mapping[str, Value]) -> Said:
        sentence = in_language(self._words[key], column.code)
        spoken = i18n.language(sentence.lang)
        filled = {name: value if isinstance(value, str) else value(spoken) for name, value in values.items()}
        return Said.of(Text(sentence.value.format(**filled), sentence.lang))


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
