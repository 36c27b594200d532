"""Reads of invitations: by the link of one, by the list of whoever has its code, for the office."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from app.core import clock
from app.core.db import db
from app.core.errors import NotFound, existing
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import members_of as initiative_members
from app.initiatives.teams.invitation import ASKED, Invitation, invitation, over
from app.initiatives.teams.models import Team, TeamPlace, TeamState
from app.initiatives.teams.queries.searches import subject_of
from app.initiatives.teams.tokens import hash_typed
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import matchable
from app.skills.models.inventory import Inventory


def get_by_token(token: str) -> TeamPlace:
    """The place that the address of an invitation is for, whatever became of it; NotFound."""
    query = select(TeamPlace).where(TeamPlace.token_hash == hash_typed(token))
    return existing(db.session.scalars(_whole(query)).one_or_none())


def invitation_to(place: TeamPlace) -> Invitation:
    """What the person invited reads; the caller has asked for the place."""
    subject = subject_of(place.team.search)
    members = len(initiative_members(subject.id)) if isinstance(subject, Initiative) else 0
    language = select(Participant.language).where(Participant.id == place.participant_id, matchable())
    return invitation(place, subject, members, db.session.scalar(language) or "pt")


def invitations_of_list(inventory: Inventory) -> Sequence[Invitation]:
    """What whoever has the code of a list is invited to, and can still answer; the latest first."""
    if inventory.participant_id is None:
        return []
    places = db.session.scalars(_whole(_of_list(inventory.participant_id)))
    today = clock.today(get_zone(inventory.municipality_id))
    return [invitation_to(each) for each in places if over(each, today) is None]


def get_of_list(inventory: Inventory, place_id: UUID) -> TeamPlace:
    """One of these, to be answered; NotFound."""
    if inventory.participant_id is None:
        raise NotFound
    query = _of_list(inventory.participant_id).where(TeamPlace.id == place_id)
    return existing(db.session.scalars(_whole(query)).one_or_none())


def _of_list(participant_id: UUID) -> Select[TeamPlace]:
    theirs = TeamPlace.participant_id == participant_id, TeamPlace.state.in_(ASKED)
    return (
        select(TeamPlace).where(*theirs, Team.state == TeamState.INVITED.value).order_by(TeamPlace.id.desc())
    )


def _whole(query: Select[TeamPlace]) -> Select[TeamPlace]:
    query = query.join(TeamPlace.team).join(Team.search)
    return query.options(
        contains_eager(TeamPlace.team).contains_eager(Team.search),
        contains_eager(TeamPlace.team).selectinload(Team.places),
    )


def invitations_to_count(inventory_id: UUID | None, today: date) -> Select[int]:
    """Counts what whoever has the code of a list is invited to, and can still answer."""
    return (
        select(func.count())
        .select_from(TeamPlace)
        .join(TeamPlace.team)
        .join(Inventory, Inventory.participant_id == TeamPlace.participant_id)
        .where(
            Inventory.id == inventory_id,
            TeamPlace.state.in_(ASKED),
            Team.state == TeamState.INVITED.value,
            or_(TeamPlace.answer_by.is_(None), TeamPlace.answer_by >= today),
        )
    )
