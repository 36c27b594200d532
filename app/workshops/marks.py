"""The words of attendance: states with the keys that set them (marks.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.core.i18n import MAIN

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Word:
    """A state and its words; `letters` are the keys that set it, by language."""

    key: str
    names: Mapping[str, str]
    letters: Mapping[str, str]

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names[MAIN]

    def letter(self, language: str) -> str:
        return self.letters.get(language) or self.letters.get(MAIN, "")


@cache
def states() -> tuple[Word, ...]:
    """What can be noted, "not filled in" first."""
    entries = tomllib.loads(_FILE.read_text("utf-8"))["state"]
    return tuple(Word(each["key"], each["name"], each["letter"]) for each in entries)


def state_name(key: str, language: str) -> str:
    """A state in words."""
    return next(each for each in states() if each.key == key).name(language)
