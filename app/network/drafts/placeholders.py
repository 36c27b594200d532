"""The fixed list of placeholders; what is not in it is refused by name."""

from collections.abc import Iterable
from pathlib import Path

from app.core.errors import Conflict
from app.core.text import fold
from app.core.vocabulary import Value, Vocabulary, read_vocabulary

ONLY_IN_TEMPLATES = frozenset({"clausulas", "assinaturas"})
"""What is made of the clauses cannot stand in one."""


class UnknownPlaceholders(Conflict):
    """There are placeholders that nothing stands for: `names`, as they were written."""

    status = 422

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(names)


def placeholders() -> Vocabulary[Value]:
    """All that a template may hold, with what is put there."""
    return read_vocabulary(Path(__file__).with_suffix(".toml"), Value)


def in_clauses() -> list[str]:
    """Those that a clause may hold."""
    return [each for each in placeholders() if each not in ONLY_IN_TEMPLATES]


def demand_known(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise UnknownPlaceholders for those of the names that are not among the known."""
    fine = set(known)
    if unknown := [each for each in dict.fromkeys(names) if fold(each) not in fine]:
        raise UnknownPlaceholders(unknown)
