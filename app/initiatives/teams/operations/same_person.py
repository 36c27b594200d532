"""Two records turn out to be one person: their places in proposed teams become one's."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.core.db import db
from app.initiatives.teams.models import PlaceState, Team, TeamPlace
from app.initiatives.teams.operations.dropping import stop_messages
from app.initiatives.teams.states import COUNTED, MOST_OPEN, OPEN
from app.people.models import Participant
from app.people.queries import matchable
from app.people.rights.forgetting import drop_transitions

BETTER = tuple(
    each.value
    for each in (
        PlaceState.ACCEPTED,
        PlaceState.DECLINED,
        PlaceState.INVITED,
        PlaceState.PROPOSED,
        PlaceState.REMOVED,
        PlaceState.GONE,
    )
)
"""Of two places in one team that with the earlier of these states stays: what the person said counts most."""


def better_of(mine: TeamPlace, other: TeamPlace) -> TeamPlace:
    """The one that stays; of equals the kept record's."""
    return min((mine, other), key=lambda each: BETTER.index(each.state))


def take_over(*, kept: Participant, gone: Participant) -> None:
    """`kept` gains the places of `gone`, in one team one; and stands in no more open proposals than anybody,
    in none where they may not be proposed.
    """
    mine = {each.team_id: each for each in _places_of(kept)}
    for other in _places_of(gone):
        present = mine.get(other.team_id)
        if present is None:
            other.participant_id = kept.id
            continue
        worse = other if better_of(present, other) is present else present
        drop_transitions([worse.id])
        db.session.execute(delete(TeamPlace).where(TeamPlace.id == worse.id))
        db.session.expunge(worse)
        if worse is present:
            db.session.flush()
            other.participant_id = kept.id
    db.session.flush()
    _keep_few(kept)


def _keep_few(kept: Participant) -> None:
    may = db.session.scalar(select(Participant.id).where(Participant.id == kept.id, matchable()))
    query = (
        select(TeamPlace)
        .join(TeamPlace.team)
        .where(TeamPlace.participant_id == kept.id, TeamPlace.state.in_(COUNTED), Team.state.in_(OPEN))
    )
    places = db.session.scalars(query).all()
    most = MOST_OPEN if may else 0
    for place in sorted(places, key=lambda each: (BETTER.index(each.state), each.id))[most:]:
        stop_messages([place])
        place.state = PlaceState.GONE.value
    db.session.flush()


def _places_of(person: Participant) -> Sequence[TeamPlace]:
    query = select(TeamPlace).where(TeamPlace.participant_id == person.id)
    return db.session.scalars(query.order_by(TeamPlace.id)).all()
