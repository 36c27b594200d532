"""Taking back what a list brought, for a day: whoever it made goes, unless something happened with them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, Forbidden
from app.core.images import Row
from app.core.permission import Permission
from app.outreach.lists.models import ListRow, ListState, Outcome, PartnerList
from app.outreach.lists.queries import is_to_be_undone, may_undo
from app.outreach.lists.retention import UNDONE_WITHIN
from app.outreach.lists.states import LIST
from app.people.duplicates.models import LikelyPair
from app.people.facts.models import Fact
from app.people.merging import images
from app.people.models import (
    ContactPoint,
    Participant,
    ParticipantNamePair,
    ParticipantWord,
    SupportTeamMember,
)
from app.people.operations.erasing import erase_brought

TASK = "outreach.list_undoing"
AT_ONCE = 50
MADE_AT = {
    Fact.__tablename__: "noted_at",
    ContactPoint.__tablename__: "created_at",
    SupportTeamMember.__tablename__: "since",
}
"""Rows that came with a record have its instant; whatever has another one came later."""
_OWN = {each.__tablename__ for each in (Participant, LikelyPair, ParticipantNamePair, ParticipantWord)}
"""Of the record itself, or computed of it."""


def begin_undoing(actor: Actor, *, partner_list: PartnerList) -> None:
    """Raises Conflict for what cannot be taken back any more, Forbidden for whoever may not.

    What was begun and stopped goes on, whoever asks for it.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, partner_list.municipality_id)
    if partner_list.state == ListState.UNDONE:
        return
    is_late = not partner_list.brought_at or clock.now() > partner_list.brought_at + UNDONE_WITHIN
    if partner_list.state != ListState.BROUGHT or is_late:
        raise Conflict
    if not may_undo(actor, partner_list):
        raise Forbidden
    LIST.move(actor, partner_list, ListState.UNDONE)
    partner_list.version += 1
    db.session.flush()


def undo_some(actor: Actor, partner_list: PartnerList, most: int = AT_ONCE) -> int:
    """Take back the next rows; how many rows those were."""
    actor.demand(Permission.PARTICIPANT_WRITE, partner_list.municipality_id)
    if partner_list.state != ListState.UNDONE:
        return 0
    brought = select(ListRow).where(ListRow.list_id == partner_list.id, is_to_be_undone(partner_list))
    rows = db.session.scalars(brought.order_by(ListRow.number).limit(most)).all()
    if not rows:
        return 0
    made = {row.participant_id: row for row in rows if row.outcome == Outcome.MADE and row.participant_id}
    there = select(Participant).where(Participant.id.in_(made)).order_by(Participant.id).with_for_update()
    people = {each.id: each for each in db.session.scalars(there)}
    touched = _touched(partner_list, people)
    for row in rows:
        is_left = row.outcome == Outcome.MADE and row.participant_id in touched
        if is_left:
            row.outcome = Outcome.LEFT.value
        else:
            row.outcome, row.participant_id = Outcome.TAKEN_BACK.value, None
    db.session.flush()
    erase_brought(actor, people=[each for person, each in people.items() if person not in touched])
    return len(rows)


def _touched(partner_list: PartnerList, people: Mapping[UUID, Participant]) -> set[UUID]:
    """With whom something has happened since their record was made: it was changed, something else hangs on
    it or came later, another list names them, or the trail tells of an act.
    """
    if not people:
        return set()
    found = {person for person, each in people.items() if each.version != 1}
    found |= audit.with_other_acts(people, but="participant.created")
    for table, rows in images.image_of(*people).items():
        if table in _OWN:
            continue
        for row in rows.values():
            for person in people.keys() & {UUID(each) for each in row.values() if _is_id(each)}:
                if not _came_along(partner_list, table, row, people[person]):
                    found.add(person)
    return found


def _came_along(partner_list: PartnerList, table: str, row: Row, person: Participant) -> bool:
    if table == ListRow.__tablename__:
        return bool(row["list_id"] == str(partner_list.id))
    instant = MADE_AT.get(table)
    return instant is not None and row[instant] == person.created_at.isoformat()


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == len(str(UUID(int=0))) and value.count("-") == 4
