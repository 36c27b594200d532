"""What is known of one person, in the shape in which they get it: sections of rows of named values.

    LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))

    def contacts(person: Participant) -> Section:
        return Section("contacts", LEXICON, [
            {"kind": LEXICON.told("contact", each.kind), "value": each.value, "created_at": each.created_at}
            for each in person.contact_points
        ])

A section is what a table of a `PersonTable` exports. Its keys are published (app/office/dossier/schema.json)
and stay what they are. Days, instants, numbers and what people wrote stand as they are; the paper says them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from app.core.i18n import MAIN, Language
from app.core.texts import Text, in_language
from app.core.vocabulary import Vocabulary, Words, read_file

Plain = str | int | bool | date | time | datetime | None
"""A datetime is an instant."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value that is no word of its own, and how it is said: a Text where it may be in another language."""

    value: Plain
    say: Callable[[Language], Text | str]


@dataclass(frozen=True, slots=True)
class By:
    """Who of the staff did it: told by name, for they act in office."""

    staff_id: UUID | None


@dataclass(frozen=True, slots=True)
class Raw:
    """For programs alone: it says nothing that does not stand beside it in words."""

    value: Plain


Cell = Plain | Told | By | Raw


_COMMON = Path(__file__).with_suffix(".toml")
_read = cache(read_file)


class Lexicon:
    """The words of sections, in every language of papers: `titles`, `fields` and lists of values by name.

    `lists` are vocabularies that stand elsewhere already.
    """

    def __init__(self, path: Path, **lists: Callable[[], Vocabulary[Any]]) -> None:
        self._path, self._lists = path, lists

    def title(self, section: str, language: str) -> Text:
        """What a section is called."""
        return in_language(self._words("titles")[section], language)

    def field(self, section: str, name: str, language: str) -> Text:
        """What a value is called: in this section, in all of the feature, or in all of the product."""
        found = self.find_field(section, name, language)
        if found is None:
            raise KeyError(f"{section}.{name}")
        return found

    def find_field(self, section: str, name: str, language: str) -> Text | None:
        """The same, or None for what has no name here."""
        own, everywhere = self._words("fields"), _read(_COMMON)["fields"]
        words = own.get(f"{section}.{name}") or own.get(name) or everywhere.get(name)
        return in_language(words, language) if words else None

    def name(self, listed: str, key: str, language: str) -> Text:
        """A value of a list in words; a key that no list knows is shown as it is."""
        if listed in self._lists:
            return self._lists[listed]().name(key, language)
        words = self._words(listed).get(key)
        return in_language(words, language) if words else Text(key, MAIN)

    def knows(self, listed: str, key: str) -> bool:
        """Whether a list has a value."""
        return key in (self._lists[listed]() if listed in self._lists else self._words(listed))

    def told(self, listed: str, key: str | None) -> Told | None:
        """A value of a list, with its words."""
        return Told(key, lambda spoken: self.name(listed, key, spoken.code)) if key else None

    def _words(self, table: str) -> Mapping[str, Words]:
        found: Mapping[str, Words] = _read(self._path).get(table) or _read(_COMMON).get(table, {})
        return found


@dataclass(frozen=True, slots=True)
class Section:
    """What one table holds of a person. `key` is published, and so are those of its rows, all alike.

    `ids`, of the rows in their order where things are done to them: their acts and changes of state are told
    beside, in the words of the list `states`.
    """

    key: str
    lexicon: Lexicon
    rows: Sequence[Mapping[str, Cell]]
    ids: Sequence[UUID] = ()
    states: str = "state"
