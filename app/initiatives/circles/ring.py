"""A circle of some people put together anew, as after one of them left."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations
from uuid import UUID

from app.initiatives.circles.matching import FEWEST, MOST, Learner, Meeting

Taught = Mapping[tuple[UUID, UUID], UUID]
"""By who teaches and who learns what was said before."""
Ring = Sequence[tuple[UUID, UUID]]
"""Who, and what they teach the next; the last the first."""


def closed(people: Sequence[Learner], taught: Taught, meeting: Meeting) -> Ring | None:
    """These in a circle: in their order where that works, else in the first that does, with what was said of
    two who stay neighbours while the other still wants to learn it. None where they are too few or too many,
    cannot meet, or teach each other nothing.
    """
    if not FEWEST <= len(people) <= MOST or not meeting.suits([each.person for each in people]):
        return None
    first, *others = people
    orders = (_ring((first, *rest), taught) for rest in permutations(others))
    return next((each for each in orders if each), None)


def _ring(people: Sequence[Learner], taught: Taught) -> Ring | None:
    found = []
    for one, following in pairwise((*people, people[0])):
        known = taught.get((one.person.id, following.person.id))
        competence_id = known if known in following.wishes else one.teaches(following)
        if competence_id is None:
            return None
        found.append((one.person.id, competence_id))
    return found


def pairs(ring: Ring) -> dict[tuple[UUID, UUID], UUID]:
    """By who teaches and who learns what it is."""
    following = [who for who, _what in (*ring[1:], *ring[:1])]
    return {(who, other): what for (who, what), other in zip(ring, following, strict=True)}
