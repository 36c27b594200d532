"""Who may see and change grants: the office all of its municipality, partners those of their own."""

from sqlalchemy import ColumnElement, and_, or_, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.network.grants.models import Grant


def grants_seen_by(actor: Actor) -> ColumnElement[bool]:
    """All of a municipality for whoever reads its partnership; for others what their own asked for."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return or_(
        Grant.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_READ)),
        *(
            and_(Grant.municipality_id == where, Grant.party_id.in_(own))
            for where, own in actor.organisations.items()
            if actor.may(Permission.PARTNERSHIP_OWN, where)
        ),
    )


def may_write(actor: Actor, grant: Grant) -> bool:
    return actor.may(Permission.PARTNERSHIP_WRITE, grant.municipality_id)


def may_read_words(actor: Actor, grant: Grant) -> bool:
    """Whether the actor may read the opinion, which is the office's until it has decided."""
    return actor.may(Permission.PARTNERSHIP_READ, grant.municipality_id)
