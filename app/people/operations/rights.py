"""Holds, restriction and notices: what is decided about keeping somebody's data, each with its trace."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import clock, jobs, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_municipality, get_zone
from app.people.messages import way_to, write_to
from app.people.models import Participant
from app.people.queries import consenting
from app.people.rights import letters
from app.people.rights.models import ErasureNotice, Hold, Restriction
from app.people.rights.queries import held_until, notice_of, restriction_of
from app.people.rights.reasons import (
    ASKED_BY,
    HOLD_REASONS,
    NOT_REACHED,
    NOTICE,
    RESTRICTION_REASONS,
    TOLD_HOW,
    WRITTEN,
)


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


def written_how(participant: Participant) -> str:
    """How somebody is told by a message: "mail", "sms", or not at all: never who is protected, nor who did
    not agree to messages.
    """
    may_be = select(Participant.id).where(
        Participant.id == participant.id, Participant.sealed_at.is_(None), consenting("messages")
    )
    way = way_to(participant) if db.session.scalar(may_be) else None
    return way[0] if way else ""


def give_notice(actor: Actor, *, participant: Participant, told_how: str) -> ErasureNotice:
    """Decide that an idle record goes, and how the person is told: it goes after 30 days.

    Of WRITTEN, a message leaves; it has the id of the notice. The first notice counts. Raises Held, and
    UnknownReason where no such message may leave.
    """
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    demand_reason(told_how, {*TOLD_HOW, written_how(participant)} - {""})
    records.lock(participant)
    if known := notice_of(participant.id):
        return known
    if until := held_until(participant.id, _today(participant)):
        raise Held(until)
    row = ErasureNotice(
        id=new_id(),
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        told_how=told_how,
        due_on=_today(participant) + NOTICE,
        created_at=clock.now(),
        created_by=actor.id,
    )
    if told_how in WRITTEN:
        letter = letters.erasure(row.due_on, get_municipality(row.municipality_id))
        if not write_to(participant, letter, row.id):  # a gateway that reaches nobody
            row.told_how = NOT_REACHED
    db.session.add(row)
    records.record(actor, "erasure_announced", participant, told=row.told_how)
    db.session.flush()
    return row


def withdraw_announcement(notice: ErasureNotice | None) -> None:
    """A message about it that has not left does not leave: nobody was told by it."""
    if notice and notice.told_how in WRITTEN and jobs.withdraw([notice.id]):
        notice.told_how = NOT_REACHED
        db.session.flush()


def _today(participant: Participant) -> date:
    return clock.today(get_zone(participant.municipality_id))
