"""Who could be in a circle at this moment: what they want to learn, what they can teach, who is in one."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, or_, select

from app.core.db import db
from app.initiatives.circles.matching import Learner, Meeting, Question
from app.initiatives.circles.models import Circle, CirclePlace, CircleSearch, CircleState
from app.initiatives.circles.states import OPEN
from app.initiatives.pool.queries import as_people, people_of
from app.initiatives.teams.queries.people import VERIFIED
from app.people.models import Participant
from app.people.queries import matchable
from app.skills.queries.learning import wishes_of
from app.workshops.planning.models.series import Workshop, WorkshopState

OVER = (WorkshopState.ENDED.value, WorkshopState.CANCELLED.value)


def question_of(
    municipality_id: UUID, meeting: Meeting, *, search_id: UUID | None = None, without: Collection[UUID] = ()
) -> Question:
    """Everybody who may be proposed, wants to learn something and stands in no circle; `without` some who may
    not be proposed since. Who stands in one that nobody touched of the search with an id counts as free.
    """
    there = Participant.municipality_id == municipality_id, matchable(), VERIFIED
    wishes = wishes_of(select(Participant.id).where(*there))
    wanted = frozenset().union(*wishes.values())
    taken = standing(municipality_id, but_of=search_id) | {*without}
    pool = people_of(municipality_id, competences=wanted, also=wishes).without(taken)
    return Question(tuple(Learner(each, wishes[each.id]) for each in pool if each.id in wishes), meeting)


def learners_of(municipality_id: UUID, ids: Sequence[UUID]) -> Sequence[Learner]:
    """These people, in this order, whatever they agreed to: those of one circle."""
    wishes = wishes_of(ids)
    people = {each.id: each for each in as_people(municipality_id, ids)}
    return [Learner(people[who], wishes.get(who, frozenset())) for who in ids]


def standing(
    municipality_id: UUID, *, among: Collection[UUID] | None = None, but_of: UUID | None = None
) -> frozenset[UUID]:
    """Who is in a circle that is open or meets; in one at most. `among` some; those that nobody touched of
    the search `but_of` do not count, for they go when it is solved again.
    """
    query = _standing().where(Circle.municipality_id == municipality_id)
    if among is not None:
        query = query.where(CirclePlace.participant_id.in_(among))
    if but_of:
        query = query.where(Circle.id.not_in(untouched(but_of)))
    return frozenset(db.session.scalars(query))


def untouched(search_id: UUID) -> Select[UUID]:
    """The circles of a search that are as they were found, of which nobody has said anything."""
    touched = select(CirclePlace.id).where(
        CirclePlace.circle_id == Circle.id, or_(CirclePlace.answer != "", CirclePlace.left != "")
    )
    return select(Circle.id).where(
        Circle.search_id == search_id,
        Circle.state == CircleState.PROPOSED.value,
        Circle.version == 1,
        ~touched.exists(),
    )


def meeting_of(search: CircleSearch) -> Meeting:
    """What those of its circles share."""
    return Meeting(search.hours, search.is_near)


def _standing() -> Select[UUID]:
    meets = (Circle.state == CircleState.MEETING.value) & Workshop.state.not_in(OVER)
    query = select(CirclePlace.participant_id).join(Circle, Circle.id == CirclePlace.circle_id)
    query = query.outerjoin(Workshop, Workshop.id == Circle.workshop_id)
    return query.where(CirclePlace.left == "", Circle.state.in_(OPEN) | meets)
