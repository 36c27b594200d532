"""Reads of proposed teams."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams.models import PlaceState, Team, TeamPlace, TeamSearch, TeamState
from app.initiatives.teams.states import OPEN
from app.people.queries import get_known


def _whole() -> tuple[Any, ...]:
    """A team with its places and its search."""
    return selectinload(Team.places), joinedload(Team.search)


def get_team(
    actor: Actor, team_id: UUID, *, to: Permission = Permission.TEAM_PROPOSE, to_change: bool = False
) -> Team:
    """A team of a municipality where the actor holds the permission, with its places; NotFound."""
    query = select(Team).where(Team.id == team_id, Team.municipality_id.in_(actor.municipalities(to)))
    query = query.options(*_whole())
    if to_change:
        query = query.with_for_update(of=Team)
    return existing(db.session.scalars(query).one_or_none())


def get_place(
    actor: Actor, place_id: UUID, *, to: Permission = Permission.TEAM_PROPOSE, to_change: bool = False
) -> TeamPlace:
    """Somebody's place in a team of a municipality where the actor holds the permission; NotFound,
    ReasonNeeded for a protected person.
    """
    team_id = select(TeamPlace.team_id).where(TeamPlace.id == place_id).scalar_subquery()
    there = Team.id == team_id, Team.municipality_id.in_(actor.municipalities(to))
    query = select(Team).where(*there).options(*_whole())
    if to_change:
        query = query.with_for_update(of=Team)
    team = existing(db.session.scalars(query).one_or_none())
    found = next(each for each in team.places if each.id == place_id)
    get_known(actor, found.participant_id)
    return found


def teams_of(search: TeamSearch) -> Sequence[Team]:
    """What a search has found, the best first, those that are dropped at the end."""
    query = select(Team).where(Team.search_id == search.id).options(*_whole())
    is_dropped = Team.state == TeamState.DROPPED.value
    return db.session.scalars(
        query.order_by(is_dropped, Team.created_at.desc(), Team.position, Team.id)
    ).all()


def open_for(subject: Opportunity | Initiative) -> Sequence[Team]:
    """The open proposals for something that the caller has asked for, those that were invited first."""
    column = TeamSearch.opportunity_id if isinstance(subject, Opportunity) else TeamSearch.initiative_id
    query = select(Team).join(Team.search).where(column == subject.id, Team.state.in_(OPEN))
    return db.session.scalars(query.options(*_whole()).order_by(Team.state, Team.position, Team.id)).all()


def teams_page(actor: Actor, *, state: str, after: str | None = None) -> Page[Team]:
    """The teams of the current municipality in a state ("" for those somebody still works with), the newest
    first.
    """
    actor.demand(Permission.TEAM_PROPOSE)
    meant = Team.state == state if state else Team.state.in_(OPEN)
    query = select(Team).where(Team.municipality_id == actor.here(), meant).options(*_whole())
    return page(query, by=Team.id, then=Team.id, after=after, descending=True)


def titles_of(teams: Iterable[Team]) -> Mapping[UUID, str]:
    """What each team is for, by the id of its search; two queries."""
    searches = {team.search_id: team.search for team in teams}
    titles: dict[UUID, str] = {}
    for model, column in ((Opportunity, "opportunity_id"), (Initiative, "initiative_id")):
        ids = {key: getattr(each, column) for key, each in searches.items() if getattr(each, column)}
        rows = select(model.id, model.title).where(model.id.in_(ids.values()))
        names = {row[0]: row[1] for row in db.session.execute(rows)}
        titles |= {key: names[found] for key, found in ids.items()}
    return titles


def complete_teams(actor: Actor) -> Select[int]:
    """Counts the teams of the current municipality in which everybody who was asked has answered, and not
    all declined.
    """
    return _counted(actor).where(
        _has(PlaceState.ACCEPTED), ~_has(PlaceState.INVITED), ~_has(PlaceState.PROPOSED)
    )


def overdue_teams(actor: Actor, today: date) -> Select[int]:
    """Counts those in which somebody has not answered by the day that was said."""
    late = select(TeamPlace.id).where(
        TeamPlace.team_id == Team.id,
        TeamPlace.state == PlaceState.INVITED.value,
        TeamPlace.answer_by < today,
    )
    return _counted(actor).where(late.exists())


def left_teams(actor: Actor) -> Select[int]:
    """Counts open teams that somebody has left since they were found, or declined."""
    lost = select(TeamPlace.id).where(
        TeamPlace.team_id == Team.id,
        TeamPlace.state.in_((PlaceState.GONE.value, PlaceState.DECLINED.value)),
    )
    here = Team.municipality_id == actor.here(), Team.state.in_(OPEN)
    return select(func.count()).select_from(Team).where(*here, lost.exists())


def _counted(actor: Actor) -> Select[int]:
    here = Team.municipality_id == actor.here(), Team.state == TeamState.INVITED.value
    return select(func.count()).select_from(Team).where(*here)


def _has(state: PlaceState) -> ColumnElement[bool]:
    there = select(TeamPlace.id).where(TeamPlace.team_id == Team.id, TeamPlace.state == state.value)
    return there.exists()
