"""What rests on what: the protocols of a party, and what others ask before something rests on a protocol."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.actor import Actor
from app.core.db import Base, db
from app.core.errors import Conflict, existing
from app.core.feature import Link
from app.core.resting import Ground, what_rests_on
from app.network.protocols.models import Protocol, ProtocolParty
from app.network.protocols.permissions import protocols_seen_by
from app.network.protocols.queries.protocols import parties_of, with_party
from app.network.protocols.term import Standing, standing, stands
from app.network.queries import get_zone


class NotItsProtocol(Conflict):
    """The organisation is no party to the protocol, or the protocol is over."""

    status = 422


def what_rests(actor: Actor, protocol: Protocol) -> Sequence[tuple[Any, Sequence[Link]]]:
    """What of every feature rests on a protocol, under its heading; nothing where there is nothing."""
    return list(what_rests_on(Ground.PROTOCOL, actor, protocol.id))


def protocols_on_party(actor: Actor, party_id: UUID) -> Sequence[Link]:
    """The protocols that a party is in, of what the actor may know of; one query."""
    query = select(Protocol).where(protocols_seen_by(actor), Protocol.id.in_(with_party(party_id)))
    return [
        Link(each.title, "network.protocol", {"protocol_id": each.id}, _is_over(each))
        for each in db.session.scalars(query.order_by(Protocol.sort_key, Protocol.id))
    ]


def _is_over(protocol: Protocol) -> bool:
    return standing(protocol, clock.today(get_zone(protocol.municipality_id))) is Standing.ENDED


def offered_protocols(
    municipality_id: UUID, organisations: Collection[UUID] | None = None, kept: UUID | None = None
) -> Mapping[UUID, tuple[str, Sequence[str]]]:
    """What something of one of these organisations (None: of any) can rest on today, by title: the title and
    the names of the parties. What it rests on already is `kept` among them.
    """
    query = select(Protocol.id, Protocol.title).where(Protocol.municipality_id == municipality_id)
    can = stands(clock.today(get_zone(municipality_id)))
    if organisations is not None:
        sides = select(ProtocolParty.protocol_id).where(
            ProtocolParty.party_id.in_(organisations), ProtocolParty.removed_at.is_(None)
        )
        can = and_(can, Protocol.id.in_(sides))
    query = query.where(or_(can, Protocol.id == kept)).order_by(Protocol.sort_key, Protocol.id)
    found = db.session.execute(query).all()
    names = parties_of(row.id for row in found) if found else {}
    return {row.id: (row.title, names.get(row.id, ())) for row in found}


def demand_protocol(
    protocol_id: UUID | None,
    municipality_id: UUID,
    organisation_id: UUID | None,
    kept: tuple[UUID | None, UUID | None] = (None, None),
) -> None:
    """Raise NotItsProtocol where something of an organisation cannot rest on a protocol.

    `kept`: the protocol and the organisation it has already; what was right once may stay. NotFound for one
    of elsewhere.
    """
    if (protocol_id, organisation_id) != kept and not may_rest(protocol_id, municipality_id, organisation_id):
        raise NotItsProtocol


def may_rest(protocol_id: UUID | None, municipality_id: UUID, organisation_id: UUID | None) -> bool:
    """Whether something of an organisation can rest on it today: on one that it signed and that stands."""
    if protocol_id is None:
        return True
    query = select(Protocol).where(Protocol.id == protocol_id, Protocol.municipality_id == municipality_id)
    protocol = existing(db.session.scalars(query.options(joinedload(Protocol.parties))).unique().first())
    today = clock.today(get_zone(municipality_id))
    is_over = standing(protocol, today) in {Standing.DRAFT, Standing.ENDED}
    return not is_over and organisation_id in {each.party_id for each in protocol.sides}


def find_protocol_of(actor: Actor, basis: type[Base], thing_id: UUID) -> Protocol | None:
    """The protocol that something rests on by its table of that; None where the actor may not know of it."""
    (key,) = basis.__table__.primary_key
    its = select(basis.__table__.c.protocol_id).where(key == thing_id).scalar_subquery()
    return db.session.scalars(select(Protocol).where(Protocol.id == its, protocols_seen_by(actor))).first()
