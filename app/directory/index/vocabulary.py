"""The vocabularies of the directory: our own lists, and what they are in the exchange format.

Each value keeps the French values that mean the same or a part of it; one without counterpart is not
exchanged under their key (app/directory/services/exchange.py sees that it survives all the same).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.core import vocabulary as lists
from app.core.texts import Text, in_language

_FOLDER = Path(__file__).parent / "vocabularies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(lists.Value):
    """One answer of a vocabulary. `words` are what people also call it, parted by commas, by language;
    `exchange` the French values, the one to write first; `ask` whom to ask, whatever there is here.
    """

    words: lists.Words = field(default_factory=dict)
    exchange: tuple[str, ...] = ()
    pictogram: str = ""
    need: str = ""
    areas: tuple[str, ...] = ()
    is_wish: bool = False
    ask: lists.Words = field(default_factory=dict)

    def whom_to_ask(self, language: str) -> Text:
        """Whom one can ask wherever one is."""
        return in_language(self.ask, language)

    def labels(self) -> list[tuple[str, str]]:
        """(language, text) of its names and of what people also call it, for the search."""
        also = [(language, word) for language, words in self.words.items() for word in words.split(", ")]
        return [*self.names.items(), *also]


Vocabulary = lists.Vocabulary[Value]


@cache
def vocabulary(name: str) -> Vocabulary:
    """themes, needs, groups, networks; and of the short lists kind, cost, reception, request, requester."""
    path = _FOLDER / f"{name}.toml"
    if path.exists():
        return lists.read_vocabulary(path, Value)
    return lists.read_vocabulary(_FOLDER / "answers.toml", Value, table=name)


def to_exchange(name: str, key: str) -> str | None:
    """The French value to write for one of ours, or None where there is none."""
    value = vocabulary(name).get(key)
    return value.exchange[0] if value and value.exchange else None


def from_exchange(name: str, french: object) -> str | None:
    """Our value for a French one, or None where there is none."""
    return _meanings(name).get(french) if isinstance(french, str) else None


@cache
def _meanings(name: str) -> Mapping[str, str]:
    return {french: value.key for value in vocabulary(name).values() for french in value.exchange}
