"""People who can teach something and want to learn something, and the circles found for them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.circles.matching import Meeting, solve
from app.initiatives.circles.models import Circle, CircleSearch
from app.initiatives.circles.operations.changing import note_answer
from app.initiatives.circles.operations.finding import begin_search, keep
from app.initiatives.circles.queries.circles import circles_of
from app.initiatives.circles.queries.learners import meeting_of, question_of
from app.people.models import Participant
from app.skills.models.inventory import Inventory
from app.skills.operations.learning_wishes import wish_to_learn
from tests.factories.initiatives_teams import competences, somebody

NAMES = "Alda Roda", "Bento Roda", "Clara Roda", "Duarte Roda", "Eva Roda"


def learner(
    actor: Actor, name: str, teaches: Collection[UUID], wishes: Collection[UUID], **known: Any
) -> Participant:
    """Who agreed to be proposed, unless `matching` is False, can teach these and wants to learn those."""
    person = somebody(actor, name, dict.fromkeys(teaches, "teaches"), **known)
    inventory = db.session.query(Inventory).filter_by(participant_id=person.id).one()
    for competence_id in wishes:
        wish_to_learn(actor, inventory=inventory, competence_id=competence_id)
    return person


def around(actor: Actor, count: int = 3, **known: Any) -> list[Participant]:
    """So many of whom each teaches the next, the last the first; each of them only that one."""
    things = competences(count)
    return [
        learner(actor, name, [things[place]], [things[place - 1]], **known)
        for place, name in enumerate(NAMES[:count])
    ]


def searched(actor: Actor, meeting: Meeting = Meeting()) -> CircleSearch:  # noqa: B008  frozen
    """A search, solved as the worker would."""
    search = begin_search(actor, search_id=new_id(), municipality_id=actor.here(), meeting=meeting)
    search_again(actor, search)
    return search


def search_again(actor: Actor, search: CircleSearch) -> None:
    question = question_of(search.municipality_id, meeting_of(search), search_id=search.id)
    keep(actor, search=search, question=question, found=solve(question, seconds=5))


def a_circle(actor: Actor, **values: Any) -> Circle:
    """The first of a search that is done now."""
    circle = circles_of(searched(actor))[0]
    for name, value in values.items():
        setattr(circle, name, value)
    db.session.flush()
    return circle


def agreed(actor: Actor, circle: Circle) -> Circle:
    """Everybody says yes."""
    for place in circle.members:
        note_answer(actor, place=place, answer="yes")
    return circle


def one_of_each_circle(actor: Actor) -> dict[str, UUID | str]:
    """A search and a circle, with somebody in it."""
    around(actor, 2)
    circle = a_circle(actor)
    return {
        "circle_search_id": circle.search_id,
        "circle_id": circle.id,
        "circle_place_id": circle.members[0].id,
    }
