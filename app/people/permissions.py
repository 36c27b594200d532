"""Who may find whom. A sealed participant exists only for the support team and the coordinator."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.people.models import Participant, SupportTeamMember


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The participants an actor may find: by municipality, and sealed ones by team or permission."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    readable = actor.municipalities(Permission.PARTICIPANT_READ)
    sealing = actor.municipalities(Permission.PARTICIPANT_SEAL)
    here = Participant.municipality_id.in_(readable)
    if readable <= sealing:
        return here
    found = [Participant.sealed_at.is_(None), supported_by(actor)]
    if sealing:
        found.append(Participant.municipality_id.in_(sealing))
    return and_(here, or_(*found))


def supported_by(actor: Actor) -> ColumnElement[bool]:
    """The participants whose support team the actor is on."""
    return Participant.id.in_(
        select(SupportTeamMember.participant_id).where(SupportTeamMember.staff_id == actor.id)
    )
