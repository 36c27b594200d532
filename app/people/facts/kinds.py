"""What is asked about people, and what can be answered, from kinds.toml.

`NOT_SAID` is an answer too: somebody was asked, and rather not says.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.texts import Text
from app.core.vocabulary import Value, Vocabulary, read_vocabulary
from app.people.groups import NOT_SAID

_FILE = Path(__file__).with_suffix(".toml")
YES = "yes"
"""What is kept of a value that is one of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Value):
    """Something that is asked; of what `is_several` several answers hold at once, each under its key."""

    is_several: bool = False
    is_lasting: bool = False
    is_undated: bool = False
    """`is_lasting`: a first answer without a date held before as well. `is_undated`: a first answer never has
    one, for one date goes for a whole form.
    """


BORN, LANGUAGE, SPOKEN, NATIONALITY = "born", "language", "spoken", "nationality"
REPRESENTATIVE, WORK, INTEREST = "representative", "work", "interest"
_LISTED = ("gender", "schooling", "work", "benefit", "hours", "transport", "spoken", "interest")


def kinds() -> Vocabulary[Kind]:
    """Every kind of fact by key, in the order of the form."""
    return read_vocabulary(_FILE, Kind, table="kind")


def values_of(kind: str) -> Vocabulary[Value]:
    """The answers of a kind that has a list of them; of spoken languages the levels."""
    return read_vocabulary(_FILE, Value, table=kind) if kind in _LISTED else Vocabulary([])


def offered(kind: str, kept: Collection[str] = ()) -> Mapping[str, str]:
    """The answers that can be chosen, in the language of the page, and those that were chosen already."""
    return {key: str(value) for key, value in values_of(kind).offered(kept=kept).items()}


def not_said(language: str) -> Text:
    return values_of("gender").name(NOT_SAID, language)
