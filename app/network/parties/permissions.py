"""Which organisations an actor may look at."""

from sqlalchemy import ColumnElement, select

from app.core.actor import Actor
from app.core.permission import Permission
from app.network.parties.models import Organisation, PartyReach


def organisations_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Organisations that work in, or sit in, a municipality where the actor may read them."""
    where = actor.municipalities(Permission.ORGANISATION_READ)
    reaching = select(PartyReach.party_id).where(PartyReach.municipality_id.in_(where))
    return Organisation.id.in_(reaching) | Organisation.seat_id.in_(where)
