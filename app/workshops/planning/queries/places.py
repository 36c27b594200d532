"""Reads of places."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core import text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import Page, page
from app.core.permission import Permission
from app.workshops.planning.models.place import Place


def get_place(actor: Actor, place_id: UUID) -> Place:
    """A place of a municipality whose workshops the actor reads; NotFound."""
    place = db.session.get(Place, place_id)
    if place is None or not actor.may(Permission.WORKSHOP_READ, place.municipality_id):
        raise NotFound
    return place


def list_places(municipality_id: UUID, *, kept: UUID | None = None) -> Sequence[Place]:
    """The places that are offered in a municipality, by name, and the one chosen already."""
    query = select(Place).where(
        Place.municipality_id == municipality_id, Place.retired_at.is_(None) | (Place.id == kept)
    )
    return db.session.scalars(query.order_by(Place.sort_key, Place.id)).all()


def places_page(actor: Actor, *, search: str = "", after: str | None = None) -> Page[Place]:
    """The places of the current municipality by name, retired ones too."""
    actor.demand(Permission.WORKSHOP_READ)
    query = select(Place).where(Place.municipality_id == actor.here())
    for word in text.fold(search[:200]).split():
        query = query.where(Place.sort_key.contains(word, autoescape=True))
    return page(query, by=Place.sort_key, then=Place.id, after=after)
