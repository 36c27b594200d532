"""What pages show of circles: how people are called, and what competences are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.initiatives.circles.models import Circle, CirclePlace, CircleState
from app.initiatives.teams.queries.people import names_of, possible_of
from app.people.models import Participant
from app.people.permissions import visible_to
from app.skills.queries.catalogue import catalogue_for
from app.skills.snapshot import Catalogue


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody, what they teach, and whom."""

    place: CirclePlace
    following: CirclePlace


@dataclass(frozen=True, slots=True)
class Shown:
    """`names` by person: nobody who is protected, or may not be proposed and is in no circle that meets."""

    names: Mapping[UUID, str]
    catalogue: Catalogue

    def steps(self, circle: Circle) -> Sequence[Step]:
        """Around the circle; nothing of one that has no two people."""
        there = circle.members
        return [Step(one, other) for one, other in zip(there, [*there[1:], *there[:1]], strict=True)]


def languages_of(actor: Actor, people: Iterable[UUID]) -> Mapping[UUID, str]:
    """The languages of some people for their papers; nobody protected, or whom the actor may not see."""
    query = select(Participant.id, Participant.language).where(
        Participant.id.in_(list(people)), Participant.sealed_at.is_(None), visible_to(actor)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def shown(actor: Actor, circles: Iterable[Circle]) -> Shown:
    """For circles that the caller has asked for."""
    found = list(circles)
    meeting = {
        place.participant_id for each in found if each.state == CircleState.MEETING for place in each.members
    }
    asked = {place.participant_id for each in found for place in each.places} - meeting
    possible = possible_of(found[0].municipality_id, asked) if found else frozenset()
    return Shown(
        names_of(actor, meeting | possible),
        catalogue_for(place.competence_id for each in found for place in each.places),
    )
