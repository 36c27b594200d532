"""The kinds of entry: each tells how its card is drawn, so that the index need not know any of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.directory.index.card import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The rows of a table as entries of the directory.

    `names`: what stands as the kind of their cards. `read_with`: what to load with many rows at once.
    `beside`: a row whose words stand on the card too, and which must not change while it is drawn.
    """

    table: type[Any]
    names: frozenset[str]
    card_of: Callable[[Any], Card]
    read_with: Callable[[], Sequence[Any]] = tuple
    beside: Callable[[Any], Any] | None = None


_kinds: dict[type[Any], Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; each sub-domain does it for its own tables."""
    _kinds[kind.table] = kind


def kinds() -> Iterator[Kind]:
    """Every kind, in the order in which they were registered."""
    yield from _kinds.values()


def kind_of(entry: object) -> Kind:
    """The kind of a row."""
    return _kinds[type(entry)]


def is_kind(name: str) -> bool:
    """Whether cards of this kind exist."""
    return any(name in kind.names for kind in _kinds.values())
