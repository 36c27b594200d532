"""Who may look at which staff, and who may suspend whom."""

from collections.abc import Set as AbstractSet
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.accounts.models import Membership, Staff
from app.core.actor import Actor
from app.core.permission import Permission


def staff_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Staff with a membership, ended or not, where the actor may read staff."""
    readable = actor.municipalities(Permission.STAFF_READ)
    return Staff.id.in_(select(Membership.staff_id).where(Membership.municipality_id.in_(readable)))


def may_manage_account(actor: Actor, staff: Staff, served: AbstractSet[UUID]) -> bool:
    """What acts everywhere takes the right in every municipality that somebody serves; never on oneself."""
    managed = actor.municipalities(Permission.STAFF_WRITE)
    return staff.id != actor.id and bool(managed) and served <= managed


def may_renew_password(actor: Actor, staff: Staff, served: AbstractSet[UUID]) -> bool:
    """Whoever holds a link for a new password could sign in with it; a suspended account needs none."""
    return staff.is_active and may_manage_account(actor, staff, served)
