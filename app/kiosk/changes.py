"""What somebody just did to their list: said once on the next screen, and undone from there.

It is kept in the session, which goes with the visit.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from flask import session

from app.core.actor import Actor
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.entries import add_own_words, answer_card, describe_entry, remove_entry
from app.skills.operations.learning_wishes import wish_to_learn
from app.skills.scales import Frequency

KEY, NEW = "change of the list", "change of the list is new"
WISHED_NO_MORE = "wished no more"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it stands in the list."""

    competence: str
    context: str
    own_words: str
    frequency: str | None
    level: str | None
    wish: str | None

    @property
    def is_counted(self) -> bool:
        """Whether it belongs to the list: "never" is only an answer."""
        return self.frequency != Frequency.NEVER.value

    def is_of(self, entry: InventoryEntry) -> bool:
        """Whether it happened to this entry, which may have come back under another id."""
        if self.competence:
            return str(entry.competence_id) == self.competence
        return entry.competence_id is None and entry.own_words == self.own_words


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a line: added, changed or removed. `line`: as it was; what is new, as it came.

    Or that somebody would like to learn a competence no more: the line has nothing but that.
    """

    act: str
    was_there: bool
    line: Line


@contextmanager
def noting(inventory: Inventory) -> Iterator[None]:
    """Say on the next screen what is done meanwhile; what was done before can be undone no more.

    Nothing is said where the list is as it was, though a "never" may have been answered.
    """
    before = _lines(inventory)
    yield
    after = _lines(inventory)
    for each in before.keys() | after.keys():
        was, now = before.get(each), after.get(each)
        line = was or now
        if line and was != now and (act := _act(was, now)):
            session[KEY], session[NEW] = asdict(Change(act, was is not None, line)), True


def say_wished_no_more(competence_id: UUID) -> None:
    """Say on the next screen that this goes from what somebody would like to learn."""
    line = Line(str(competence_id), "", "", None, None, None)
    session[KEY], session[NEW] = asdict(Change(WISHED_NO_MORE, was_there=True, line=line)), True


def take_new() -> Change | None:
    """What is to be said now, and not again."""
    return _read(session[KEY]) if session.pop(NEW, False) else None


def undo(actor: Actor, *, inventory: Inventory, language: str) -> None:
    """As it was before the last change; nothing where there is none, or it was undone already."""
    kept = session.pop(KEY, None)
    if kept is None:
        return
    change = _read(kept)
    line = change.line
    if change.act == WISHED_NO_MORE:
        wish_to_learn(actor, inventory=inventory, competence_id=UUID(line.competence))
        return
    entry = next((each for each in inventory.entries if line.is_of(each)), None)
    if not change.was_there:
        if entry is not None:
            remove_entry(actor, entry=entry)
        return
    competence_id = UUID(line.competence) if line.competence else None
    if line.own_words:
        entry = add_own_words(
            actor,
            inventory=inventory,
            text=line.own_words,
            language=language,
            context=line.context,
            competence_id=competence_id,
        )
    if competence_id and line.frequency:
        entry = answer_card(
            actor,
            inventory=inventory,
            competence_id=competence_id,
            context=line.context,
            frequency=line.frequency,
        )
    if entry is not None:
        describe_entry(actor, entry=entry, level=line.level, wish=line.wish)


def _lines(inventory: Inventory) -> Mapping[UUID, Line]:
    return {entry.id: _line(entry) for entry in inventory.entries}


def _line(entry: InventoryEntry) -> Line:
    return Line(
        competence=str(entry.competence_id or ""),
        context=entry.context,
        own_words=entry.own_words,
        frequency=entry.frequency,
        level=entry.level,
        wish=entry.wish,
    )


def _act(was: Line | None, now: Line | None) -> str | None:
    match bool(was and was.is_counted), bool(now and now.is_counted):
        case True, True:
            return "changed"
        case True, False:
            return "removed"
        case False, True:
            return "added"
    return None


def _read(kept: Mapping[str, Any]) -> Change:
    return Change(kept["act"], kept["was_there"], Line(**kept["line"]))
