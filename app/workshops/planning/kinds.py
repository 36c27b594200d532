"""Kinds of series and what follows from each: a list, so that a kind is an entry and no code (kinds.toml)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.vocabulary import Value, Vocabulary, read_vocabulary

_FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Value):
    """`enrols`: people have places in it, are noted by name and get papers; else whoever comes is counted.

    `has_project_sheets`: a sheet may be made there. `is_of_proposals`: what an offer to teach becomes.
    """

    enrols: bool = True
    has_project_sheets: bool = False
    is_of_proposals: bool = False


def kinds() -> Vocabulary[Kind]:
    """The kinds of series, as the public reads them."""
    return read_vocabulary(_FILE, Kind)


def enrolling() -> Sequence[str]:
    """Those in which people have places."""
    return [key for key, each in kinds().items() if each.enrols]


def with_project_sheets() -> Sequence[str]:
    """Those in which project sheets are made."""
    return [key for key, each in kinds().items() if each.has_project_sheets]


def kind_of_proposals() -> str:
    """The one that an offer to teach becomes."""
    return next(key for key, each in kinds().offered().items() if each.is_of_proposals)
