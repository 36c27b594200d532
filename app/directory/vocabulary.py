"""The vocabularies of the directory: our own lists, and what they are in the exchange format.

Each value keeps the French values that mean the same or a part of it; one without counterpart is not
exchanged under their key (app/directory/exchange.py sees that it survives all the same).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from app.core.texts import Text, in_language

_FOLDER = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True, slots=True)
class Value:
    """One answer of a vocabulary. `exchange` are the French values, the one to write first."""

    key: str
    names: Mapping[str, str]
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    exchange: tuple[str, ...] = ()
    pictogram: str = ""
    need: str = ""
    areas: tuple[str, ...] = ()
    is_wish: bool = False
    is_retired: bool = False

    def name(self, language: str) -> Text:
        """Its name, in Portuguese where there is none in the language."""
        return in_language(self.names, language)

    def labels(self) -> list[tuple[str, str]]:
        """(language, text) of its names and of what people also call it, for the search."""
        names = list(self.names.items())
        return names + [(language, word) for language, words in self.words.items() for word in words]


class Vocabulary:
    """A list of values in the order they are offered."""

    def __init__(self, values: Sequence[Value]) -> None:
        self._values = {value.key: value for value in values}
        self._from_exchange = {each: value.key for value in values for each in value.exchange}

    def values(self) -> list[Value]:
        """Those that can be chosen."""
        return [value for value in self._values.values() if not value.is_retired]

    def get(self, key: str) -> Value | None:
        """The value of a key, a retired one too."""
        return self._values.get(key)

    def name(self, key: str, language: str) -> Text:
        """Its name; a key that stands in no list is shown as it is."""
        value = self.get(key)
        return value.name(language) if value else Text(key, "pt")

    def to_exchange(self, key: str) -> str | None:
        """The French value to write, or None where there is none."""
        value = self.get(key)
        return value.exchange[0] if value and value.exchange else None

    def from_exchange(self, french: object) -> str | None:
        """Our value for a French one, or None where there is none."""
        return self._from_exchange.get(french) if isinstance(french, str) else None


@cache
def vocabulary(name: str) -> Vocabulary:
    """themes, needs, groups, networks; and of the short lists kind, cost, reception, request, requester."""
    path = _FOLDER / f"{name}.toml"
    if path.exists():
        entries = tomllib.loads(path.read_text("utf-8"))["value"]
    else:
        entries = tomllib.loads((_FOLDER / "answers.toml").read_text("utf-8"))[name]
    return Vocabulary([_value(entry) for entry in entries])


def _value(entry: Mapping[str, Any]) -> Value:
    words = {language: tuple(text.split(", ")) for language, text in entry.get("words", {}).items()}
    return Value(
        key=entry["key"],
        names=entry["name"],
        words=words,
        exchange=tuple(entry.get("exchange", ())),
        pictogram=entry.get("pictogram", ""),
        need=entry.get("need", ""),
        areas=tuple(entry.get("areas", ())),
        is_wish=entry.get("is_wish", False),
        is_retired=entry.get("retired", False),
    )
