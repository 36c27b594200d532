"""Who may find whom. A sealed participant exists only for the support team and the coordinator."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.people.models import Participant, SupportTeamMember


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The participants an actor may find: by municipality, and sealed ones by team or permission."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    team = select(SupportTeamMember.participant_id).where(SupportTeamMember.staff_id == actor.id)
    return and_(
        Participant.municipality_id.in_(actor.municipalities(Permission.PARTICIPANT_READ)),
        or_(
            Participant.sealed_at.is_(None),
            Participant.municipality_id.in_(actor.municipalities(Permission.PARTICIPANT_SEAL)),
            Participant.id.in_(team),
        ),
    )
