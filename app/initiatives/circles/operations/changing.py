"""A facilitator changes an open circle: one fewer, back again, what each says, where and when they meet."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.initiatives.circles.models import Answer, Circle, CirclePlace, Left
from app.initiatives.circles.operations import InAnother, MayNotBeProposed, NoCircle, NotOpen
from app.initiatives.circles.operations.dropping import rearrange, ring_of, settle
from app.initiatives.circles.queries.learners import standing
from app.initiatives.circles.states import ANSWERS, OPEN
from app.initiatives.teams.queries.people import lock_proposable
from app.workshops.planning.queries.places import get_place


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """On which day they meet, and where: at a known place, or at one in words."""

    on: date | None = None
    place_id: UUID | None = None
    place_name: str = ""


def note_answer(actor: Actor, *, place: CirclePlace, answer: str) -> None:
    """What somebody says to the circle, or that they have not said it after all. With everybody's yes it is
    agreed. The same again changes nothing. Raises NotOpen, UnknownReason for another word.
    """
    circle = _open(actor, place)
    demand_reason(answer, ANSWERS)
    if place.left:
        raise NotOpen
    if place.answer == answer:
        return
    place.answer = answer
    place.answered_at = clock.now() if answer else None
    records.record(actor, "answered", place)
    settle(actor, circle)


def remove_person(actor: Actor, *, place: CirclePlace) -> None:
    """Take somebody out, and close up the circle of the others. Again changes nothing.

    Raises NotOpen, NoCircle where without them not everybody teaches the next: then nothing changes.
    """
    circle = _open(actor, place)
    if place.left:
        return
    ring = ring_of(circle, [each for each in circle.members if each is not place])
    if ring is None:
        raise NoCircle
    rearrange(circle, ring)
    place.left = Left.REMOVED.value
    records.record(actor, "removed", place)
    settle(actor, circle)


def put_back(actor: Actor, *, place: CirclePlace) -> None:
    """Somebody who was taken out is in it after all. Again changes nothing.

    Raises NotOpen, MayNotBeProposed, InAnother, NoCircle.
    """
    circle = _open(actor, place)
    if not place.left:
        return
    if not lock_proposable(circle.municipality_id, [place.participant_id]):
        raise MayNotBeProposed
    if standing(circle.municipality_id, among=[place.participant_id]):
        raise InAnother
    ring = ring_of(circle, [*circle.members, place])
    if ring is None:
        raise NoCircle
    rearrange(circle, ring)
    place.left, place.answer, place.answered_at = "", Answer.NONE.value, None
    records.record(actor, "put_back", place)
    settle(actor, circle)


def say_when(actor: Actor, *, circle: Circle, version: int, when: When) -> None:
    """Where and when its people, read at `version`, meet. Raises StaleRecord, NotOpen, NotFound."""
    actor.demand(Permission.TEAM_PROPOSE, circle.municipality_id)
    records.demand_version(circle, version)
    if circle.state not in OPEN:
        raise NotOpen
    if when.place_id and get_place(actor, when.place_id).municipality_id != circle.municipality_id:
        raise NotFound
    records.record_edit(actor, circle, records.put(circle, asdict(when)))


def _open(actor: Actor, place: CirclePlace) -> Circle:
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    records.lock(place.circle)
    if place.circle.state not in OPEN:
        raise NotOpen
    return place.circle
