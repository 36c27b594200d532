"""Why two records are merged: a list, so that reasons can be counted (reasons.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.vocabulary import Value, Vocabulary, read_vocabulary

RECOGNISED = "recognised"
"""Of a name that was left at the kiosk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Value):
    """`is_noted`: by the product, which offers it to nobody."""

    is_noted: bool = False


def reasons() -> Vocabulary[Reason]:
    """Every reason by its key, in the order they are offered."""
    return read_vocabulary(Path(__file__).with_suffix(".toml"), Reason, table="reason")


def offered() -> Mapping[str, Reason]:
    """The reasons to choose from."""
    return {key: each for key, each in reasons().offered().items() if not each.is_noted}
