"""The words of contacts: how somebody was met, and what came of it (kinds.toml)."""

from pathlib import Path

from app.core.vocabulary import Value, Vocabulary, read_vocabulary

_FILE = Path(__file__).with_suffix(".toml")
IN_PERSON, APPOINTMENT, PROPOSED = "in_person", "appointment", "proposed"


def kinds() -> Vocabulary[Value]:
    """How somebody was met or called."""
    return read_vocabulary(_FILE, Value, table="kind")


def outcomes() -> Vocabulary[Value]:
    """What came of it."""
    return read_vocabulary(_FILE, Value, table="outcome")
