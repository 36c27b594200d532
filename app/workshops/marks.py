"""The words of attendance: states with the keys that set them, and the reasons of an absence (marks.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.core.i18n import MAIN

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Word:
    """A value and its words; `letters` are the keys that set a state, by language."""

    key: str
    names: Mapping[str, str]
    letters: Mapping[str, str]
    is_retired: bool = False

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names[MAIN]

    def letter(self, language: str) -> str:
        return self.letters.get(language) or self.letters.get(MAIN, "")


@cache
def _words(kind: str) -> tuple[Word, ...]:
    entries = tomllib.loads(_FILE.read_text("utf-8"))[kind]
    return tuple(
        Word(each["key"], each["name"], each.get("letter", {}), each.get("retired", False))
        for each in entries
    )


def states() -> tuple[Word, ...]:
    """What can be noted, "not filled in" first."""
    return _words("state")


def reasons(*, kept: str = "") -> tuple[Word, ...]:
    """The reasons that are offered, and the one chosen already even if it no longer is."""
    return tuple(each for each in _words("reason") if not each.is_retired or each.key == kept)


def state_name(key: str, language: str) -> str:
    """A state in words."""
    return next(each for each in states() if each.key == key).name(language)


def reason_name(key: str, language: str) -> str:
    """A reason in words; nothing for none."""
    return next((each.name(language) for each in _words("reason") if each.key == key), "")
