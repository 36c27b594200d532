"""What parties bring as what shows that a step of the installation was done: a room, money, hours."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import or_, select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.evidence import AT_MOST, Shown, shown
from app.core.permission import Permission
from app.network.parties.attached import PartyContribution
from app.network.parties.models import Party
from app.network.parties.queries import called
from app.network.queries import get_zone


def offered_contributions(actor: Actor, municipality_id: UUID, words: str) -> Mapping[UUID, str]:
    """By the party that brings them; `words` of its name, or of what it brings."""
    query = (
        select(PartyContribution, Party.name)
        .join(Party, Party.id == PartyContribution.party_id)
        .where(
            PartyContribution.municipality_id == municipality_id,
            PartyContribution.withdrawn_at.is_(None),
            PartyContribution.municipality_id.in_(actor.municipalities(Permission.PARTNERSHIP_READ)),
        )
    )
    if words:
        by_name = select(Party.id).where(*called(municipality_id, words))
        named = PartyContribution.party_id.in_(by_name)
        query = query.where(or_(named, PartyContribution.what.icontains(words, autoescape=True)))
    by_party = query.order_by(Party.sort_key, PartyContribution.id).limit(AT_MOST)
    return {each.id: f"{name}: {each.what}" for each, name in db.session.execute(by_party)}


def shown_contributions(actor: Actor, municipality_id: UUID, ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    """Done from the day on which it is there, also when it is over since; not what was noted by mistake."""
    query = (
        select(PartyContribution, Party.name)
        .join(Party, Party.id == PartyContribution.party_id)
        .where(PartyContribution.municipality_id == municipality_id, PartyContribution.id.in_(ids))
    )
    today = clock.today(get_zone(municipality_id))
    return {
        each.id: shown(
            is_done=each.withdrawn_at is None and (each.from_on is None or each.from_on <= today),
            title=f"{name}: {each.what}",
            endpoint="network.show_organisation",
            values={"organisation_id": each.party_id},
            may=actor.may(Permission.PARTNERSHIP_READ, municipality_id),
        )
        for each, name in db.session.execute(query)
    }
