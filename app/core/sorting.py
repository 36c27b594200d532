"""How a list is sorted: one word in its address, "name", or "-name" for the other way round."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sort:
    """By what a list is sorted, and in which direction."""

    key: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else self.key

    def direction(self, key: str) -> str:
        """Of a column, as `aria-sort` says it; empty when the list is sorted by another."""
        if key != self.key:
            return ""
        return "descending" if self.descending else "ascending"

    def turned(self, key: str, *, latest_first: bool = False) -> str:
        """Where the heading of a column leads: to its own first direction, and from there to the other."""
        descending = not self.descending if key == self.key else latest_first
        return str(Sort(key, descending))


def read_sort(word: str | None, keys: Collection[str], default: Sort) -> Sort:
    """The sort that an address asks for; a word that nobody offered is the default, not an error."""
    key = (word or "").removeprefix("-")
    return Sort(key, (word or "").startswith("-")) if key in keys else default
