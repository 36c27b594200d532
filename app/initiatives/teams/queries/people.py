"""Who may stand in a proposal at this moment, who stands in how many, and how people are called."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.initiatives.teams.models import Team, TeamPlace
from app.initiatives.teams.states import COUNTED, MOST_OPEN, OPEN
from app.people.models import Consent, Participant
from app.people.name_index import with_words
from app.people.permissions import visible_to
from app.people.queries import matchable

SHOWN = 20
VERIFIED = Participant.unverified_since.is_(None)
"""As app/initiatives/pool reads people: whose name still has to be compared might be known already."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be proposed, as lists tell people apart."""

    id: UUID
    name: str
    birth_year: int | None


def lock_proposable(municipality_id: UUID, people: Collection[UUID]) -> frozenset[UUID]:
    """Those of some people who may be proposed at this moment; nobody takes that back, or is hidden, until
    the transaction ends. Their consents first, as withdrawing locks them.
    """
    agreed = select(Consent.participant_id).where(
        Consent.participant_id.in_(people), Consent.purpose == "matching", Consent.withdrawn_at.is_(None)
    )
    db.session.execute(agreed.order_by(Consent.id).with_for_update()).all()
    possible = select(Participant.id).where(
        Participant.id.in_(people), Participant.municipality_id == municipality_id, matchable(), VERIFIED
    )
    return frozenset(db.session.scalars(possible.order_by(Participant.id).with_for_update()))


def possible_of(municipality_id: UUID, people: Collection[UUID]) -> frozenset[UUID]:
    """Those of some people who may be proposed at this moment, to be shown."""
    query = select(Participant.id).where(
        Participant.id.in_(people), Participant.municipality_id == municipality_id, matchable(), VERIFIED
    )
    return frozenset(db.session.scalars(query))


def in_enough(municipality_id: UUID, *, but_of: UUID | None = None) -> frozenset[UUID]:
    """Who stands in as many open proposals as anybody may; those that nobody touched of the search `but_of`
    do not count, for they go when it is solved again.
    """
    counts = _open_places(municipality_id, but_of).having(func.count() >= MOST_OPEN)
    return frozenset(row[0] for row in db.session.execute(counts))


def open_counts(municipality_id: UUID, people: Collection[UUID]) -> Mapping[UUID, int]:
    """In how many open proposals each of some people stands; nobody who stands in none."""
    counts = _open_places(municipality_id).where(TeamPlace.participant_id.in_(people))
    return {row[0]: row[1] for row in db.session.execute(counts)}


def ever_proposed(municipality_id: UUID) -> frozenset[UUID]:
    """Who was ever proposed there."""
    query = select(TeamPlace.participant_id).where(TeamPlace.municipality_id == municipality_id)
    return frozenset(db.session.scalars(query.distinct()))


def find_possible(actor: Actor, municipality_id: UUID, words: str) -> Sequence[Found]:
    """Some who may be proposed and whose name has these words, by name."""
    if not words.strip():
        return []
    query = _found(actor, municipality_id).where(with_words(municipality_id, words))
    return [_as_found(row) for row in db.session.execute(query.limit(SHOWN))]


def found_of(actor: Actor, municipality_id: UUID, people: Collection[UUID]) -> Sequence[Found]:
    """Those of some people who may be proposed, by name."""
    query = _found(actor, municipality_id).where(Participant.id.in_(people))
    return [_as_found(row) for row in db.session.execute(query)]


def names_of(actor: Actor, people: Iterable[UUID]) -> Mapping[UUID, str]:
    """How the people of teams are called, by id; nobody who is protected, or whom the actor may not see."""
    query = select(Participant.id, Participant.name).where(
        Participant.id.in_(list(people)), Participant.sealed_at.is_(None), visible_to(actor)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _found(actor: Actor, municipality_id: UUID) -> Select[UUID, str, int | None]:
    actor.demand(Permission.TEAM_PROPOSE, municipality_id)
    return (
        select(Participant.id, Participant.name, Participant.birth_year)
        .where(Participant.municipality_id == municipality_id, matchable(), VERIFIED)
        .order_by(Participant.sort_key, Participant.id)
    )


def _as_found(row: Row[UUID, str, int | None]) -> Found:
    return Found(row[0], row[1], row[2])


def _open_places(municipality_id: UUID, but_of: UUID | None = None) -> Select[UUID, int]:
    counted: list[ColumnElement[bool]] = [
        Team.municipality_id == municipality_id,
        Team.state.in_(OPEN),
        TeamPlace.state.in_(COUNTED),
    ]
    if but_of:
        counted.append((Team.search_id != but_of) | (Team.state != OPEN[0]) | Team.is_edited)
    query = select(TeamPlace.participant_id, func.count()).join(Team, Team.id == TeamPlace.team_id)
    return query.where(*counted).group_by(TeamPlace.participant_id)
