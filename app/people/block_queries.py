"""The queries behind blocks.py, each written once: to write them anew for every name took as long as to ask.

What a name brings is bound by name: the municipality as `here`, its keys as lists, limits as `most`.
"""

from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    Select,
    Subquery,
    Uuid,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)

from app.core.db import Base
from app.people.facts.kinds import BORN
from app.people.facts.models import Fact
from app.people.models import ContactPoint, NearWord, Participant, ParticipantNamePair, ParticipantWord
from app.people.near import HEARD

COMMON = 50
"""A word that more participants carry is a common one: two of them together tell somebody apart."""
SAME_YEAR = 2
"""So many pairs of words the same year of birth is worth in sorting them."""
Block = Callable[[], Select[UUID]]

_TABLES = Base.metadata.tables
_contact, _near, _participant, _pair, _word, _fact = (
    _TABLES[model.__tablename__].c
    for model in (ContactPoint, NearWord, Participant, ParticipantNamePair, ParticipantWord, Fact)
)
_HERE = bindparam("here", type_=Uuid)


@cache
def any_of(*blocks: Block) -> CompoundSelect[UUID]:
    """The participants of these blocks, of each at most so many."""
    most = bindparam("most", type_=Integer)
    return union_all(*(select(block().limit(most).subquery().c[0]) for block in blocks))


@cache
def near_words() -> Select[str, str, str]:
    """The words known here under the keys `near`: key, word and sound."""
    known = select(_near.near, _near.word, _near.sound)
    return known.where(_near.municipality_id == _HERE, _near.near.in_(_list("near")))


@cache
def carriers() -> Select[str, int]:
    """The sounds of the keys `heard`, and how many people here have each, up to one more than `COMMON`."""
    heard = (
        select(_near.municipality_id, _near.sound)
        .where(_near.municipality_id == _HERE, _near.near.in_(_list("heard")))
        .where(_near.near == HEARD + _near.sound)
        .distinct()
        .subquery()
    )
    carrying = select(literal(1)).where(
        _word.municipality_id == heard.c.municipality_id, _word.sound == heard.c.sound
    )
    some = carrying.limit(COMMON + 1).correlate(heard).subquery()
    return select(heard.c.sound, select(func.count()).select_from(some).scalar_subquery())


def by_phone() -> Select[UUID]:
    """Who has one of the telephones `phones`."""
    here = _contact.municipality_id == _HERE
    return select(_contact.participant_id).where(here, _contact.key.in_(_list("phones")))


def by_spelling() -> Select[UUID]:
    """Whose name is kept under one of `spellings`."""
    here = _participant.municipality_id == _HERE
    return select(_participant.id).where(here, _participant.sort_key.in_(_list("spellings")))


def by_rare_words() -> Select[UUID]:
    """Everybody with a word of one of the sounds `rare`."""
    return select(_word.participant_id).where(_word.municipality_id == _HERE, _word.sound.in_(_list("rare")))


def by_pairs() -> Select[UUID]:
    """Whoever has two words of a name, or both as one, or but one word; those who have most first."""
    person = _paired().c.participant_id
    return select(person).group_by(person).order_by(func.count().desc(), person)


def by_pairs_and_year() -> Select[UUID]:
    """The same, where who was born in `year` comes before others."""
    person, born = _paired().c.participant_id, _participant.birth_year
    best = func.count() + case((born == bindparam("year"), SAME_YEAR), else_=0)
    joined = select(person).join(_TABLES[Participant.__tablename__], _participant.id == person)
    return joined.group_by(person, born).order_by(best.desc(), person)


def by_birthday() -> Select[UUID]:
    """Who was born on one of the days `born`, or in that month as far as is known, with a word of `heard`."""
    person = _fact.participant_id
    return (
        select(person)
        .join(_TABLES[ParticipantWord.__tablename__], _word.participant_id == person)
        .where(_fact.municipality_id == _HERE, _fact.kind == BORN)
        .where(_fact.value.in_(_list("born")), _word.sound.in_(_list("heard")))
        .group_by(person)
        .order_by(func.count().desc(), person)
    )


def _paired() -> Subquery:
    """At most `most_paired` times who has one of the pairs `pairs`."""
    found = select(_pair.participant_id).where(_pair.municipality_id == _HERE, _pair.pair.in_(_list("pairs")))
    return found.limit(bindparam("most_paired", type_=Integer)).subquery()


def _list(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)
