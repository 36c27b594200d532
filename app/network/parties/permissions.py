"""Which parties an actor may look at, and what of them they may read and write."""

from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.core.actor import Actor
from app.core.errors import Forbidden
from app.core.permission import Permission
from app.network.parties.models import Party, PartyReach


def parties_seen_by(actor: Actor) -> ColumnElement[bool]:
    """Parties that work in, or sit in, a municipality where the actor may read them."""
    where = actor.municipalities(Permission.ORGANISATION_READ)
    reaching = select(PartyReach.party_id).where(PartyReach.municipality_id.in_(where))
    return Party.id.in_(reaching) | Party.seat_id.in_(where)


def may_read(actor: Actor, municipality_id: UUID, party_id: UUID) -> bool:
    """Whether the actor sees what the partnership notes of a party: of all, or of their own organisation."""
    return actor.may(Permission.PARTNERSHIP_READ, municipality_id) or may_keep(
        actor, municipality_id, party_id
    )


def may_see_contacts(actor: Actor, municipality_id: UUID, party_id: UUID) -> bool:
    """Whether they see who the contact people of a party are."""
    return actor.may(Permission.PARTNERSHIP_CONTACT, municipality_id) or may_keep(
        actor, municipality_id, party_id
    )


def may_keep(actor: Actor, municipality_id: UUID, party_id: UUID) -> bool:
    """Whether they keep up what a party says of itself: its address, contact people, contributions."""
    return actor.may(Permission.PARTNERSHIP_WRITE, municipality_id) or (
        actor.may(Permission.ORGANISATION_KEEP, municipality_id)
        and actor.works_for(party_id, municipality_id)
    )


def demand_keep(actor: Actor, municipality_id: UUID, party_id: UUID) -> None:
    """Raise Forbidden where `may_keep` says no."""
    if not may_keep(actor, municipality_id, party_id):
        raise Forbidden
