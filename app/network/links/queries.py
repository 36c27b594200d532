"""Reads of links: those of a municipality, and the one that an address leads to."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.core import clock, links, paging, records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.network.links.models import PartnerLink
from app.network.links.tokens import read_token

_OPEN = PartnerLink.used_at.is_(None), PartnerLink.withdrawn_at.is_(None)


def open_link(token: str, *, to_use: bool = False) -> PartnerLink:
    """The link of an address; raises NotFound, LinkClosed."""
    return links.open_link(PartnerLink, read_token(token), to_use=to_use)


def find_by_token(token: str) -> PartnerLink | None:
    """The link of an address, whatever became of it."""
    found = select(PartnerLink).where(PartnerLink.token_hash == links.hash_of(read_token(token)))
    return db.session.scalars(found).first()


def get_link(actor: Actor, link_id: UUID, *, to_change: bool = False) -> PartnerLink:
    """A link of a municipality whose partnership the actor looks after."""
    return records.get(
        actor, Permission.PARTNERSHIP_WRITE, PartnerLink, link_id, with_for_update=to_change or None
    )


def links_page(
    actor: Actor, *, with_closed: bool = False, after: str | None = None
) -> paging.Page[PartnerLink]:
    """The links of the current municipality that can still be used, or all; what ends first comes first."""
    actor.demand(Permission.PARTNERSHIP_WRITE)
    query = select(PartnerLink).where(PartnerLink.municipality_id == actor.here())
    if not with_closed:
        query = query.where(*_OPEN, PartnerLink.expires_at > clock.now())
    return paging.page(
        query, by=PartnerLink.expires_at, then=PartnerLink.id, after=after, descending=with_closed
    )


def links_of(municipality_id: UUID, purpose: str, thing_id: UUID) -> Sequence[PartnerLink]:
    """Every link to one thing, the latest first; the caller has asked for the thing."""
    return db.session.scalars(
        select(PartnerLink)
        .where(
            PartnerLink.municipality_id == municipality_id,
            PartnerLink.purpose == purpose,
            PartnerLink.thing_id == thing_id,
        )
        .order_by(PartnerLink.id.desc())
    ).all()


def open_links(municipality_id: UUID, purpose: str, thing_ids: Iterable[UUID]) -> dict[UUID, PartnerLink]:
    """The latest link to each of several things that can still be used, in one query."""
    query = select(PartnerLink).where(
        *_OPEN,
        PartnerLink.expires_at > clock.now(),
        PartnerLink.municipality_id == municipality_id,
        PartnerLink.purpose == purpose,
        PartnerLink.thing_id.in_(list(thing_ids)),
    )
    return {each.thing_id: each for each in db.session.scalars(query.order_by(PartnerLink.id))}


def list_unanswered(purpose: str, *, until: datetime) -> Sequence[PartnerLink]:
    """Mailed links of a purpose that end before an instant, and that nobody answered or was reminded of."""
    return db.session.scalars(
        select(PartnerLink)
        .where(
            *_OPEN,
            PartnerLink.purpose == purpose,
            PartnerLink.answered_at.is_(None),
            PartnerLink.mailed_at.is_not(None),
            PartnerLink.reminders == 0,
            PartnerLink.expires_at > clock.now(),
            PartnerLink.expires_at <= until,
        )
        .order_by(PartnerLink.expires_at, PartnerLink.id)
    ).all()


def holders(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """For whom several links were made, by id, in one query, where that is still kept; none where there is
    nothing to ask.
    """
    wanted = {link_id for link_id in ids if link_id}
    if not wanted:
        return {}
    rows = select(PartnerLink.id, PartnerLink.recipient).where(
        PartnerLink.id.in_(wanted), PartnerLink.recipient != ""
    )
    return {row.id: row.recipient for row in db.session.execute(rows)}
