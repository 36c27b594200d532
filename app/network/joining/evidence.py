"""Invitations into the partnership as what shows that a step of the installation was done."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown, shown
from app.core.permission import Permission
from app.network.joining.models import PartnerInvitation
from app.network.parties.models import Party
from app.network.parties.queries import called


def offered_invitations(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """By who is invited, the latest first."""
    query = (
        select(PartnerInvitation.id, Party.name)
        .join(Party, Party.id == PartnerInvitation.party_id)
        .where(
            PartnerInvitation.municipality_id == municipality_id,
            PartnerInvitation.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_WRITE)),
            *called(municipality_id, words),
        )
    )
    found = db.session.execute(query.order_by(PartnerInvitation.id.desc()).limit(AT_MOST))
    return {row[0]: row[1] for row in found}


def shown_invitations(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done once there is an answer, whatever it is."""
    query = (
        select(PartnerInvitation, Party.name)
        .join(Party, Party.id == PartnerInvitation.party_id)
        .where(PartnerInvitation.municipality_id == municipality_id, PartnerInvitation.id.in_(ids))
    )
    return {
        each.id: shown(
            is_done=each.answered_at is not None,
            title=name,
            endpoint="network.partner_invitation",
            values={"partner_invitation_id": each.id},
            may=actor.may(Permission.PARTNERSHIP_WRITE, municipality_id),
        )
        for each, name in db.session.execute(query)
    }
