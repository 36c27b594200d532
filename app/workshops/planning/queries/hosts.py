"""Reads of who can host and lead series."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select

from app.accounts.models import Membership, Staff
from app.accounts.queries import working_in
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.parties.models import Organisation
from app.network.parties.queries import list_organisations
from app.workshops.planning.permissions import may_host


def hosts_for(actor: Actor, municipality_id: UUID) -> Sequence[Organisation]:
    """The organisations whose series the actor may plan in a municipality, by name."""
    found = list_organisations(municipality_id)
    return [each for each in found if may_host(actor, municipality_id, each.id)]


def leaders_for(actor: Actor, municipality_id: UUID) -> dict[UUID, str]:
    """Whom the actor may let lead a series there, by name: the office anybody, a partner its own people."""
    if actor.may(Permission.WORKSHOP_WRITE, municipality_id):
        return list_facilitators(municipality_id)
    own = actor.organisations.get(municipality_id, frozenset())
    return _named(_serving(municipality_id).where(Membership.organisation_id.in_(own)))


def list_facilitators(municipality_id: UUID) -> dict[UUID, str]:
    """Who may lead a series in a municipality: its staff, by name."""
    return working_in(municipality_id)


def _serving(municipality_id: UUID) -> Select[UUID]:
    return select(Membership.staff_id).where(
        Membership.municipality_id == municipality_id, Membership.ended_at.is_(None)
    )


def _named(serving: Select[UUID]) -> dict[UUID, str]:
    query = select(Staff.id, Staff.name).where(Staff.id.in_(serving), Staff.suspended_at.is_(None))
    return {row.id: row.name for row in db.session.execute(query.order_by(Staff.name, Staff.id))}
