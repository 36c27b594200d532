"""What lists answer to earlier features."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, select, update
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.people.merging.rules import Merged, Rule, declare
from app.people.rights.forgetting import Forgotten, cut, drop_transitions, forgotten
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry
from app.skills.operations.inventories import Erased, erased
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


@forgotten.connect
def forget_lists(told: Forgotten) -> None:
    """The lists of whoever is forgotten go with all that stands in them; how many there were stays."""
    lists = db.session.scalars(select(Inventory).where(Inventory.participant_id.in_(told.people))).all()
    rows = db.session.scalars(
        select(InventoryEntry).where(InventoryEntry.participant_id.in_(told.people))
    ).all()
    for each in lists:
        assert each.participant_id
        told.leave("begun", each.participant_id, each.created_at)
        told.leave("kept", each.participant_id, each.created_at)
        erased.send(Erased(told.actor, each))
    confirmed: Counter[tuple[UUID, datetime]] = Counter()
    for row in rows:
        if row.state == EntryState.CONFIRMED and row.participant_id and row.confirmed_at:
            confirmed[row.participant_id, cut(row.confirmed_at, told.people[row.participant_id].zone)] += 1
    for (person_id, month), times in confirmed.items():
        told.leave("confirmed", person_id, month, times)
    gone = [each.id for each in lists]
    drop_transitions([*gone, *(row.id for row in rows)])
    db.session.execute(delete(InventoryEntry).where(InventoryEntry.inventory_id.in_(gone)))
    db.session.execute(delete(Inventory).where(Inventory.id.in_(gone)))
    for thing in (*rows, *lists):
        db.session.expunge(thing)
