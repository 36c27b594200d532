"""What happened with a person's record, read off the audit trail and the changes of state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from app.core.actor import Actor
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.machine import Transition
from app.core.permission import Permission
from app.people.models import Consent, Merge, Participant
from app.people.sealing import SEALED

LATEST = 200
# Told by rows that know more than the audit trail may hold.
TOLD_ELSEWHERE = frozenset(
    {"consent.given", "consent.withdrawn", "participant.sealed", "participant.unsealed"}
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened (an action such as "consent.given"), when, and which staff did it.

    `about` holds names of fields, a purpose or a reason: catalogue keys, never contents.
    """

    at: datetime
    what: str
    by: UUID | None
    about: tuple[str, ...] = ()


def timeline(actor: Actor, participant: Participant) -> Sequence[Event]:
    """The latest 200 events of a participant, newest first, in three queries."""
    actor.demand(Permission.PARTICIPANT_READ, participant.municipality_id)
    events = [*_acts(participant), *_states(participant), *_consents(participant)]
    return sorted(events, key=lambda event: event.at, reverse=True)[:LATEST]


def _acts(participant: Participant) -> Iterator[Event]:
    """Of this record and of those that became part of it."""
    parts = select(Merge.gone_id).where(Merge.kept_id == participant.id, Merge.undone_at.is_(None))
    of_theirs = or_(AuditEntry.subject_id == participant.id, AuditEntry.subject_id.in_(parts))
    entries = select(AuditEntry).where(of_theirs, AuditEntry.action.not_in(TOLD_ELSEWHERE))
    for entry in db.session.scalars(entries.order_by(AuditEntry.id.desc()).limit(LATEST)):
        detail = entry.detail
        about = [detail[key] for key in ("purpose", "reason", "kind") if detail.get(key)]
        yield Event(entry.at, entry.action, entry.actor_id, (*about, *detail.get("fields", ())))


def _states(participant: Participant) -> Iterator[Event]:
    moves = select(Transition).where(Transition.subject_id == participant.id)
    for move in db.session.scalars(moves.order_by(Transition.at.desc()).limit(LATEST)):
        what = "participant.sealed" if move.after == SEALED else "participant.unsealed"
        yield Event(move.at, what, move.actor_id, (move.reason,) if move.reason else ())


def _consents(participant: Participant) -> Iterator[Event]:
    given = select(Consent).where(Consent.participant_id == participant.id)
    for consent in db.session.scalars(given.order_by(Consent.given_at.desc()).limit(LATEST)):
        yield Event(consent.given_at, "consent.given", consent.taken_by, (consent.purpose,))
        if consent.withdrawn_at:
            yield Event(consent.withdrawn_at, "consent.withdrawn", consent.withdrawn_to, (consent.purpose,))
