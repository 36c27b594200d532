"""What else spoke for somebody in a proposal, as far as it is known at this moment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core.db import db
from app.initiatives.teams.models import Team, TeamPlace, TeamWish
from app.initiatives.teams.queries.searches import subject_of
from app.initiatives.teams.states import COUNTED, OPEN
from app.people.models import Consent, Participant
from app.people.queries import matchable


@dataclass(frozen=True, slots=True)
class About:
    """`agreed_at`: when they said that they may be proposed. `wishes`: by which kinds of wish a facilitator
    named them. `before`: so many proposals they stood in before this one; `open_now`: in so many they stand
    now. `lives_there`: in the parish that it is about; None where no parish is said.
    """

    agreed_at: datetime | None
    wishes: tuple[str, ...]
    before: int
    open_now: int
    lives_there: bool | None


def about_place(place: TeamPlace) -> About:
    """Of a place that the caller has asked for."""
    who, subject = place.participant_id, subject_of(place.team.search)
    parish = select(Participant.parish_id).where(Participant.id == who, matchable())
    lives_in = db.session.scalar(parish)
    return About(
        agreed_at=db.session.scalar(_agreed(who)),
        wishes=tuple(db.session.scalars(_wishes(place)).all()),
        before=db.session.scalar(_places(who).where(Team.created_at < place.team.created_at)) or 0,
        open_now=db.session.scalar(_places(who).where(Team.state.in_(OPEN), TeamPlace.state.in_(COUNTED)))
        or 0,
        lives_there=(lives_in == subject.parish_id) if subject.parish_id else None,
    )


def _agreed(who: UUID) -> Select[datetime]:
    active = Consent.participant_id == who, Consent.purpose == "matching", Consent.withdrawn_at.is_(None)
    return select(func.max(Consent.given_at)).where(*active)


def _wishes(place: TeamPlace) -> Select[str]:
    theirs = TeamWish.search_id == place.team.search_id, TeamWish.participant_id == place.participant_id
    return select(TeamWish.kind).where(*theirs).order_by(TeamWish.number)


def _places(who: UUID) -> Select[int]:
    query = select(func.count()).select_from(TeamPlace).join(Team, Team.id == TeamPlace.team_id)
    return query.where(TeamPlace.participant_id == who)
