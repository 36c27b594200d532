"""A record that arrived is opened, and set before a person where it cannot be registered by itself."""

import json
from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from app.core import records
from app.core.actor import SYSTEM, Actor
from app.core.db import db
from app.core.encryption import Unreadable
from app.outreach.deliveries import content, reasons
from app.outreach.deliveries.content import NoRegistration, Said
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.deliveries.states import RECORD
from app.outreach.packs.keys import Carried, carried_by, read_carried
from app.outreach.packs.queries import find_pack
from app.outreach.packs.sealing import NotOpened
from app.outreach.packs.sealing import open_box as unseal
from app.workshops.planning.models.session import Session

DECIDED = frozenset({RecordState.REGISTERED.value, RecordState.DISMISSED.value})


class NeedsSomebody(Exception):
    """It cannot be registered without a person's decision; `reason` is one of reasons.toml."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def find_to_open(record_id: UUID) -> FieldRecord | None:
    """A record that nobody has decided about yet, locked."""
    record = db.session.get(FieldRecord, record_id, with_for_update=True, populate_existing=True)
    return None if record is None or record.state in DECIDED else record


def open_record(record: FieldRecord) -> Said:
    """What it says; raises NeedsSomebody. What was sealed goes, for what it says is kept by keys of ours."""
    if record.box:
        _open(record)
    try:
        return content.read(record.content)
    except NoRegistration as error:
        raise NeedsSomebody(reasons.NOT_OPENED) from error


def said_in(record: FieldRecord) -> Said | None:
    """What an opened record says; None for one that is sealed, or of which nothing is kept."""
    with suppress(NoRegistration):
        return content.read(record.content)
    return None


def find_session(record: FieldRecord) -> Session | None:
    """The session it belongs to, as far as this database knows it."""
    found = db.session.get(Session, record.session_id) if record.session_id else None
    return found if found and found.municipality_id == record.municipality_id else None


def set_before_somebody(record_id: UUID, reason: str, *, opens: bool = True) -> None:
    """Nobody loses sight of it: it waits for a person, opened as far as it can be, or as it came."""
    if (record := find_to_open(record_id)) is None:
        return
    if opens:
        with suppress(NeedsSomebody):
            open_record(record)
    if record.state == RecordState.WAITING:
        RECORD.move(SYSTEM, record, RecordState.ATTENTION, reason=reason)
        record.version += 1
    elif record.reason != reason:
        records.record_edit(SYSTEM, record, ["reason"])
    record.reason = reason


def dismiss_as_same(
    actor: Actor, record: FieldRecord, *, same_as: UUID, participant_id: UUID | None, reason: str
) -> None:
    """It is part of another registration, or would bring back who is gone; anybody can look at it."""
    RECORD.move(actor, record, RecordState.DISMISSED, reason=reason)
    record.reason, record.same_as, record.participant_id = reason, same_as, participant_id
    record.version += 1


def _open(record: FieldRecord) -> None:
    for carried in _keys_for(record):
        with suppress(NotOpened, UnicodeDecodeError):
            said = unseal(json.loads(record.box), carried.private_key).decode()
            record.content, record.made_by = said, carried.prepared_by
            _place(record, carried)
            record.box = record.carried = ""
            return
    raise NeedsSomebody(reasons.NOT_OPENED)


def _keys_for(record: FieldRecord) -> Iterator[Carried]:
    """The key of the pack; in a database that lacks it, the one that came with the record."""
    assert record.pack_id
    with suppress(Unreadable):
        pack = find_pack(record.pack_id)
        if pack is not None and pack.municipality_id == record.municipality_id:
            yield carried_by(pack)
    with suppress(Unreadable):
        yield read_carried(record.carried, record.pack_id)


def _place(record: FieldRecord, carried: Carried) -> None:
    """In the session for which the pack was, unless somebody has given it to one."""
    with suppress(NoRegistration):
        record.slip = content.read(record.content).slip
    if record.session_id is None:
        there = db.session.get(Session, carried.session)
        if there is not None and there.municipality_id == record.municipality_id:
            record.session_id = there.id
