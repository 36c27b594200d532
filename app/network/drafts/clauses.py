"""The clauses with which the text of a protocol begins, by its instrument."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.vocabulary import read_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A heading and paragraphs, a line each; a recital has no number."""

    heading: str
    body: str
    is_recital: bool = False


def first_clauses(instrument: str) -> Sequence[Clause]:
    """In their order."""
    found = read_file(Path(__file__).with_suffix(".toml"))[instrument]
    return [Clause(**{**each, "body": each["body"].strip()}) for each in found]
