"""Reads of invitations: open ones of a municipality, and whether whoever sent one may still do so."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from app.accounts.models import Invitation
from app.accounts.queries import actor_of
from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission

_UNUSED = Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None)


def list_invitations(actor: Actor) -> Sequence[Invitation]:
    """The invitations to the current municipality that nobody has used or withdrawn, latest first."""
    actor.demand(Permission.STAFF_WRITE)
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.municipality_id == actor.here(), *_UNUSED)
        .order_by(Invitation.id.desc())
        .limit(100)
    ).all()


def count_invitations(actor: Actor) -> Select[int]:
    """How many invitations to the current municipality nobody has used or withdrawn."""
    return select(func.count()).where(Invitation.municipality_id == actor.here(), *_UNUSED)


def list_invitations_by(staff_id: UUID) -> Sequence[Invitation]:
    """What somebody has invited others to, and nobody has used or withdrawn."""
    theirs = Invitation.invited_by == staff_id, *_UNUSED
    return db.session.scalars(select(Invitation).where(*theirs).order_by(Invitation.id)).all()


def is_backed(invitation: Invitation) -> bool:
    """Whether who sent an invitation may still send it."""
    return actor_of(invitation.invited_by).may(Permission.STAFF_WRITE, invitation.municipality_id)


def get_invitation(actor: Actor, invitation_id: UUID) -> Invitation:
    """An invitation to a municipality whose staff the actor manages."""
    return records.get(actor, Permission.STAFF_WRITE, Invitation, invitation_id)
