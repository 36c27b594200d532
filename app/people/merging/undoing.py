"""Whether a merge can be undone, and how rows will stand again then."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from app.core.db import db
from app.core.errors import Conflict
from app.core.signals import Signal
from app.people.merging import images
from app.people.models import Merge, MergeSnapshot

WITHIN = timedelta(days=30)
"""How long what it takes to undo a merge is kept: it holds what was written of the person."""


class TooLate(Conflict):
    """What it takes to undo the merge is not kept any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """Why a merge cannot be undone: a `difference` to how it left the rows, or a feature's own `words`."""

    difference: images.Difference | None = None
    words: Any = ""


class ChangedSince(Conflict):
    """Something of the person is not as the merge left it: to undo it would lose what came after."""

    def __init__(self, changes: Collection[Change]) -> None:
        self.changes = tuple(changes)
        super().__init__(self.changes)


@dataclass(frozen=True, slots=True)
class Undoing:
    """A merge may be undone: `before` is how rows will stand again. Who must refuse adds why to `changes`.

    `is_meant`: it is undone right after, so what was looked at must not change any more.
    """

    merge: Merge
    before: images.Changed
    is_meant: bool
    changes: list[Change] = field(default_factory=list)


undoing: Signal[Undoing] = Signal()


def look_back(merge: Merge, *, is_meant: bool = False) -> Undoing:
    """What undoing it means now; raises TooLate."""
    snapshot = db.session.get(MergeSnapshot, merge.id)
    if snapshot is None:
        raise TooLate
    found = Undoing(merge, snapshot.rows["before"], is_meant)
    now = images.image_of(merge.kept_id)
    found.changes.extend(Change(each) for each in images.differences(snapshot.rows["marks"], now))
    if not found.changes:
        undoing.send(found)
    return found
