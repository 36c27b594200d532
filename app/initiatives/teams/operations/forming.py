"""A proposed team becomes a group: those who accepted begin it, or join the one they were to complete."""

from uuid import UUID

from sqlalchemy import select

from app.core import records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, existing
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.initiatives.groups.operations.initiatives import Plan, create_initiative
from app.initiatives.groups.operations.members import add_member
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.opportunities.operations import serve
from app.initiatives.teams.models import PlaceState, Team, TeamState
from app.initiatives.teams.operations.dropping import stop_messages
from app.initiatives.teams.operations.holding import hold_people, hold_subject
from app.initiatives.teams.states import PLACE, TEAM
from app.people.models import Participant
from app.people.queries import matchable


class NobodyAccepted(Conflict):
    """No group is begun with people who have not said that they want it."""


def form_group(
    actor: Actor, *, team: Team, version: int, initiative_id: UUID, plan: Plan | None = None
) -> Initiative:
    """Begin it with those of a team, read at `version`, who accepted: a new initiative after a `plan`, or the
    one that was to be completed. Who has not answered is not in it.

    The same id again is the same initiative. Raises StaleRecord, NobodyAccepted, IllegalTransition.
    """
    actor.demand(Permission.TEAM_PROPOSE, team.municipality_id)
    if team.state == TeamState.FORMED and team.initiative_id in {initiative_id, team.search.initiative_id}:
        return db.session.get_one(Initiative, team.initiative_id)
    possible = hold_people(team)
    hold_subject(team.search)
    records.demand_version(team, version)
    people = _accepted(actor, team, possible)
    if not people:
        raise NobodyAccepted
    initiative = _initiative(actor, team, initiative_id, plan)
    there = _members(initiative.id)
    for person in people:
        if person.id not in there:
            add_member(actor, member_id=new_id(), initiative=initiative, participant=person)
    TEAM.move(actor, team, TeamState.FORMED)
    stop_messages(team.places)
    team.initiative_id = initiative.id
    team.version += 1
    db.session.flush()
    return initiative


def _accepted(actor: Actor, team: Team, possible: frozenset[UUID]) -> list[Participant]:
    """Who accepted and may still be proposed, in the order of the team; the others are gone."""
    said = [each for each in team.places if each.state == PlaceState.ACCEPTED]
    for place in said:
        if place.participant_id not in possible:
            PLACE.move(actor, place, PlaceState.GONE)
    query = select(Participant).where(Participant.id.in_(possible), matchable())
    people = {each.id: each for each in db.session.scalars(query)}
    return [people[each.participant_id] for each in said if each.participant_id in people]


def _initiative(actor: Actor, team: Team, initiative_id: UUID, plan: Plan | None) -> Initiative:
    if team.search.initiative_id:
        return db.session.get_one(Initiative, team.search.initiative_id)
    made = create_initiative(
        actor, initiative_id=initiative_id, municipality_id=team.municipality_id, plan=existing(plan)
    )
    opportunity = db.session.get(Opportunity, team.search.opportunity_id)
    if opportunity and opportunity.state == OpportunityState.OPEN:
        serve(actor, opportunity=opportunity)
    return made


def _members(initiative_id: UUID) -> set[UUID | None]:
    counting = (MemberState.ACTIVE.value, MemberState.INVITED.value)
    query = select(Member.participant_id).where(
        Member.initiative_id == initiative_id, Member.state.in_(counting)
    )
    return set(db.session.scalars(query))
