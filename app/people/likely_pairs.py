"""Reads about records that may be one person's: everybody at once for a look, and the pairs it found.

A pair is shown to whoever may see both. Sealed people are never in it, whoever asks: their team knows them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.paging import Page, page
from app.core.permission import Permission
from app.people.candidates import birthdays
from app.people.contacts import ContactKind
from app.people.crowd import Crowd
from app.people.duplicates.models import LikelyPair, NotSame
from app.people.facts.models import Fact
from app.people.judging import SURE, Described, Verdict
from app.people.models import ContactPoint, Participant, ParticipantWord
from app.people.names import Alike, Key
from app.people.near import pairs
from app.people.permissions import visible_to

Of = TypeVar("Of", LikelyPair, NotSame)
TELLING_WITH_YEAR, TELLING = 15, 5
"""So many people at most share two words of a name, if it is to tell somebody apart together with a year of
birth (one in sixty has the same), and by itself.
"""
BY_YEAR, BY_NAME = 50, 100
"""Thousandths of doubt that a name leaves with a year of birth, and by itself."""

_DECIDED = exists().where(
    NotSame.one_id == LikelyPair.one_id,
    NotSame.other_id == LikelyPair.other_id,
    NotSame.withdrawn_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Two(Generic[Of]):
    """A row about two records, and the records."""

    row: Of
    one: Participant
    other: Participant


def everybody(actor: Actor, municipality_id: UUID) -> dict[UUID, Described]:
    """What is known of everybody of a municipality who was confirmed and is not sealed, by id."""
    actor.demand(Permission.PARTICIPANT_READ, municipality_id)
    here = (
        Participant.municipality_id == municipality_id,
        Participant.unverified_since.is_(None),
        Participant.sealed_at.is_(None),
        visible_to(actor),
    )
    words = (
        select(Participant.id, Participant.birth_year, ParticipantWord.word, ParticipantWord.sound)
        .join(ParticipantWord, ParticipantWord.participant_id == Participant.id)
        .where(*here)
        .order_by(Participant.id, ParticipantWord.position)
    )
    years: dict[UUID, str] = {}
    keys: dict[UUID, list[Key]] = {}
    for person, year, word, sound in db.session.execute(words):
        years[person] = str(year or "")
        keys.setdefault(person, []).append(Key(word, sound))
    born = years | birthdays(years, Fact.municipality_id == municipality_id)
    phones = _phones(municipality_id)
    return {person: Described(keys[person], born[person], phones.get(person, frozenset())) for person in keys}


def _phones(municipality_id: UUID) -> Mapping[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = {}
    every = select(ContactPoint.participant_id, ContactPoint.key).where(
        ContactPoint.municipality_id == municipality_id, ContactPoint.kind == ContactKind.PHONE.value
    )
    for person, key in db.session.execute(every):
        found.setdefault(person, set()).add(key)
    return {person: frozenset(keys) for person, keys in found.items()}


def doubt_about(crowd: Crowd, one: Described, other: Described, verdict: Verdict) -> int | None:
    """In thousandths; None where two of that name meet by chance too easily to ask anybody."""
    if verdict.score < SURE:
        return None
    doubt = round(1_000 * (1 - verdict.score))
    if {Alike.PHONE, Alike.BIRTHDAY} & set(verdict.reasons):
        return doubt
    sharing = crowd.sharing(pairs(one.keys) & pairs(other.keys))
    if Alike.BIRTH_YEAR in verdict.reasons:
        return doubt + BY_YEAR if sharing <= TELLING_WITH_YEAR else None
    return doubt + BY_NAME if sharing <= TELLING else None


def likely_page(actor: Actor, after: str | None = None) -> Page[LikelyPair]:
    """One page of the current municipality's pairs that nobody has decided about, the likeliest first."""
    query = select(LikelyPair).where(_seen(actor, LikelyPair), ~_DECIDED)
    return page(query, by=LikelyPair.doubt, then=LikelyPair.id, after=after)


def apart_page(actor: Actor, after: str | None = None) -> Page[NotSame]:
    """One page of the pairs that were said to be two people, the latest first."""
    query = select(NotSame).where(_seen(actor, NotSame), NotSame.withdrawn_at.is_(None))
    return page(query, by=NotSame.decided_at, then=NotSame.id, after=after, descending=True)


def looked_at(actor: Actor) -> datetime | None:
    """When pairs of the current municipality were last found."""
    here = LikelyPair.municipality_id == actor.here()
    return db.session.scalar(select(func.max(LikelyPair.found_at)).where(here))


def likely_pairs_to_decide(actor: Actor) -> Select[int]:
    """Counts the pairs of the current municipality that nobody has decided about."""
    return select(func.count()).select_from(LikelyPair).where(_seen(actor, LikelyPair), ~_DECIDED)


def with_people(rows: Sequence[Of]) -> list[Two[Of]]:
    """Rows that the actor was found to see, with their people."""
    ids = {person for row in rows for person in (row.one_id, row.other_id)}
    people = {
        each.id: each for each in db.session.scalars(select(Participant).where(Participant.id.in_(ids)))
    }
    return [Two(row, people[row.one_id], people[row.other_id]) for row in rows]


def get_two(actor: Actor, model: type[Of], row_id: UUID) -> Of:
    """A row about two people whom the actor may both see; NotFound."""
    found = db.session.scalar(select(model).where(model.id == row_id, _sees(actor, model)))
    if found is None:
        raise NotFound
    return found


def _seen(actor: Actor, model: type[Of]) -> ColumnElement[bool]:
    return and_(model.municipality_id == actor.here(), _sees(actor, model))


def _sees(actor: Actor, model: type[Of]) -> ColumnElement[bool]:
    visible = and_(visible_to(actor), Participant.sealed_at.is_(None))
    return and_(
        exists().where(Participant.id == model.one_id, visible),
        exists().where(Participant.id == model.other_id, visible),
    )
