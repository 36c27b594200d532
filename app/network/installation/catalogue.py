"""The steps of an installation (steps.toml): the same everywhere, in two groups."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.core import i18n
from app.core.texts import in_language
from app.core.vocabulary import Value, Vocabulary, Words, read_vocabulary


class Group(StrEnum):
    """Before the public launch, and what the town hall does besides."""

    BEFORE = "before"
    TOWN_HALL = "town_hall"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStep(Value):
    """A step, what it takes, and the kinds of things by which it shows that it was done."""

    group: str
    kinds: tuple[str, ...]
    needs: Words

    @property
    def takes(self) -> str:
        """What it takes, in the language of the page."""
        return in_language(self.needs, i18n.current().code).value


def known_steps() -> Vocabulary[KnownStep]:
    return read_vocabulary(Path(__file__).with_name("steps.toml"), KnownStep)
