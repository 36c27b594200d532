"""Why somebody does not come, or no longer: a catalogue, so that reasons can be counted.

The words are in vocabularies/reasons.toml. A retired reason stays readable and cannot be chosen.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "vocabularies" / "reasons.toml"


@dataclass(frozen=True, slots=True)
class Reason:
    """`chosen_by`: "person" (at the kiosk too), "office" (staff only), or "" (noted by the product).

    `names` tell of somebody, `said` is how they say it themselves, where that is another sentence.
    `is_of_absence`: also why somebody missed one session.
    """

    key: str
    chosen_by: str
    is_of_absence: bool
    is_retired: bool
    names: Mapping[str, str]
    said: Mapping[str, str]

    def name(self, language: str) -> str:
        """Its words; Portuguese where the language is not there."""
        return self.names.get(language) or self.names["pt"]

    def as_said(self, language: str) -> str:
        """Its words for whoever gives it."""
        return self.said.get(language) or self.said.get("pt") or self.name(language)


@cache
def reasons() -> Mapping[str, Reason]:
    """Every reason by its key, in the order they are offered."""
    entries = tomllib.loads(_FILE.read_text("utf-8"))["reason"]
    return {
        entry["key"]: Reason(
            entry["key"],
            entry["chosen_by"],
            bool(entry.get("of_absence", False)),
            bool(entry.get("is_retired", False)),
            entry["name"],
            entry.get("said", {}),
        )
        for entry in entries
    }


def offered(*chosen_by: str) -> Sequence[Reason]:
    """The reasons that can be chosen."""
    return [each for each in reasons().values() if each.chosen_by in chosen_by and not each.is_retired]


def of_absence(*, kept: str = "") -> Sequence[Reason]:
    """The reasons of missing a session that are offered, and the one chosen already even if it is retired."""
    return [
        each
        for each in reasons().values()
        if each.is_of_absence and (not each.is_retired or each.key == kept)
    ]


def reason_name(key: str, language: str) -> str:
    """A reason in words; the key itself for one that was never in the catalogue."""
    found = reasons().get(key)
    return found.name(language) if found else key
