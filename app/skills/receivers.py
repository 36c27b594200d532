"""What lists answer to earlier features."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import update
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.people.merging.rules import Merged, Rule, declare
from app.skills.models.inventory import Inventory, InventoryEntry
from app.ui.wording import instant


def _follow(told: Merged) -> None:
    """The lists of a record go to the person it turned out to be."""
    for model in (Inventory, InventoryEntry):
        rows = update(model).where(model.participant_id == told.gone.id)
        db.session.execute(rows.values(participant_id=told.kept.id))


def _words(rows: Sequence[Inventory]) -> list[str]:
    return [
        ngettext(
            "List of %(moment)s, with %(num)d competence",
            "List of %(moment)s, with %(num)d competences",
            len(each.entries),
            moment=instant(each.created_at),
        )
        for each in rows
    ]


follow_the_person = declare(
    Rule(
        model=Inventory,
        title=_("Lists of competences"),
        words=_words,
        act=_follow,
        options=lambda: [selectinload(Inventory.entries)],
    )
)
