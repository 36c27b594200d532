"""Reads of invitations into the partnership."""

from uuid import UUID

from sqlalchemy import Select, func, select

from app.core import paging, records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.joining.models import InvitationState, PartnerInvitation


def get_invitation(actor: Actor, invitation_id: UUID, *, to_change: bool = False) -> PartnerInvitation:
    """An invitation to the partnership of a municipality that the actor looks after."""
    return records.get(
        actor,
        Permission.PARTNERSHIP_WRITE,
        PartnerInvitation,
        invitation_id,
        with_for_update=to_change or None,
    )


def find_invitation(municipality_id: UUID, invitation_id: UUID) -> PartnerInvitation | None:
    """What a link of the municipality is about."""
    found = db.session.get(PartnerInvitation, invitation_id)
    return found if found and found.municipality_id == municipality_id else None


def invitations_page(actor: Actor, *, state: str, after: str | None = None) -> paging.Page[PartnerInvitation]:
    """The invitations of the current municipality in a state, the latest first."""
    actor.demand(Permission.PARTNERSHIP_WRITE)
    here = PartnerInvitation.municipality_id == actor.here(), PartnerInvitation.state == state
    by = PartnerInvitation.id
    return paging.page(select(PartnerInvitation).where(*here), by=by, then=by, after=after, descending=True)


def count_answered(actor: Actor) -> Select[int]:
    """How many answers nobody has taken over or closed yet."""
    here = PartnerInvitation.municipality_id == actor.here()
    answered = PartnerInvitation.state == InvitationState.ANSWERED.value
    return select(func.count()).select_from(PartnerInvitation).where(here, answered)


def is_invited(municipality_id: UUID, party_id: UUID) -> bool:
    """Whether an invitation is out that nobody has answered."""
    mine = PartnerInvitation.municipality_id == municipality_id, PartnerInvitation.party_id == party_id
    sent = PartnerInvitation.state == InvitationState.SENT.value
    return db.session.scalar(select(PartnerInvitation.id).where(*mine, sent)) is not None
