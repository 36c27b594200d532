"""Reads of facts, for a person whom the caller may see, and for many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.core.db import db
from app.people.facts.models import Fact
from app.people.groups import BY_FACT, DECLARED, GROUP, NOT_SAID, Said, born_by, groups_of
from app.people.models import Participant

_FACTS = (
    select(Fact)
    .where(Fact.participant_id == bindparam("participant_id"))
    .order_by(Fact.noted_at.desc(), Fact.id.desc())
)


def list_facts(participant_id: UUID) -> Sequence[Fact]:
    """Everything that was ever noted about a person, the latest first."""
    return db.session.scalars(_FACTS, {"participant_id": participant_id}).all()


def present(day: date, *of: str, among: ColumnElement[bool]) -> CTE:
    """What holds on a day of these kinds, of facts `among`: whose, kind, key and value (see held.py)."""
    place = func.row_number().over(
        partition_by=(Fact.participant_id, Fact.kind, Fact.key),
        order_by=(func.coalesce(Fact.begins_on, date.min).desc(), Fact.noted_at.desc(), Fact.id.desc()),
    )
    columns = Fact.participant_id, Fact.kind, Fact.key, Fact.value, Fact.ends_on
    ranked = (
        select(*columns, place.label("place")).where(among, Fact.kind.in_(of), *_begun(Fact, day)).subquery()
    )
    last = ranked.c.place == 1, or_(ranked.c.ends_on.is_(None), ranked.c.ends_on >= day)
    return select(ranked).where(*last).cte()


def telling(day: date, among: ColumnElement[bool]) -> CTE:
    """As `present`: what tells groups."""
    return present(day, GROUP, *BY_FACT, among=among)


def groups_on(people: Select[Any], day: date) -> Mapping[UUID, frozenset[str]]:
    """By person the groups they belonged to on a day but for those of an age, of a query that gives ids."""
    found = telling(day, Fact.participant_id.in_(people))
    query = (
        select(Participant.id, Participant.birth_year, found.c.kind, found.c.key, found.c.value)
        .outerjoin(found, found.c.participant_id == Participant.id)
        .where(Participant.id.in_(people))
    )
    said: dict[UUID, Said] = defaultdict(Said)
    for person, birth_year, kind, key, value in db.session.execute(query):
        said[person].birth_year = birth_year
        said[person].hear(kind, key, value)
    return {person: frozenset(DECLARED.keys() & groups_of(each, day.year)) for person, each in said.items()}


def in_group(group: str, day: date, municipality_id: UUID) -> ColumnElement[bool]:
    """Participants there who belong to a group on a day, as `groups_on` says of one."""
    rule = DECLARED.get(group)
    if rule is None:
        return Participant.birth_year <= born_by(group, day.year)
    holds = partial(_holds, day, Fact.municipality_id == municipality_id)
    declares = holds(Fact.kind == GROUP, Fact.key == group)
    if not rule.kind:
        return declares
    known = Fact.kind == rule.kind, Fact.value != NOT_SAID
    fits = Fact.value.not_in(rule.values) if rule.is_other else Fact.value.in_(rule.values)
    decided, told = holds(*known), holds(*known, fits)
    if rule.ages:
        youngest, oldest = rule.ages
        decided = and_(decided, Participant.birth_year.is_not(None))
        told = and_(told, Participant.birth_year.between(day.year - oldest, day.year - youngest))
    return or_(told, and_(~decided, declares))


def _holds(day: date, there: ColumnElement[bool], *what: ColumnElement[bool]) -> ColumnElement[bool]:
    """Participants of whom this holds on a day (see held.py): asked of one after the other, so that a page of
    very many costs little, and only of whoever it was ever noted of, so that one of very few does.
    """
    other = aliased(Fact)
    begins, others = (func.coalesce(each.begins_on, date.min) for each in (Fact, other))
    noted_later = or_(
        other.noted_at > Fact.noted_at, and_(other.noted_at == Fact.noted_at, other.id > Fact.id)
    )
    follows = exists().where(
        other.participant_id == Fact.participant_id,
        other.kind == Fact.kind,
        other.key == Fact.key,
        *_begun(other, day),
        or_(others > begins, and_(others == begins, noted_later)),
    )
    lasts = or_(Fact.ends_on.is_(None), Fact.ends_on >= day)
    mine = Fact.participant_id == Participant.id
    holds = exists().where(mine, *what, *_begun(Fact, day), lasts, ~follows)
    return and_(Participant.id.in_(select(Fact.participant_id).where(there, *what)), holds)


def _begun(fact: type[Fact], day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return fact.withdrawn_at.is_(None), or_(fact.begins_on.is_(None), fact.begins_on <= day)
