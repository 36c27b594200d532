"""Making, mailing, using and withdrawing links."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from app.core import clock, links, records
from app.core.actor import Actor
from app.core.db import db
from app.core.links import Closed, LinkClosed
from app.network.links.errands import Errand, errand_of, errands
from app.network.links.models import PartnerLink
from app.network.links.queries import links_of
from app.network.links.tokens import token_of


def make_link(
    actor: Actor,
    *,
    link_id: UUID,
    municipality_id: UUID,
    purpose: str,
    thing_id: UUID,
    about: str,
    recipient: str,
    party_id: UUID | None = None,
    email: str = "",
    language: str = "pt",
    expires_at: datetime | None = None,
) -> PartnerLink:
    """A link to one thing, for whoever holds it; the same id again is the same link. Raises Forbidden.

    It ends when the purpose says so, unless the thing itself sets an hour.
    """
    errand = errands()[purpose]
    actor.demand(errand.permission, municipality_id)
    if known := records.known(PartnerLink, link_id, municipality_id=municipality_id, thing_id=thing_id):
        return known
    link = PartnerLink(
        id=link_id,
        municipality_id=municipality_id,
        purpose=purpose,
        thing_id=thing_id,
        party_id=party_id,
        about=about,
        recipient=recipient,
        email=email,
        language=language,
        made_by=actor.id,
        token_hash=links.hash_of(token_of(link_id)),
        expires_at=expires_at or clock.now() + errand.lasts,
    )
    return records.add(actor, link, act="made")


def note_opened(link_id: UUID) -> None:
    """That the address was fetched for the first time, by whom- or whatever."""
    first = PartnerLink.id == link_id, PartnerLink.opened_at.is_(None)
    db.session.execute(update(PartnerLink).where(*first).values(opened_at=clock.now()))


def note_use(actor: Actor, *, link: PartnerLink) -> None:
    """That it was answered, by POST; closes a link for one answer. The caller holds its lock."""
    link.answered_at = clock.now()
    link.uses += 1
    if errand_of(link).is_once:
        link.used_at = link.answered_at
    records.record(actor, "answered", link, purpose=link.purpose)


def note_mailed(actor: Actor, *, link: PartnerLink, is_reminder: bool = False) -> None:
    """That a letter with it is on its way. Raises LinkClosed: nobody is sent what does not work."""
    _errand(actor, link)
    if link.closed is not None:
        raise LinkClosed(link.closed)
    link.mailed_at = clock.now()
    if is_reminder:
        link.reminders += 1
    records.record(actor, "reminded" if is_reminder else "mailed", link, purpose=link.purpose)


def withdraw_link(actor: Actor, *, link: PartnerLink) -> None:
    """Let the address lead nowhere; doing it again changes nothing. Raises LinkClosed if used."""
    _errand(actor, link)
    if link.used_at is not None:
        raise LinkClosed(Closed.USED)
    if link.withdrawn_at is None:
        link.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", link, purpose=link.purpose)


def restore_link(actor: Actor, *, link: PartnerLink) -> None:
    """Let a withdrawn one work again, until the hour that it had."""
    _errand(actor, link)
    if link.withdrawn_at is not None:
        link.withdrawn_at = None
        records.record(actor, "restored", link, purpose=link.purpose)


def withdraw_links(actor: Actor, *, municipality_id: UUID, purpose: str, thing_id: UUID) -> None:
    """Close every open link to a thing that goes; the caller has asked whether it may."""
    for link in links_of(municipality_id, purpose, thing_id):
        if link.is_open:
            link.withdrawn_at = clock.now()
            records.record(actor, "withdrawn", link, purpose=link.purpose)


def _errand(actor: Actor, link: PartnerLink) -> Errand:
    found = errand_of(link)
    actor.demand(found.permission, link.municipality_id)
    return found
