"""Proposals that come to nothing: dropped with a reason, and taken up again."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import and_, select

from app.core import jobs, records
from app.core.actor import SYSTEM, Actor
from app.core.db import db
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.initiatives.teams.models import PlaceState, Team, TeamPlace, TeamSearch, TeamState
from app.initiatives.teams.operations import InEnoughProposals
from app.initiatives.teams.operations.holding import demand_going_on, hold_people
from app.initiatives.teams.queries.people import open_counts
from app.initiatives.teams.states import COUNTED, DROP_REASONS, ENDED, MOST_OPEN, OPEN, PLACE, TEAM, TO_ANSWER


def drop_team(actor: Actor, *, team: Team, reason: str, note: str = "") -> None:
    """Go on with it no more; whoever was invited reads that it is over. Raises UnknownReason."""
    actor.demand(Permission.TEAM_PROPOSE, team.municipality_id)
    demand_reason(reason, DROP_REASONS)
    records.lock(team)
    drop(actor, team, reason, note)


def drop(actor: Actor, team: Team, reason: str, note: str = "") -> None:
    """The same of the product's own accord, of a team that the caller has locked."""
    TEAM.move(actor, team, TeamState.DROPPED, reason=reason, note=note)
    stop_messages(team.places)
    team.version += 1
    db.session.flush()


def restore_team(actor: Actor, *, team: Team) -> None:
    """Take a dropped proposal up again, as it was; who may not be proposed any more is not in it.

    Raises InEnoughProposals where somebody found their way into others meanwhile, SubjectOver.
    """
    actor.demand(Permission.TEAM_PROPOSE, team.municipality_id)
    possible = hold_people(team)
    demand_going_on(team.search)
    records.lock(team)
    there = [each for each in team.places if each.state in TO_ANSWER]
    stands = open_counts(team.municipality_id, possible)
    if any(stands.get(each.participant_id, 0) >= MOST_OPEN for each in there if each.state in COUNTED):
        raise InEnoughProposals
    was_invited = any(
        each.state not in (PlaceState.PROPOSED, PlaceState.REMOVED, PlaceState.GONE) for each in team.places
    )
    TEAM.move(actor, team, TeamState.INVITED if was_invited else TeamState.PROPOSED)
    for place in there:
        if place.participant_id not in possible:
            PLACE.move(actor, place, PlaceState.GONE)
    team.version += 1
    db.session.flush()


def drop_all_for(column: str, subject_id: UUID) -> None:
    """What they were for has ended: an opportunity or an initiative, by the column of the search."""
    theirs = select(Team).join(Team.search).where(getattr(TeamSearch, column) == subject_id)
    for team in db.session.scalars(theirs.where(Team.state.in_(OPEN)).with_for_update(of=Team)):
        drop(SYSTEM, team, ENDED)


def take_out(people: Collection[UUID]) -> None:
    """Whoever may not be proposed any more stands in no open proposal from now on, asked or not, whatever
    they answered.
    """
    theirs = TeamPlace.participant_id.in_(people), TeamPlace.state.in_(TO_ANSWER)
    open_teams = select(Team).where(Team.state.in_(OPEN), Team.places.any(and_(*theirs)))
    teams = db.session.scalars(open_teams.order_by(Team.id).with_for_update(of=Team)).all()
    held = select(TeamPlace).where(TeamPlace.team_id.in_([each.id for each in teams]), *theirs)
    places = db.session.scalars(held.order_by(TeamPlace.id).with_for_update()).all()
    stop_messages(places)
    for place in places:
        PLACE.move(SYSTEM, place, PlaceState.GONE)
        place.team.version += 1
    db.session.flush()


def stop_messages(places: Iterable[TeamPlace]) -> None:
    """Invitations that have not left do not leave."""
    sent = {place.message_id: place for place in places if place.message_id}
    for message_id in jobs.withdraw(list(sent)):
        sent[message_id].message_id = None
