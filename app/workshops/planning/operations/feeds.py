"""Addresses of calendars: everybody their own; those of series and places for who plans."""

from uuid import UUID

from app.core import feeds
from app.core.actor import Actor
from app.core.errors import Forbidden, NotFound
from app.core.feeds import Feed
from app.core.permission import Permission
from app.workshops.planning.queries.places import get_place
from app.workshops.planning.queries.series import get_workshop


def make_feed(actor: Actor, *, kind: str, subject_id: UUID) -> Feed:
    """An address for the calendar of a facilitator, a series or a place: the one in use, if any."""
    where = _demand(actor, kind, subject_id)
    return feeds.make_feed(actor, kind=kind, subject_id=subject_id, municipality_id=where)


def revoke_feed(actor: Actor, *, kind: str, subject_id: UUID) -> None:
    """Withdraw the address; one that is gone already is fine."""
    where = _demand(actor, kind, subject_id)
    if found := feeds.find_feed(kind, subject_id, where):
        feeds.revoke_feed(actor, feed=found)


def _demand(actor: Actor, kind: str, subject_id: UUID) -> UUID:
    """The municipality of the calendar, once it is known that the actor may give it away."""
    if kind == "facilitator":
        actor.demand(Permission.WORKSHOP_READ)
        if subject_id != actor.id:
            raise Forbidden
        return actor.here()
    if kind == "series":
        where = get_workshop(actor, subject_id).municipality_id
    elif kind == "place":
        where = get_place(actor, subject_id).municipality_id
    else:
        raise NotFound
    actor.demand(Permission.WORKSHOP_WRITE, where)
    return where
