"""Holds, restriction and notices: what is decided about keeping somebody's data, each with its trace."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.rights.models import ErasureNotice, Hold, Restriction
from app.people.rights.queries import held_until, notice_of, restriction_of
from app.people.rights.reasons import ASKED_BY, HOLD_REASONS, NOTICE, RESTRICTION_REASONS, TOLD_HOW


@dataclass(frozen=True, slots=True)
class Restricted:
    """Somebody's data is not used from now on: what is about to leave stays."""

    actor: Actor
    participant: Participant


person_restricted: Signal[Restricted] = Signal()


class Held(Conflict):
    """A duty to keep somebody's data, until a day."""

    def __init__(self, until: date) -> None:
        self.until = until
        super().__init__(until)


class DayOver(Conflict):
    """A hold until a day that is over keeps nothing."""


def hold(
    actor: Actor, *, hold_id: UUID, participant: Participant, reason: str, until_on: date, note: str = ""
) -> Hold:
    """Keep somebody's data until a day, whatever else is asked. The same id again is the same hold."""
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    demand_reason(reason, HOLD_REASONS)
    if known := records.known(Hold, hold_id, participant_id=participant.id, created_by=actor.id):
        return known
    if until_on < _today(participant):
        raise DayOver
    row = Hold(
        id=hold_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        reason=reason,
        note=note,
        until_on=until_on,
        created_at=clock.now(),
        created_by=actor.id,
    )
    db.session.add(row)
    records.record(actor, "held", participant, reason=reason, until=until_on.isoformat())
    db.session.flush()
    return row


def lift(actor: Actor, *, participant: Participant, row: Hold) -> None:
    """End a hold before its day. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    records.lock(row)
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by = clock.now(), actor.id
        records.record(actor, "hold_lifted", participant, reason=row.reason)
        db.session.flush()


def restrict(actor: Actor, *, participant: Participant, reason: str, asked_by: str, note: str = "") -> None:
    """Keep somebody's data and use it no more, until that is ended. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    demand_reason(reason, RESTRICTION_REASONS)
    demand_reason(asked_by, ASKED_BY)
    records.lock(participant)
    if participant.is_restricted:
        return
    participant.restricted_at = clock.now()
    participant.version += 1
    row = Restriction(
        id=new_id(),
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        reason=reason,
        asked_by=asked_by,
        note=note,
        created_at=participant.restricted_at,
        created_by=actor.id,
    )
    db.session.add(row)
    records.record(actor, "restricted", participant, reason=reason)
    db.session.flush()
    person_restricted.send(Restricted(actor, participant))


def end_restriction(actor: Actor, *, participant: Participant) -> None:
    """Let the data be used again; the person is told before (GDPR art. 18(3)). Again changes nothing."""
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    records.lock(participant)
    row = restriction_of(participant.id)
    if row is None:
        return
    row.ended_at, row.ended_by = clock.now(), actor.id
    participant.restricted_at = None
    participant.version += 1
    records.record(actor, "unrestricted", participant, reason=row.reason)
    db.session.flush()


def give_notice(actor: Actor, *, participant: Participant, told_how: str) -> ErasureNotice:
    """Decide that an idle record goes, and note how the person was told: it goes after 30 days.

    The first notice counts. Raises Held.
    """
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    demand_reason(told_how, TOLD_HOW)
    records.lock(participant)
    if known := notice_of(participant.id):
        return known
    if until := held_until(participant.id, _today(participant)):
        raise Held(until)
    row = ErasureNotice(
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        told_how=told_how,
        due_on=_today(participant) + NOTICE,
        created_at=clock.now(),
        created_by=actor.id,
    )
    db.session.add(row)
    records.record(actor, "erasure_announced", participant, told=told_how)
    db.session.flush()
    return row


def _today(participant: Participant) -> date:
    return clock.today(get_zone(participant.municipality_id))
