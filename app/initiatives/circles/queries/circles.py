"""Reads of circles and of searches for them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.initiatives.circles.models import Answer, Circle, CirclePlace, CircleSearch, CircleState
from app.initiatives.circles.states import OPEN
from app.people.queries import get_known

READ, PROPOSE = Permission.INITIATIVE_READ, Permission.TEAM_PROPOSE


def get_circle(actor: Actor, circle_id: UUID, *, to: Permission = PROPOSE, to_change: bool = False) -> Circle:
    """A circle of a municipality where the actor holds the permission, with its places; NotFound."""
    return _one(actor, Circle.id == circle_id, to, to_change=to_change)


def get_place(actor: Actor, place_id: UUID) -> CirclePlace:
    """Somebody's place in a circle of a municipality where the actor proposes, locked; NotFound."""
    theirs = select(CirclePlace.circle_id).where(CirclePlace.id == place_id).scalar_subquery()
    circle = _one(actor, Circle.id == theirs, PROPOSE, to_change=True)
    found = next(each for each in circle.places if each.id == place_id)
    get_known(actor, found.participant_id)
    return found


def _one(actor: Actor, which: object, to: Permission, *, to_change: bool) -> Circle:
    query = select(Circle).where(which, Circle.municipality_id.in_(actor.municipalities(to)))  # type: ignore[arg-type]
    query = query.options(selectinload(Circle.places), joinedload(Circle.search))
    if to_change:
        query = query.with_for_update(of=Circle)
    return existing(db.session.scalars(query).one_or_none())


def get_search(actor: Actor, search_id: UUID, *, to_change: bool = False) -> CircleSearch:
    """A search of a municipality where the actor proposes circles; NotFound."""
    return records.get(actor, PROPOSE, CircleSearch, search_id, with_for_update=to_change or None)


def circles_page(actor: Actor, *, state: str, after: str | None = None) -> Page[Circle]:
    """The circles of the current municipality in a state ("" for those that are open or meet), the newest
    first.
    """
    actor.demand(READ)
    meant = Circle.state == state if state else Circle.state != CircleState.DROPPED.value
    query = select(Circle).where(Circle.municipality_id == actor.here(), meant)
    query = query.options(selectinload(Circle.places))
    return page(query, by=Circle.id, then=Circle.id, after=after, descending=True)


def circles_of(search: CircleSearch) -> Sequence[Circle]:
    """What a search that the caller has asked for has found, those that are dropped last."""
    query = select(Circle).where(Circle.search_id == search.id).options(selectinload(Circle.places))
    is_dropped = Circle.state == CircleState.DROPPED.value
    return db.session.scalars(query.order_by(is_dropped, Circle.id)).all()


def agreed_circles(actor: Actor) -> Select[int]:
    """Counts the circles of the current municipality to which all said yes, and that do not meet yet."""
    return _counted(actor).where(Circle.state == CircleState.AGREED.value)


def declined_circles(actor: Actor) -> Select[int]:
    """Counts open ones to which somebody said no."""
    said_no = select(CirclePlace.id).where(
        CirclePlace.circle_id == Circle.id, CirclePlace.answer == Answer.NO.value, CirclePlace.left == ""
    )
    return _counted(actor).where(Circle.state.in_(OPEN), said_no.exists())


def _counted(actor: Actor) -> Select[int]:
    return select(func.count()).select_from(Circle).where(Circle.municipality_id == actor.here())
