"""Who opened the record of a person lately, and for which reason; what a protected person's team has to read.

A record is open to the person's team. Everybody else says why, and then it is open to them for an hour; of a
sealed person the team does so too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.audit import AuditEntry
from app.core.db import db, will_write
from app.core.lines import WHOSE, Line, lines
from app.core.vocabulary import Value, Vocabulary, read_vocabulary
from app.people.models import Participant, RecordOpening
from app.people.permissions import supported_by
from app.people.rights.rest import demand_usable
from app.people.sealing import NAMED_AGAIN, OPENING_ACTIONS, OPENING_LASTS, WRITING_LASTS, ReasonNeeded

LATEST = 10
OPENED = "opening"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Value):
    """Why a record is opened; what `is_given` is said by an act, such as receiving the person's list."""

    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """That a sealed person's name stood in a list again: `record` is who was made of it beside them."""

    at: datetime
    by: UUID | None
    record: UUID


def reasons() -> Vocabulary[Reason]:
    """Every reason that was ever given."""
    return read_vocabulary(Path(__file__).with_suffix(".toml"), Reason)


def offered() -> Mapping[str, Reason]:
    """The reasons to choose from."""
    return {key: reason for key, reason in reasons().offered().items() if not reason.is_given}


def is_open_to(actor: Actor) -> ColumnElement[bool]:
    """Whether a participant's record is open to the actor: to read it, or, in a request that writes, to
    finish what was begun in it: what somebody typed for an hour and then sends is not lost.
    """
    if actor.kind is ActorKind.SYSTEM:
        return true()
    if actor.id is None or not will_write.get():
        return is_read_by(actor)
    is_unsealed = Participant.sealed_at.is_(None)
    return or_(is_read_by(actor), and_(is_unsealed, _opened_within(WRITING_LASTS, actor)))


def is_read_by(actor: Actor) -> ColumnElement[bool]:
    """Whether a participant's record shows to somebody of the staff: to the team, and to who opened it."""
    of_team = and_(Participant.sealed_at.is_(None), supported_by(actor))
    return or_(of_team, _opened_within(OPENING_LASTS, actor))


def _opened_within(time: timedelta, actor: Actor) -> ColumnElement[bool]:
    """What was opened before somebody was sealed no longer counts."""
    return exists().where(
        RecordOpening.participant_id == Participant.id,
        RecordOpening.staff_id == actor.id,
        RecordOpening.at > clock.now() - time,
        or_(Participant.sealed_at.is_(None), RecordOpening.at >= Participant.sealed_at),
    )


def demand_use(actor: Actor, participant: Participant | None, *, at_rest: bool = False) -> None:
    """Raise UseRestricted for whoever would change something of a person whose data rests."""
    if will_write.get() and not at_rest and actor.kind is ActorKind.STAFF:
        demand_usable(participant)


def demand_opened(actor: Actor, participant: Participant | None, *, at_rest: bool = False) -> None:
    """Raise ReasonNeeded for somebody whose record is not open to the actor.

    For whatever shows of a person more than their name. Nobody at all needs no reason. UseRestricted where
    it is found to be changed and the person's data rests.
    """
    demand_use(actor, participant, at_rest=at_rest)
    if participant is None or actor.kind is ActorKind.SYSTEM:
        return
    opened = select(Participant.id).where(Participant.id == participant.id, is_open_to(actor))
    if db.session.scalars(opened).first() is None:
        raise ReasonNeeded(participant.id)


def demand_unsealed_or_opened(actor: Actor, participant: Participant | None) -> None:
    """Raise ReasonNeeded for a sealed person whom the actor has not opened.

    For work that is a reason by itself, such as a series in which the person has a place: of whoever is
    not sealed it shows what that work needs. UseRestricted as `demand_opened`.
    """
    demand_use(actor, participant)
    if participant is not None and participant.is_sealed:
        demand_opened(actor, participant)


def lines_of() -> Select[Any]:
    """Who opened a record, `what` being why and `words` what was written beside it, as it is kept."""
    opened = lines(
        OPENED,
        RecordOpening.id,
        RecordOpening.at,
        by=RecordOpening.staff_id,
        what=RecordOpening.reason,
        words=RecordOpening.note.kept,
    )
    return opened.where(RecordOpening.participant_id == WHOSE)


def readable(opened: Line) -> Line:
    """The same with what was written beside it as text."""
    return replace(opened, words=RecordOpening.note.read(opened.id, opened.words))


def is_named_again(actor: Actor) -> ColumnElement[bool]:
    """Sealed participants whose name stood in a list after the actor last opened them."""
    later = aliased(AuditEntry)
    read = exists().where(
        later.subject_id == AuditEntry.subject_id,
        later.actor_id == actor.id,
        later.action.in_(OPENING_ACTIONS),
        later.at >= AuditEntry.at,
    )
    named = exists().where(AuditEntry.subject_id == Participant.id, AuditEntry.action == NAMED_AGAIN, ~read)
    return and_(Participant.sealed_at.is_not(None), named)


def list_namings(participant: Participant) -> Sequence[Naming]:
    """When a sealed person's name stood in a list again, the latest first."""
    entries = select(AuditEntry).where(
        AuditEntry.subject_id == participant.id, AuditEntry.action == NAMED_AGAIN
    )
    latest = entries.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(LATEST)
    return [
        Naming(each.at, each.actor_id, UUID(each.detail["record"])) for each in db.session.scalars(latest)
    ]
