"""Who opened a sealed person lately, and what their team has not read yet: told by the audit trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.actor import Actor, ActorKind
from app.core.audit import AuditEntry
from app.core.db import db, will_write
from app.people.models import Participant
from app.people.rights.rest import demand_usable
from app.people.sealing import NAMED_AGAIN, OPENING_ACTIONS, OPENING_LASTS, ReasonNeeded

LATEST = 10


@dataclass(frozen=True, slots=True)
class Naming:
    """That a sealed person's name stood in a list again: `record` is who was made of it beside them."""

    at: datetime
    by: UUID | None
    record: UUID


def demand_opened(actor: Actor, participant: Participant | None, *, at_rest: bool = False) -> None:
    """Raise ReasonNeeded for a sealed person whom the actor has not opened within the hour.

    For whatever finds a person by one thing of theirs: a place, a paper, a list, a code. Nobody at all needs
    no reason. UseRestricted where it is found to be changed and the person's data rests.
    """
    if will_write.get() and not at_rest and actor.kind is ActorKind.STAFF:
        demand_usable(participant)
    if participant is None or not participant.is_sealed or actor.kind is ActorKind.SYSTEM:
        return
    lately = AuditEntry.at > clock.now() - OPENING_LASTS
    by_actor = AuditEntry.actor_id == actor.id, AuditEntry.action.in_(OPENING_ACTIONS)
    opened = select(AuditEntry.id).where(AuditEntry.subject_id == participant.id, *by_actor, lately)
    if db.session.scalars(opened.limit(1)).first() is None:
        raise ReasonNeeded(participant.id)


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
