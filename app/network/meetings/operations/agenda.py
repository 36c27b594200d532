"""The agenda of a meeting, and what the minutes say of each item."""

from collections.abc import Sequence
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.network.meetings.models.meeting import AgendaItem, ItemKind, Meeting
from app.network.meetings.operations.meetings import NotPlanned
from app.network.meetings.queries.records import list_items, resolutions_of


class MinutesClosed(Conflict):
    """The minutes are not being written: it was not held yet, or they are approved and only corrected."""


class IsWritten(Conflict):
    """The minutes say something of this item: it cannot be taken out."""


def add_items(
    actor: Actor, *, meeting: Meeting, item_id: UUID, words: Sequence[str], kind: ItemKind
) -> Sequence[AgendaItem]:
    """Further items at the end; the first has the id. Also of a meeting that is held: what came up there."""
    demand_open(actor, meeting)
    if known := records.known(AgendaItem, item_id, meeting_id=meeting.id):
        return [known]
    records.lock(meeting)
    last = max((each.position for each in list_items(meeting.id)), default=-1)
    return [
        records.add(
            actor,
            AgendaItem(
                id=item_id if at == 0 else new_id(),
                municipality_id=meeting.municipality_id,
                meeting_id=meeting.id,
                position=last + 1 + at,
                kind=kind.value,
                words=each,
            ),
        )
        for at, each in enumerate(words)
    ]


def edit_item(actor: Actor, *, item: AgendaItem, version: int, words: str, kind: ItemKind) -> None:
    """Change an item; raises StaleRecord, NotPlanned."""
    demand_open(actor, item.meeting)
    records.edit(actor, item, version, {"words": words, "kind": kind.value})


def move_item(actor: Actor, *, item: AgendaItem, up: bool) -> None:
    """One place up or down; the first and the last stay where they are."""
    demand_open(actor, item.meeting)
    records.lock(item.meeting)
    agenda = [each for each in list_items(item.meeting_id) if each.withdrawn_at is None]
    at = next((at for at, each in enumerate(agenda) if each.id == item.id), None)
    if at is None:
        raise Conflict
    other = at - 1 if up else at + 1
    if 0 <= other < len(agenda):
        agenda[at], agenda[other] = agenda[other], agenda[at]
        for position, each in enumerate(agenda):
            each.position = position
        records.record(actor, "moved", item)
        db.session.flush()


def withdraw_item(actor: Actor, *, item: AgendaItem) -> None:
    """Take an item out of the agenda. Raises IsWritten where the minutes say something of it."""
    demand_open(actor, item.meeting)
    records.lock(item)
    stands = any(
        each.agenda_item_id == item.id and each.withdrawn_at is None
        for each in resolutions_of(item.meeting_id)
    )
    if item.notes or stands:
        raise IsWritten
    if item.withdrawn_at is None:
        item.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", item)
        db.session.flush()


def restore_item(actor: Actor, *, item: AgendaItem) -> None:
    """Put an item back where it was."""
    demand_open(actor, item.meeting)
    if item.withdrawn_at is not None:
        item.withdrawn_at = None
        records.record(actor, "restored", item)
        db.session.flush()


def write_notes(actor: Actor, *, item: AgendaItem, version: int, notes: str) -> None:
    """What the minutes say of an item, read at `version`. Raises StaleRecord, MinutesClosed."""
    demand_written(actor, item.meeting)
    records.demand_version(item, version)
    records.record_edit(actor, item, records.put(item, {"notes": notes}), act="noted")


def demand_written(actor: Actor, meeting: Meeting) -> None:
    """Raise MinutesClosed unless the minutes are being written, and stay so until the transaction ends."""
    actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    records.lock(meeting)
    if not meeting.is_written:
        raise MinutesClosed


def demand_open(actor: Actor, meeting: Meeting) -> None:
    """Raise NotPlanned where agenda and list of invited are history."""
    actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    if not (meeting.is_ahead or meeting.is_written):
        raise NotPlanned
