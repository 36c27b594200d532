"""Who may see and change protocols: the office all of its municipality, partners those of their own."""

from sqlalchemy import ColumnElement, and_, or_, select, true

from app.core.actor import Actor, ActorKind
from app.core.permission import Permission
from app.network.protocols.models import Protocol, ProtocolObligation, ProtocolParty


def protocols_seen_by(actor: Actor) -> ColumnElement[bool]:
    """All of a municipality for whoever reads its partnership; for others those that their own signed."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return or_(
        Protocol.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_READ)),
        *(
            and_(
                Protocol.municipality_id == where,
                Protocol.id.in_(
                    select(ProtocolParty.protocol_id).where(
                        ProtocolParty.party_id.in_(own), ProtocolParty.removed_at.is_(None)
                    )
                ),
            )
            for where, own in actor.organisations.items()
            if actor.may(Permission.PARTNERSHIP_OWN, where)
        ),
    )


def may_write(actor: Actor, protocol: Protocol) -> bool:
    return actor.may(Permission.PARTNERSHIP_WRITE, protocol.municipality_id)


def may_see_names(actor: Actor, protocol: Protocol) -> bool:
    """Whether the actor may read who signed, which stands in the signed papers too: who looks at the whole
    partnership only where that is their work, a partner at what its own organisation signed.
    """
    where = protocol.municipality_id
    if actor.may(Permission.PARTNERSHIP_READ, where):
        return actor.may(Permission.PARTNERSHIP_CONTACT, where)
    return any(actor.works_for(each.party_id, where) for each in protocol.sides)


def may_note(actor: Actor, protocol: Protocol, obligation: ProtocolObligation) -> bool:
    """Whether the actor may say that an obligation is done: whoever sees to it, and whoever writes."""
    sees_to_it = actor.id is not None and obligation.owner_id == actor.id
    return may_write(actor, protocol) or sees_to_it
