"""Reads that cross features: what waits for whom today."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, func, select

from app.core import audit, jobs, paging
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.models import Parish
from app.people.models import Participant, ParticipantGroup, SupportTeamMember
from app.people.permissions import visible_to
from app.skills.models import Inventory, InventoryState

AT_MOST = 6
"""The front page shows a morning's work, not everything there is."""


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """A list that was received and not yet gone through with the person."""

    inventory: Inventory
    participant: Participant


def list_unreviewed(actor: Actor) -> Sequence[Unreviewed]:
    """Received lists of the current municipality, the longest waiting first; at most `AT_MOST` + 1."""
    if not actor.may(Permission.INVENTORY_CONFIRM):
        return []
    rows = db.session.execute(
        select(Inventory, Participant)
        .join(Participant, Participant.id == Inventory.participant_id)
        .where(
            Inventory.municipality_id == actor.here(),
            Inventory.state == InventoryState.CLAIMED.value,
            visible_to(actor),
        )
        .order_by(Inventory.claimed_at, Inventory.id)
        .limit(AT_MOST + 1)
    )
    return [Unreviewed(*row) for row in rows]


def list_own_people(actor: Actor) -> Sequence[Participant]:
    """Participants of the current municipality whose support team the actor is on, latest touched first."""
    if not actor.may(Permission.PARTICIPANT_READ):
        return []
    team = select(SupportTeamMember.participant_id).where(SupportTeamMember.staff_id == actor.id)
    query = select(Participant).where(
        Participant.municipality_id == actor.here(), Participant.id.in_(team), visible_to(actor)
    )
    latest = query.order_by(Participant.last_activity_on.desc(), Participant.id.desc())
    return db.session.scalars(latest.limit(AT_MOST)).all()


@dataclass(frozen=True, slots=True)
class Facts:
    """The name of a person's parish, also of one that is no more ("" for none), and the declared groups."""

    parish: str
    groups: Sequence[str]


def facts_of(person: Participant) -> Facts:
    """Both in one query."""
    rows = db.session.execute(_FACTS, {"id": person.id}).all()
    return Facts(rows[0][0] or "", [row[1] for row in rows if row[1]])


_person, _parish, _group = (each.__table__.c for each in (Participant, Parish, ParticipantGroup))
_FACTS = (
    select(_parish.name, _group.group)
    .select_from(Participant)
    .outerjoin(Parish, _parish.id == _person.parish_id)
    .outerjoin(ParticipantGroup, _group.participant_id == _person.id)
    .where(_person.id == bindparam("id"))
    .order_by(_group.group)
)


def dead_jobs(actor: Actor, after: str | None = None) -> paging.Page[jobs.Job]:
    """Jobs that were given up, the newest first. Jobs belong to the installation, not to a municipality."""
    actor.demand(Permission.JOB_READ)
    query = select(jobs.Job).where(jobs.Job.state == "dead")
    return paging.page(query, by=jobs.Job.id, then=jobs.Job.id, after=after, descending=True)


def audit_page(actor: Actor, after: str | None = None) -> paging.Page[audit.AuditEntry]:
    """The audit entries of the current municipality, the newest first."""
    actor.demand(Permission.AUDIT_READ)
    entry = audit.AuditEntry
    query = select(entry).where(entry.municipality_id == actor.here())
    return paging.page(query, by=entry.id, then=entry.id, after=after, descending=True)


@dataclass(frozen=True, slots=True)
class Chain:
    """How many audit entries are in the chain, and how many wait for the sealer."""

    sealed: int
    unsealed: int


def chain_state(actor: Actor) -> Chain:
    """The length of the chain, without walking it: `audit.verify` does that."""
    actor.demand(Permission.AUDIT_READ)
    sealed = db.session.scalar(select(func.max(audit.AuditSeal.position))) or 0
    return Chain(sealed, _count(select(func.count()).select_from(audit.AuditEntry)) - sealed)


def _count(query: Select[int]) -> int:
    return db.session.scalar(query) or 0
