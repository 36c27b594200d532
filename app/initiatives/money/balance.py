"""What an initiative needs beside what it has found: sums that always are those of their parts. In cents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from app.initiatives.money.models import MovementKind


@dataclass(frozen=True, slots=True)
class Sums:
    """What was asked, granted, refused, received and spent of a source, mistakes evened out."""

    asked: int = 0
    granted: int = 0
    refused: int = 0
    received: int = 0
    spent: int = 0

    @property
    def found(self) -> int:
        """What it gives: what was granted, or what came in where that is more."""
        return max(self.granted, self.received)

    @property
    def unanswered(self) -> int:
        """Asked for, and neither granted nor refused."""
        return max(0, self.asked - self.granted - self.refused)

    @property
    def to_come(self) -> int:
        """Granted and not received yet."""
        return max(0, self.granted - self.received)

    @property
    def in_hand(self) -> int:
        """Received and not spent; below nothing where more was spent than came in."""
        return self.received - self.spent


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its sums; `need_id` of the one need that it is for. What comes in kind is no cash."""

    id: UUID
    sums: Sums
    need_id: UUID | None = None
    is_in_kind: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A need, what was found for it alone, and what was spent on it; needed + surplus = found + missing."""

    needed: int
    found: int
    received: int
    spent: int
    missing: int
    surplus: int


@dataclass(frozen=True, slots=True)
class Balance:
    """All needs of an initiative beside all of its sources.

    `for_any`: what was found, received and spent for no need in particular.
    """

    needs: Mapping[UUID, Row]
    for_any: Row
    total: Row
    cash: int
    """In hand, without what came in kind."""

    @property
    def still_missing(self) -> int:
        """What is missing of the needs once what is for any need is given to them."""
        return max(0, self.total.missing - self.for_any.found)


def sums_of(movements: Sequence[tuple[str, int]]) -> Sums:
    """The sums of movements, each its kind and its cents (of a mistake evened out both rows)."""
    found = dict.fromkeys(MovementKind, 0)
    for kind, cents in movements:
        found[MovementKind(kind)] += cents
    return Sums(**{kind.value: cents for kind, cents in found.items()})


def balance(
    needs: Mapping[UUID, int], sources: Sequence[Source], spent: Mapping[UUID | None, int]
) -> Balance:
    """`needs` are cents by need, `spent` what was spent by the need it was spent on."""
    rows = {need_id: _row(cents, need_id, sources, spent) for need_id, cents in needs.items()}
    # A need that was taken out is none: what is for it is for any.
    others = {None, *(each.need_id for each in sources), *spent} - set(needs)
    loose = _total([_row(0, need_id, sources, spent) for need_id in others])
    for_any = replace(loose, surplus=0)
    cash = sum(each.sums.in_hand for each in sources if not each.is_in_kind)
    return Balance(rows, for_any, _total([*rows.values(), for_any]), cash)


def _row(
    needed: int, need_id: UUID | None, sources: Sequence[Source], spent: Mapping[UUID | None, int]
) -> Row:
    for_it = [each.sums for each in sources if each.need_id == need_id]
    found = sum(each.found for each in for_it)
    return Row(
        needed=needed,
        found=found,
        received=sum(each.received for each in for_it),
        spent=spent.get(need_id, 0),
        missing=max(0, needed - found),
        surplus=max(0, found - needed),
    )


def _total(rows: Sequence[Row]) -> Row:
    names = ("needed", "found", "received", "spent", "missing", "surplus")
    return Row(*(sum(getattr(each, name) for each in rows) for name in names))
