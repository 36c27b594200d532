"""Fields in which staff are qualified (disciplines.toml): some of a person's file is for these alone."""

from pathlib import Path

from app.core.vocabulary import Value, Vocabulary, read_vocabulary

_FILE = Path(__file__).with_name("disciplines.toml")


def disciplines() -> Vocabulary[Value]:
    """All of them, in the order in which they are offered."""
    return read_vocabulary(_FILE, Value)
