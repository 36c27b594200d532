"""A facilitator changes a proposed team: one more, one fewer, one in the place of another."""

from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.initiatives.pool.people import Person
from app.initiatives.pool.queries import as_people
from app.initiatives.teams import matrix
from app.initiatives.teams.matrix import members_of
from app.initiatives.teams.models import PlaceState, Team, TeamPlace
from app.initiatives.teams.operations import InEnoughProposals, MayNotBeProposed, NotOpen
from app.initiatives.teams.operations.dropping import stop_messages
from app.initiatives.teams.problem import MOST
from app.initiatives.teams.queries.people import lock_proposable, open_counts
from app.initiatives.teams.queries.problems import member_ids
from app.initiatives.teams.queries.searches import subject_of
from app.initiatives.teams.states import COUNTED, MOST_OPEN, OPEN, PLACE


class TeamFull(Conflict):
    """More people are no team but an organisation."""


def add_person(
    actor: Actor, *, team: Team, version: int, participant_id: UUID, instead_of: TeamPlace | None = None
) -> None:
    """Put somebody into a team that was read at `version`, perhaps in the place of another.

    Who stands in it already changes nothing. Raises StaleRecord, NotOpen, MayNotBeProposed,
    InEnoughProposals, TeamFull.
    """
    possible = lock_proposable(team.municipality_id, [participant_id])
    _begin(actor, team, version)
    present = next((each for each in team.places if each.participant_id == participant_id), None)
    if present and present.state in COUNTED:
        return
    if participant_id not in possible or participant_id in member_ids(subject_of(team.search)):
        raise MayNotBeProposed
    person = _free(team, participant_id)
    if instead_of and instead_of.state != PlaceState.REMOVED:
        _remove(actor, instead_of)
    if len(members_of(team)) >= MOST:
        raise TeamFull
    covers = matrix.covers(person.levels, team.needs)
    if present:
        if present.state == PlaceState.DECLINED:
            PLACE.move(actor, present, PlaceState.REMOVED)
        PLACE.move(actor, present, PlaceState.PROPOSED)
        present.covers = covers
        present.invited_at = present.answered_at = present.answer_by = present.token_hash = None
        present.message_id = None
    else:
        place = TeamPlace(
            id=new_id(),
            municipality_id=team.municipality_id,
            participant_id=participant_id,
            position=max((each.position for each in team.places), default=-1) + 1,
            covers=covers,
            state=PlaceState.PROPOSED.value,
        )
        team.places.append(place)
        records.add(actor, place, act="added")
    _end(actor, team)


def remove_person(actor: Actor, *, place: TeamPlace) -> None:
    """Take somebody out of their team; an invitation of theirs is withdrawn. Again changes nothing.

    Raises NotOpen.
    """
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    records.lock(place.team)
    _demand_open(place.team)
    if place.state != PlaceState.REMOVED:
        _remove(actor, place)
        _end(actor, place.team)


def _begin(actor: Actor, team: Team, version: int) -> None:
    actor.demand(Permission.TEAM_PROPOSE, team.municipality_id)
    records.demand_version(team, version)
    _demand_open(team)


def _demand_open(team: Team) -> None:
    if team.state not in OPEN:
        raise NotOpen


def _end(actor: Actor, team: Team) -> None:
    team.is_edited = True
    records.record_edit(actor, team, ["places"])


def _remove(actor: Actor, place: TeamPlace) -> None:
    stop_messages([place])
    PLACE.move(actor, place, PlaceState.REMOVED)
    place.answered_at = clock.now()
    db.session.flush()


def _free(team: Team, participant_id: UUID) -> Person:
    if open_counts(team.municipality_id, [participant_id]).get(participant_id, 0) >= MOST_OPEN:
        raise InEnoughProposals
    (person,) = as_people(team.municipality_id, [participant_id])
    return person
