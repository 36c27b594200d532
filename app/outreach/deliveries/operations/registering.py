"""A record becomes a registration: by itself under the rights of whoever prepared for it, or by a person."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.feature import StaffLookup, declared
from app.core.jobs import NotNow
from app.core.permission import Permission
from app.network.queries import get_zone
from app.outreach.deliveries import queries, reasons
from app.outreach.deliveries.models import FieldRecord, RecordState
from app.outreach.deliveries.operations.comparing import adds_nothing, is_same_name
from app.outreach.deliveries.operations.opening import NeedsSomebody, dismiss_as_same
from app.outreach.deliveries.states import RECORD
from app.outreach.registrations.models import Registration
from app.outreach.registrations.operations import (
    SaidOtherwise,
    SlipTaken,
    WasErased,
    WasTakenBack,
    register,
    was_taken_back,
)
from app.outreach.registrations.told import Told
from app.people.models import Participant
from app.workshops.planning.models.session import Session

BEHIND = timedelta(minutes=1)
"""How long the second under an id waits for the first."""


def registrar_of(record: FieldRecord, answered_by: UUID | None = None) -> Actor:
    """Whoever prepared for the session, or answers for them, with the rights that they have now; raises
    NeedsSomebody.
    """
    (staff,) = declared(StaffLookup)
    staff_id = answered_by or record.made_by
    found = staff.find(staff_id) if staff_id else None
    if found is None or not found.may(Permission.OUTREACH_REGISTER, record.municipality_id):
        raise NeedsSomebody(reasons.REGISTRAR_LEFT)
    return replace(found, municipality_id=record.municipality_id).where(Permission.OUTREACH_REGISTER)


def register_record(
    actor: Actor,
    *,
    record: FieldRecord,
    session: Session | None,
    told: Told,
    captured_at: datetime | None,
    is_decided: bool = False,
) -> None:
    """Register what a record says, which the caller has locked, in the caller's transaction.

    The same person typed twice in a session stands once, where the second time says no more. Raises
    NeedsSomebody where a person has to decide, and what `register` raises. `is_decided`: a person says that
    it is another one.
    """
    if record.same_as and not is_decided:
        _compare_with_first(actor, record, told)
        return
    known = queries.find_registered(record.id)
    own: Any = {"session": session, "told": told, "origin": record.origin, "asked_by": record.made_by}
    own["captured_on"] = _day(record, captured_at)
    is_used = known is not None or was_taken_back(record.id)
    name = uuid5(record.id, record.digest) if is_decided and is_used else record.id
    try:
        done = register(actor, registration_id=name, municipality_id=record.municipality_id, **own)
    except SlipTaken:
        other = queries.find_by_slip(session.id, told.slip) if session else None
        if is_decided or other is None:
            raise
        _settle(actor, record, other, told, otherwise=reasons.SAME_SLIP)
    except SaidOtherwise:
        if is_decided or known is None:
            raise
        _settle(actor, record, known, told, otherwise=reasons.SAME_ID)
    except WasErased as gone:
        _let_go(actor, record, gone)
    else:
        _note(actor, record, session, told, done.participant)


def _let_go(actor: Actor, record: FieldRecord, gone: WasErased) -> None:
    """Nobody comes back by a copy; what comes after a mistake is a person's to look at: NeedsSomebody."""
    if isinstance(gone, WasTakenBack):
        raise NeedsSomebody(reasons.TAKEN_BACK) from gone
    dismiss_as_same(actor, record, same_as=record.id, participant_id=None, reason=reasons.GONE)
    _empty(record)


def _note(
    actor: Actor, record: FieldRecord, session: Session | None, told: Told, person: Participant
) -> None:
    """That it is registered; what it said stands with the person now."""
    RECORD.move(actor, record, RecordState.REGISTERED)
    record.participant_id, record.session_id = person.id, session.id if session else None
    record.slip, record.reason = told.slip, ""
    _empty(record)
    record.version += 1


def _compare_with_first(actor: Actor, record: FieldRecord, told: Told) -> None:
    """What came second under an id, on another device: the slip was the same, so the person should be."""
    assert record.same_as
    first = db.session.get(FieldRecord, record.same_as)
    if first is not None and first.state == RecordState.WAITING:
        raise NotNow(clock.now() + BEHIND)
    known = queries.find_registered(record.same_as)
    if known is None:
        raise NeedsSomebody(reasons.TAKEN_BACK if was_taken_back(record.same_as) else reasons.SAME_ID)
    _settle(actor, record, known, told, otherwise=reasons.SAME_ID)


def _settle(actor: Actor, record: FieldRecord, known: Registration, told: Told, *, otherwise: str) -> None:
    """Part of what is registered already where the names agree and nothing more was said; raises
    NeedsSomebody. Of somebody protected it is not told whether they do.
    """
    person = queries.find_person(actor, known.participant_id)
    if person is None or person.is_sealed or not is_same_name(person.name, told.name):
        raise NeedsSomebody(otherwise)
    if not adds_nothing(told, known, person):
        raise NeedsSomebody(otherwise)
    same = {"same_as": known.id, "participant_id": person.id}
    dismiss_as_same(actor, record, **same, reason=reasons.SAME_PERSON)


def _day(record: FieldRecord, captured_at: datetime | None) -> date:
    at = captured_at if captured_at and captured_at <= record.received_at else record.received_at
    return at.astimezone(ZoneInfo(get_zone(record.municipality_id))).date()


def _empty(record: FieldRecord) -> None:
    record.box = record.carried = record.content = ""
