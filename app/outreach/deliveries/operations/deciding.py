"""What people decide about records that could not be registered by themselves."""

from datetime import datetime

from sqlalchemy import select

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.outreach.deliveries import queries, reasons
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.deliveries.operations.receiving import queue
from app.outreach.deliveries.operations.registering import register_record
from app.outreach.deliveries.states import RECORD
from app.outreach.registrations.told import Told
from app.workshops.planning.models.session import Session


class Decided(Conflict):
    """Somebody was quicker."""


class NothingLeft(Conflict):
    """What it said was erased: there is nothing to take back."""


def register_by_hand(
    actor: Actor, *, record: FieldRecord, session: Session, told: Told, captured_at: datetime | None
) -> None:
    """Register a record as somebody found it, in their name; raises Decided, and what `register` does."""
    _demand_open(actor, record)
    register_record(
        actor, record=record, session=session, told=told, captured_at=captured_at, is_decided=True
    )
    records.record(actor, "let_in", record)


def give_to_session(actor: Actor, *, record: FieldRecord, session: Session) -> None:
    """Say in which session a record was made that names none we know; raises Decided."""
    _demand_open(actor, record)
    if session.municipality_id != record.municipality_id:
        raise Conflict
    record.session_id = session.id
    records.record_edit(actor, record, ["session_id"], act="given_to_session")


def look_again(actor: Actor, *, record: FieldRecord) -> None:
    """Have it tried once more, when what was in the way is gone, such as a key that was missing."""
    _demand_open(actor, record)
    records.record(actor, "tried_again", record)
    queue(record)


def answer_for(actor: Actor, *, session: Session) -> int:
    """Let in, in one's own name, what of a session waits because whoever registered has no access any more;
    how many. Each is registered by itself, and says by itself what else may be in the way.
    """
    actor.demand(Permission.OUTREACH_REGISTER, session.municipality_id)
    waiting = select(FieldRecord).filter_by(
        session_id=session.id, state=RecordState.ATTENTION.value, reason=reasons.REGISTRAR_LEFT
    )
    found = db.session.scalars(waiting.order_by(FieldRecord.id).with_for_update()).all()
    for record in found:
        records.record(actor, "answered_for", record)
        queue(record, answered_by=actor.id)
    return len(found)


def dismiss(actor: Actor, *, record: FieldRecord, reason: str, note: str = "") -> None:
    """Set a record aside; can be taken back for as long as it is kept. Raises Decided, UnknownReason."""
    _demand_open(actor, record)
    if reason in reasons.BY_PRODUCT:
        reason = ""
    RECORD.move(actor, record, RecordState.DISMISSED, reason=reason, note=note)
    record.reason = reason
    record.version += 1


def take_back(actor: Actor, *, record: FieldRecord) -> None:
    """A record that was set aside, by whomever, needs attention again and says why. Raises NothingLeft."""
    actor.demand(Permission.OUTREACH_REGISTER, record.municipality_id)
    records.lock(record)
    if record.state != RecordState.DISMISSED:
        raise Decided
    if not (record.box or record.content):
        raise NothingLeft
    why = queries.last_attention(record) or _why_now(record)
    RECORD.move(actor, record, RecordState.ATTENTION, reason=why)
    record.reason, record.participant_id = why, None
    record.version += 1


def _why_now(record: FieldRecord) -> str:
    """Of one that became part of another before anybody saw it."""
    return reasons.SAME_SLIP if record.slip else reasons.SAME_ID


def _demand_open(actor: Actor, record: FieldRecord) -> None:
    actor.demand(Permission.OUTREACH_REGISTER, record.municipality_id)
    records.lock(record)
    if record.state != RecordState.ATTENTION:
        raise Decided
