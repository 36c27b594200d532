"""Lists in TOML files: reasons, kinds, themes, sentences of papers. Read once, with words by language.

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Reason(Value):
        chosen_by: str = ""

    reasons = read_vocabulary(_FILE, Reason)
    reasons["transport"].name("uk"), reasons.offered(kept=["moved"])

    [[value]]
    key = "transport"
    chosen_by = "person"
    name.pt = "Falta de transporte"

A value that is no longer offered is marked `is_retired`: what was chosen once stays readable.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.core import i18n
from app.core.text import fold
from app.core.texts import Text, in_language

Words = Mapping[str, str]
"""The same in several languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One answer of a list; a list that says more of its values has a subclass with these fields."""

    key: str
    names: Words
    is_retired: bool = False

    def name(self, language: str) -> Text:
        """Its name, in Portuguese where there is none in the language."""
        return in_language(self.names, language)

    def __str__(self) -> str:
        return self.name(i18n.current().code).value


V = TypeVar("V", bound=Value)


class Vocabulary(Mapping[str, V], Generic[V]):
    """The values of a list by key, retired ones too, in the order they are offered."""

    def __init__(self, values: Sequence[V]) -> None:
        self._values = {value.key: value for value in values}

    def __getitem__(self, key: str) -> V:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def offered(self, *, kept: Collection[str] = ()) -> Mapping[str, V]:
        """Those that can be chosen, and those chosen already even if they are retired."""
        return {key: value for key, value in self._values.items() if not value.is_retired or key in kept}

    def name(self, key: str, language: str) -> Text:
        """A value in words; a key that stands in no list is shown as it is."""
        value = self._values.get(key)
        return value.name(language) if value else Text(key, i18n.MAIN)

    def meant(self, typed: str) -> V | None:
        """The value that somebody wrote by its key or its name, in any language and spelling."""
        return self._by_words.get(fold(typed))

    @cached_property
    def _by_words(self) -> Mapping[str, V]:
        usable = self.offered().values()
        names = {fold(name): value for value in usable for name in value.names.values()}
        return names | {fold(value.key): value for value in usable}


@cache
def read_vocabulary(path: Path, kind: type[V], *, table: str = "value") -> Vocabulary[V]:
    """The list in a file; a TypeError names the entry's field that nobody knows."""
    return Vocabulary([_value(entry, kind) for entry in read_file(path)[table]])


@cache
def read_words(path: Path) -> Mapping[str, Words]:
    """Sentences by key and language, of a file that holds nothing else."""
    return read_file(path)


def read_file(path: Path) -> dict[str, Any]:
    """A data file of the product as it is."""
    return tomllib.loads(path.read_text("utf-8"))


def _value(entry: Mapping[str, Any], kind: type[V]) -> V:
    fields = {"names" if name == "name" else name: _frozen(said) for name, said in entry.items()}
    return kind(**fields)


def _frozen(said: Any) -> Any:
    return tuple(said) if isinstance(said, list) else said
