"""Organisations that stand behind an initiative: promoters, mentors, supporting partners."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.initiatives.groups.models import Backer, Initiative
from app.initiatives.groups.operations.initiatives import tell_change
from app.network.parties.queries import get_offered_organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Who stands behind it as what (promoter, mentor, supporter), and from when to when."""

    organisation_id: UUID
    role: str
    words: str = ""
    since: date | None = None
    until: date | None = None


def add_backer(actor: Actor, *, backer_id: UUID, initiative: Initiative, backing: Backing) -> Backer:
    """The same id again is the same row. Raises NotFound for an organisation of elsewhere."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    if known := records.known(Backer, backer_id, initiative_id=initiative.id):
        return known
    get_offered_organisation(initiative.municipality_id, backing.organisation_id)
    where = {"municipality_id": initiative.municipality_id, "initiative_id": initiative.id}
    backer = records.add(actor, Backer(id=backer_id, **where, **asdict(backing)))
    tell_change(actor, initiative)
    return backer


def edit_backer(
    actor: Actor, *, initiative: Initiative, backer: Backer, version: int, backing: Backing
) -> None:
    """Change what is noted of it; raises StaleRecord, NotFound."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.demand_version(backer, version)
    if backing.organisation_id != backer.organisation_id:
        get_offered_organisation(initiative.municipality_id, backing.organisation_id)
    records.record_edit(actor, backer, records.put(backer, asdict(backing)))
    tell_change(actor, initiative)


def remove_backer(actor: Actor, *, initiative: Initiative, backer: Backer) -> None:
    """Take away what was noted by mistake; who stood behind it once gets a last day instead."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.record(actor, "removed", backer)
    db.session.delete(backer)
    tell_change(actor, initiative)
