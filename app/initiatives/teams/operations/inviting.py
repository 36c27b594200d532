"""Inviting the people of a proposed team: on paper and by link, and by message whoever agreed to messages."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import clock, links, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError
from app.core.permission import Permission
from app.initiatives.teams.letters import letter
from app.initiatives.teams.models import PlaceState, Team, TeamPlace, TeamState
from app.initiatives.teams.operations import NotOpen
from app.initiatives.teams.operations.dropping import drop
from app.initiatives.teams.operations.holding import hold_people
from app.initiatives.teams.queries.invitations import invitation_to
from app.initiatives.teams.states import ANOTHER, OPEN, PLACE, TEAM
from app.initiatives.teams.tokens import token_of
from app.network.queries import get_municipality, get_zone
from app.people.messages import way_to, write_to
from app.people.models import Participant
from app.people.queries import consenting, matchable


class NobodyToInvite(Conflict):
    """Everybody in the team was asked already, or may not be proposed any more."""


class DayPassed(DomainError):
    """Nobody can answer until a day that is over."""

    status = 422


class NoWayToWrite(Conflict):
    """The person did not agree to messages, or nothing leads to them: print the invitation."""


def invite(actor: Actor, *, team: Team, version: int, answer_by: date) -> Sequence[TeamPlace]:
    """Ask those of a team, read at `version`, who were not asked yet; they can answer until a day.

    Who may not be proposed any more is taken out instead. Teams of the same search that nobody touched are
    dropped: their people are free for others. Raises StaleRecord, NotOpen, DayPassed, NobodyToInvite.
    """
    actor.demand(Permission.TEAM_PROPOSE, team.municipality_id)
    possible = hold_people(team)
    records.lock(team.search)
    records.demand_version(team, version)
    if team.state not in OPEN:
        raise NotOpen
    if answer_by < clock.today(get_zone(team.municipality_id)):
        raise DayPassed
    waiting = [each for each in team.places if each.state == PlaceState.PROPOSED]
    asked = [each for each in waiting if each.participant_id in possible]
    for place in waiting:
        if place not in asked:
            PLACE.move(actor, place, PlaceState.GONE)
    if not asked:
        raise NobodyToInvite
    for place in asked:
        PLACE.move(actor, place, PlaceState.INVITED)
        place.token_hash = links.hash_of(token_of(place.id))
        place.message_id = None
        place.invited_at, place.answer_by, place.answered_at = clock.now(), answer_by, None
    if team.state == TeamState.PROPOSED:
        TEAM.move(actor, team, TeamState.INVITED)
        _drop_others(actor, team)
    team.version += 1
    db.session.flush()
    return asked


def written_how(places: Sequence[TeamPlace]) -> dict[UUID, str]:
    """By participant, how an invitation can leave as a message: "mail" or "sms"; nobody who did not agree."""
    people = select(Participant).where(
        Participant.id.in_([each.participant_id for each in places]), matchable(), consenting("messages")
    )
    ways = {person.id: way_to(person) for person in db.session.scalars(people)}
    return {key: way[0] for key, way in ways.items() if way}


def send_invitation(actor: Actor, *, place: TeamPlace, address: str) -> str:
    """Queue the message with the link, once; how it leaves. Raises NotOpen, NoWayToWrite."""
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    records.lock(place)
    if place.state != PlaceState.INVITED or place.team.state != TeamState.INVITED:
        raise NotOpen
    agreed = select(Participant).where(
        Participant.id == place.participant_id, matchable(), consenting("messages")
    )
    person = db.session.scalars(agreed).one_or_none()
    if place.message_id and person and (way := way_to(person)):
        return way[0]
    notice = letter(invitation_to(place), get_municipality(place.municipality_id), address)
    left = write_to(person, notice) if person else None
    if left is None:
        raise NoWayToWrite
    place.message_id = left.job_id
    records.record(actor, "written_to", place)
    db.session.flush()
    return left.how


def _drop_others(actor: Actor, team: Team) -> None:
    others = select(Team).where(
        Team.search_id == team.search_id,
        Team.id != team.id,
        Team.state == TeamState.PROPOSED.value,
        Team.is_edited.is_(False),
    )
    for other in db.session.scalars(others.order_by(Team.id).with_for_update()):
        drop(actor, other, ANOTHER)
