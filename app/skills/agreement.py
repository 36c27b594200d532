"""How well somebody can do several things, agreed on together and kept at once: a row for each entry."""

from collections.abc import Mapping
from uuid import UUID

from flask import flash, request
from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core.forms import TapForm
from app.skills.models.inventory import InventoryEntry
from app.skills.operations.entries import Agreed, Kept, standing
from app.skills.scales import LEVEL_WORDS
from app.skills.wording import left_to_colleagues, seen_together, taken_out
from app.ui.choice_fields import RadiosField, choices
from app.ui.fields import tidy_text


class LevelForm(TapForm):
    """One entry: how well; without an answer it was not gone through yet. It carries how the entry stood and
    what it is called, for whoever is told that it is another by now, or gone.
    """

    level = RadiosField(_("How well"), choices=choices(LEVEL_WORDS))
    was = HiddenField()
    called = HiddenField(filters=[tidy_text])

    @property
    def agreed(self) -> Agreed:
        """What was agreed on, once it is valid."""
        return Agreed(self.level.data, self.was.data or "")


def drawn(names: Mapping[InventoryEntry, str]) -> dict[UUID, LevelForm]:
    """A row for each entry, with what was sent of it; `names` are words for the entries."""
    return {
        entry.id: LevelForm(prefix=_prefix(entry.id), data={"was": standing(entry), "called": name})
        for entry, name in names.items()
    }


def answered() -> Mapping[UUID, LevelForm]:
    """The rows of the request that were answered."""
    known = {_prefix(each): each for name in request.form if (each := _entry_of(name))}
    found = {each: LevelForm(prefix=prefix) for prefix, each in known.items()}
    return {each: form for each, form in found.items() if form.level.data}


def say_kept(kept: Kept, rows: Mapping[UUID, LevelForm]) -> None:
    """What became of the rows that were answered."""
    if kept.done or not rows:
        flash(seen_together(len(kept.done)), "good" if kept.done else "warning")
    names = {each: form.called.data or "" for each, form in rows.items()}
    if kept.theirs:
        flash(left_to_colleagues(names[each] for each in rows if each in kept.theirs), "warning")
    if gone := [name for each, name in names.items() if each not in {*kept.done, *kept.theirs}]:
        flash(taken_out(gone), "warning")


def _prefix(entry_id: UUID) -> str:
    return f"e{entry_id.hex}-"


def _entry_of(name: str) -> UUID | None:
    try:
        return UUID(name.removeprefix("e").removesuffix("-level")) if name.endswith("-level") else None
    except ValueError:
        return None
