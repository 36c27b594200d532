"""The words of attendance: states with the keys that set them (marks.toml)."""

from dataclasses import dataclass
from pathlib import Path

from app.core.texts import in_language
from app.core.vocabulary import Value, Vocabulary, Words, read_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkState(Value):
    """A state that can be noted; `letters` are the keys that set it, by language."""

    letters: Words

    def letter(self, language: str) -> str:
        """The key that sets it; the Portuguese one where the language has none."""
        return in_language(self.letters, language).value


def states() -> Vocabulary[MarkState]:
    """What can be noted, "not filled in" first."""
    return read_vocabulary(Path(__file__).with_suffix(".toml"), MarkState, table="state")
