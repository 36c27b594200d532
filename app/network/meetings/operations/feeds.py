"""Addresses of calendars of meetings: for who prepares them, and of an organisation for who works there."""

from uuid import UUID

from app.core import feeds
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.feeds import Feed
from app.core.permission import Permission
from app.network.meetings.queries.feeds import EVERY, INVITED, OF_BODY
from app.network.meetings.queries.meetings import get_body


def make_feed(actor: Actor, *, kind: str, subject_id: UUID) -> Feed:
    """An address for a calendar: the one in use, if any. Raises NotFound, Forbidden."""
    where = _demand(actor, kind, subject_id)
    return feeds.make_feed(actor, kind=kind, subject_id=subject_id, municipality_id=where)


def revoke_feed(actor: Actor, *, kind: str, subject_id: UUID) -> None:
    """Withdraw the address; one that is gone already is fine."""
    where = _demand(actor, kind, subject_id)
    if found := feeds.find_feed(kind, subject_id, where):
        feeds.revoke_feed(actor, feed=found)


def _demand(actor: Actor, kind: str, subject_id: UUID) -> UUID:
    """The municipality of the calendar, once it is known that the actor may give it away."""
    where = actor.here()
    if kind == INVITED and actor.works_for(subject_id, where):
        return where
    actor.demand(Permission.PARTNERSHIP_WRITE, where)
    if kind == OF_BODY:
        get_body(actor, subject_id)
    elif kind != EVERY or subject_id != where:
        raise NotFound
    return where
