"""Circles that come to nothing: dropped with a reason, or because somebody left; and taken up again."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from app.core import records
from app.core.actor import SYSTEM, Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.initiatives.circles.models import Answer, Circle, CirclePlace, CircleState, Left
from app.initiatives.circles.operations import InAnother, NoCircle
from app.initiatives.circles.queries.learners import learners_of, meeting_of, standing
from app.initiatives.circles.ring import Ring, closed, pairs
from app.initiatives.circles.states import BROKEN, CIRCLE, DROP_REASONS, OPEN
from app.initiatives.teams.queries.people import lock_proposable


def drop_circle(actor: Actor, *, circle: Circle, reason: str, note: str = "") -> None:
    """Go on with it no more; its people are free for others. Raises UnknownReason."""
    actor.demand(Permission.TEAM_PROPOSE, circle.municipality_id)
    demand_reason(reason, DROP_REASONS)
    records.lock(circle)
    drop(actor, circle, reason, note)


def drop(actor: Actor, circle: Circle, reason: str, note: str = "") -> None:
    """The same of the product's own accord, of a circle that the caller has locked."""
    CIRCLE.move(actor, circle, CircleState.DROPPED, reason=reason, note=note)
    circle.version += 1
    db.session.flush()


def restore_circle(actor: Actor, *, circle: Circle) -> None:
    """Take a dropped circle up again, with those who may still be proposed.

    Raises InAnother where somebody stands in another by now, NoCircle where those left make none.
    """
    actor.demand(Permission.TEAM_PROPOSE, circle.municipality_id)
    records.lock(circle)
    if circle.state != CircleState.DROPPED:
        raise Conflict
    there = circle.members
    possible = lock_proposable(circle.municipality_id, [each.participant_id for each in there])
    if standing(circle.municipality_id, among=possible):
        raise InAnother
    ring = ring_of(circle, [each for each in there if each.participant_id in possible])
    if ring is None:
        raise NoCircle
    CIRCLE.move(actor, circle, CircleState.PROPOSED)
    rearrange(circle, ring)
    for place in there:
        if place.participant_id not in possible:
            place.left = Left.GONE.value
    settle(actor, circle)


def take_out(people: Collection[UUID]) -> None:
    """Whoever may not be proposed any more is in no open circle from now on; what is left of it is closed up
    where that works, else the circle is dropped.
    """
    theirs = (
        select(CirclePlace)
        .join(CirclePlace.circle)
        .where(CirclePlace.participant_id.in_(people), CirclePlace.left == "", Circle.state.in_(OPEN))
    )
    for place in db.session.scalars(theirs.order_by(CirclePlace.circle_id, CirclePlace.id)).all():
        records.lock(place.circle)
        if place.circle.state in OPEN:
            leave(place)


def leave(place: CirclePlace) -> None:
    """Somebody is in an open circle no more, of the product's own accord."""
    circle = place.circle
    rest = [each for each in circle.members if each is not place]
    ring = ring_of(circle, rest)
    if ring:
        rearrange(circle, ring)
    place.left = Left.GONE.value
    records.record(SYSTEM, "gone", place)
    if ring:
        settle(SYSTEM, circle)
        return
    for each in rest:
        each.answer, each.answered_at = Answer.NONE.value, None
    drop(SYSTEM, circle, BROKEN)


def ring_of(circle: Circle, places: Sequence[CirclePlace]) -> Ring | None:
    """These of a circle so that each teaches the next; None where that does not work."""
    learners = learners_of(circle.municipality_id, [each.participant_id for each in places])
    return closed(learners, _taught(circle), meeting_of(circle.search))


def rearrange(circle: Circle, ring: Ring) -> None:
    """Put its people in this order, before whoever leaves counts as gone. Who gets another neighbour is asked
    anew: they said yes to somebody else.
    """
    before, after = _taught(circle), pairs(ring)
    moved = {who for pair in before.items() ^ after.items() for who in pair[0]}
    by_person = {each.participant_id: each for each in circle.places}
    for position, (who, what) in enumerate(ring):
        place = by_person[who]
        place.position, place.competence_id = position, what
        if who in moved:
            place.answer, place.answered_at = Answer.NONE.value, None


def settle(actor: Actor, circle: Circle) -> None:
    """Its state follows what its people say; and it has changed."""
    all_agree = all(each.answer == Answer.YES for each in circle.members)
    after = CircleState.AGREED if all_agree else CircleState.PROPOSED
    if circle.state != after:
        CIRCLE.move(actor, circle, after)
    circle.version += 1
    db.session.flush()


def _taught(circle: Circle) -> dict[tuple[UUID, UUID], UUID]:
    """What those who are in it teach each other, as it was kept, also around whoever leaves right now."""
    return pairs([(each.participant_id, each.competence_id) for each in circle.members])
