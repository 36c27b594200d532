"""Why somebody does not come, or no longer: a list, so that reasons can be counted (reasons.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core.texts import in_language
from app.core.vocabulary import Value, Vocabulary, Words, read_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Value):
    """`chosen_by`: "person" (at the kiosk too), "office" (staff only), or "" (noted by the product).

    `names` tell of somebody, `said` is how they say it themselves, where that is another sentence.
    `of_absence`: also why somebody missed one session.
    """

    chosen_by: str
    of_absence: bool = False
    said: Words = field(default_factory=dict)

    def as_said(self, language: str) -> str:
        """Its words for whoever gives it."""
        return in_language(self.said or self.names, language).value


def reasons() -> Vocabulary[Reason]:
    """Every reason by its key, in the order they are offered."""
    return read_vocabulary(Path(__file__).with_suffix(".toml"), Reason, table="reason")


def offered(*chosen_by: str) -> Mapping[str, Reason]:
    """The reasons that can be chosen."""
    return {key: each for key, each in reasons().offered().items() if each.chosen_by in chosen_by}


def of_absence(*, kept: str = "") -> Mapping[str, Reason]:
    """The reasons of missing a session that are offered, and the one chosen already even if it is retired."""
    return {key: each for key, each in reasons().offered(kept=[kept]).items() if each.of_absence}
