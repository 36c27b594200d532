"""What taking part may mean for the benefits somebody receives: law as data, with source and days.

The product says it and nobody is judged by it: who decides is the Social Security, the employment service
or the tax office. Each sentence is shown to a member before they say yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.core.vocabulary import Value, Vocabulary, read_file, read_vocabulary

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Value):
    """`name` is the sentence; `title` says about which benefit. `valid_until` once it is law no more.

    `kinds` of initiatives that it is about, else about all.
    """

    title: Mapping[str, str]
    source: str
    valid_from: date
    last_checked_on: date
    valid_until: date | None = None
    kinds: tuple[str, ...] = ()


def effects(kind: str, on: date) -> list[Effect]:
    """What is law on a day, of what is about a kind of initiative."""
    about = [each for each in _all().values() if not each.kinds or kind in each.kinds]
    return [each for each in about if each.valid_from <= on <= (each.valid_until or date.max)]


@cache
def wording() -> str:
    """Which words are shown today: that of the file."""
    return str(read_file(_FILE)["wording"])


def _all() -> Vocabulary[Effect]:
    return read_vocabulary(_FILE, Effect)
