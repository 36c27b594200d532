"""What is tapped about an idea, question by question (choices.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core import vocabulary
from app.core.vocabulary import Vocabulary

_FILE = Path(__file__).with_suffix(".toml")
QUESTIONS = ("field", "whom", "company", "reach")
"""In the order in which they are asked; each is a column of an idea."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(vocabulary.Value):
    """One answer, with its picture."""

    pictogram: str


def answers_to(question: str) -> Vocabulary[Value]:
    """The answers to one of the questions."""
    return vocabulary.read_vocabulary(_FILE, Value, table=question)


def is_answered(taps: Mapping[str, str]) -> bool:
    """Whether each question has an answer of its list."""
    return all(taps.get(each, "") in answers_to(each) for each in QUESTIONS)
