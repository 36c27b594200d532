"""Reads of searches for teams: what they are for, what is wished, what was found."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams.models import Team, TeamSearch, TeamWish

Subject = Opportunity | Initiative
"""What people are looked for: a need of the place, or a group that is to be completed."""


def get_search(actor: Actor, search_id: UUID, *, to_change: bool = False) -> TeamSearch:
    """A search of a municipality where the actor proposes teams; NotFound."""
    return records.get(
        actor, Permission.TEAM_PROPOSE, TeamSearch, search_id, with_for_update=to_change or None
    )


def get_opportunity(actor: Actor, opportunity_id: UUID) -> Opportunity:
    """An opportunity of a municipality where the actor proposes teams; NotFound."""
    return records.get(actor, Permission.TEAM_PROPOSE, Opportunity, opportunity_id)


def get_initiative(actor: Actor, initiative_id: UUID) -> Initiative:
    """An initiative of a municipality where the actor proposes teams; NotFound."""
    return records.get(actor, Permission.TEAM_PROPOSE, Initiative, initiative_id)


def subject_of(search: TeamSearch) -> Subject:
    """What the search is for; the caller has asked for the search."""
    if search.opportunity_id:
        return db.session.get_one(Opportunity, search.opportunity_id)
    return db.session.get_one(Initiative, search.initiative_id)


def searches_of(subject: Subject) -> Sequence[TeamSearch]:
    """The searches for it, the latest first; the caller has asked for the subject."""
    query = select(TeamSearch).where(_for(subject))
    return db.session.scalars(query.order_by(TeamSearch.created_at.desc(), TeamSearch.id.desc())).all()


def teams_for(subject: Subject) -> Sequence[Team]:
    """The teams that were ever found for it; the caller has asked for the subject."""
    query = select(Team).join(Team.search).where(_for(subject))
    return db.session.scalars(query.order_by(Team.created_at.desc(), Team.position, Team.id)).all()


def wish_rows(search_id: UUID) -> Sequence[TeamWish]:
    """The people whom the wishes of a search name."""
    query = select(TeamWish).where(TeamWish.search_id == search_id)
    return db.session.scalars(query.order_by(TeamWish.number, TeamWish.created_at, TeamWish.id)).all()


def _for(subject: Subject) -> ColumnElement[bool]:
    if isinstance(subject, Opportunity):
        return TeamSearch.opportunity_id == subject.id
    return TeamSearch.initiative_id == subject.id
