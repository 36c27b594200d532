"""What somebody just did to their list: said once on the next screen, and undone from there.

It is kept in the session, which goes with the visit.
"""

from dataclasses import asdict, dataclass
from uuid import UUID

from flask import session

from app.core.actor import Actor
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.operations.entries import add_own_words, answer_card, describe_entry, remove_entry

KEY, NEW = "change", "change is new"


@dataclass(frozen=True, slots=True)
class Change:
    """How an entry was before; where it was not there, `is_added`. `act` is added, changed or removed."""

    act: str
    competence: str
    context: str
    own_words: str
    frequency: str | None
    level: str | None
    wish: str | None

    @property
    def is_added(self) -> bool:
        return self.act == "added"

    def is_of(self, entry: InventoryEntry) -> bool:
        """Whether it happened to this entry, which may have come back under another id."""
        if self.competence:
            return str(entry.competence_id) == self.competence
        return entry.competence_id is None and entry.own_words == self.own_words


def state_of(entry: InventoryEntry, act: str) -> Change:
    """The entry as it is now, with what is done to it next (or was, for one that is new)."""
    return Change(
        act=act,
        competence=str(entry.competence_id or ""),
        context=entry.context,
        own_words=entry.own_words,
        frequency=entry.frequency,
        level=entry.level,
        wish=entry.wish,
    )


def note(change: Change) -> None:
    """Say it on the next screen; what was done before can be undone no more."""
    session[KEY], session[NEW] = asdict(change), True


def take_new() -> Change | None:
    """What is to be said now, and not again."""
    if not session.pop(NEW, False):
        return None
    return Change(**session[KEY])


def undo(actor: Actor, *, inventory: Inventory, language: str) -> None:
    """As it was before the last change; nothing where there is none, or it was undone already."""
    kept = session.pop(KEY, None)
    if kept is None:
        return
    change = Change(**kept)
    entry = next((each for each in inventory.entries if change.is_of(each)), None)
    if change.is_added:
        if entry is not None:
            remove_entry(actor, entry=entry)
        return
    competence_id = UUID(change.competence) if change.competence else None
    if change.own_words:
        entry = add_own_words(
            actor,
            inventory=inventory,
            text=change.own_words,
            language=language,
            context=change.context,
            competence_id=competence_id,
        )
    if competence_id and change.frequency:
        entry = answer_card(
            actor,
            inventory=inventory,
            competence_id=competence_id,
            context=change.context,
            frequency=change.frequency,
        )
    if entry is not None:
        describe_entry(actor, entry=entry, level=change.level, wish=change.wish)
