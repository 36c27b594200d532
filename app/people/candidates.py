"""Who of those already known could this person be? Proposed with reasons; a person decides.

Those who share a key with the person (blocks.py) are compared (judging.py): some hundred, however many there
are. The number of queries depends neither on how many participants there are nor on how many are looked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.people import names
from app.people.blocks import Wanted, gather
from app.people.contacts import ContactKind, phone_keys
from app.people.crowd import Crowd
from app.people.duplicates.apart import said_not_same
from app.people.duplicates.models import NotSame, in_order
from app.people.facts import days
from app.people.facts.kinds import BORN
from app.people.facts.models import Fact
from app.people.judging import Described, Verdict, judge
from app.people.models import ContactPoint, Participant, ParticipantWord
from app.people.names import Alike, Key
from app.people.permissions import visible_to

AHEAD = 0.05
"""By so much the likeliest of several must be likelier than the next, to be proposed as chosen."""
AT_ONCE = 10
"""People of a list who are looked for with the same queries: each brings some hundred keys."""
MOST_APART = 20
"""So many of those who are like somebody are looked at, for some may have been said to be others."""
Verdicts = Mapping[UUID, Verdict]
Phones = Mapping[UUID, frozenset[str]]
NO_PHONES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known participant, how likely it is the same person (0–1), and why.

    `is_strong`: they may be proposed as chosen; of several only who is clearly likelier than the next.
    """

    participant: Participant
    score: float
    reasons: tuple[Alike, ...]
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom somebody looks for; `born` is as much of the birthday as is known (facts/days.py)."""

    name: str
    born: str = ""
    phone: str = ""

    @property
    def wanted(self) -> Wanted:
        numbers = frozenset(phone_keys(self.phone) if self.phone else ())
        return Wanted(self.name, Described(names.keys(self.name), self.born, numbers))


def find_candidates(
    actor: Actor,
    *,
    name: str,
    birth_year: int | None = None,
    born: str = "",
    phone: str | None = None,
    municipality_id: UUID | None = None,
    of: UUID | None = None,
    limit: int = 5,
) -> list[Candidate]:
    """The likeliest participants of a municipality (the current one) whom the actor may see, best first.

    `of` is the record that is asked about: who was said not to be the same is not proposed for it again.
    """
    where = municipality_id or actor.here()
    actor.demand(Permission.PARTICIPANT_READ, where)
    wanted = Asked(name=name, born=born or str(birth_year or ""), phone=phone or "").wanted
    others = (Participant.id != of, Participant.id.not_in(said_not_same(of))) if of else ()
    known = _describe(actor, gather(where, [wanted]), [wanted], *others)
    judged = {person: verdict for person, each in known.items() if (verdict := judge(wanted.described, each))}
    best = sorted(judged, key=lambda person: (-judged[person].score, person))[:limit]
    return _proposed({person: judged[person] for person in best}, _people(best))


def find_for_each(
    actor: Actor, *, asked: Sequence[Asked], municipality_id: UUID, limit: int = 5
) -> list[list[Candidate]]:
    """The same for everybody of a list, in its order."""
    actor.demand(Permission.PARTICIPANT_READ, municipality_id)
    wanted = [each.wanted for each in asked]
    judged: list[Verdicts] = []
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        crowd = Crowd(_describe(actor, gather(municipality_id, some), some))
        judged += [crowd.find(each.described, limit) for each in some]
    people = _people({person for found in judged for person in found})
    return [_proposed(found, people) for found in judged]


def find_for_records(
    actor: Actor, people: Sequence[Participant], phones: Phones, limit: int = 5
) -> list[list[Candidate]]:
    """Who else several records of one municipality could be, in their order; `phones` are the telephones of
    these, and of everybody who has one of them (`phones_around`).

    Nobody who was said to be somebody else is proposed. The same queries for one and for a page of them.
    """
    if not people:
        return []
    where = people[0].municipality_id
    actor.demand(Permission.PARTICIPANT_READ, where)
    wanted = [
        Wanted(
            each.name,
            Described(names.keys(each.name), str(each.birth_year or ""), phones.get(each.id, NO_PHONES)),
        )
        for each in people
    ]
    crowd = Crowd(_describe(actor, gather(where, wanted), wanted, phones=phones))
    judged = [crowd.find(each.described, MOST_APART) for each in wanted]
    known, apart = _people_apart({other for found in judged for other in found}, [each.id for each in people])
    return [
        _proposed(
            {
                other: verdict
                for other, verdict in found.items()
                if other != person.id and in_order(person.id, other) not in apart
            },
            known,
        )[:limit]
        for person, found in zip(people, judged, strict=True)
    ]


def phones_around(people: Collection[UUID]) -> tuple[Phones, Collection[UUID]]:
    """The telephones of some people, and who else has one of these; and who of them can be reached at all."""
    theirs = select(ContactPoint.municipality_id, ContactPoint.key).where(
        ContactPoint.participant_id.in_(people), ContactPoint.kind == ContactKind.PHONE.value
    )
    row = tuple_(ContactPoint.municipality_id, ContactPoint.key)
    query = select(ContactPoint.participant_id, ContactPoint.kind, ContactPoint.key).where(
        or_(ContactPoint.participant_id.in_(people), row.in_(theirs))
    )
    phones: dict[UUID, frozenset[str]] = {}
    reached = set()
    for person, kind, key in db.session.execute(query):
        reached.add(person)
        if kind == ContactKind.PHONE.value:
            phones[person] = phones.get(person, NO_PHONES) | {key}
    return phones, reached.intersection(people)


def _people_apart(
    ids: Collection[UUID], of: Collection[UUID]
) -> tuple[Mapping[UUID, Participant], Collection[tuple[UUID, UUID]]]:
    """People, and the pairs of one of them with somebody `of` others who were said to be two."""
    said = aliased(NotSame)
    pairs = or_(
        and_(said.one_id == Participant.id, said.other_id.in_(of)),
        and_(said.other_id == Participant.id, said.one_id.in_(of)),
    )
    query = (
        select(Participant, said.one_id, said.other_id)
        .outerjoin(said, and_(pairs, said.withdrawn_at.is_(None)))
        .where(Participant.id.in_(ids))
    )
    rows = db.session.execute(query).all()
    return {row[0].id: row[0] for row in rows}, {(row[1], row[2]) for row in rows}


def _people(ids: Collection[UUID]) -> Mapping[UUID, Participant]:
    found = db.session.scalars(select(Participant).where(Participant.id.in_(ids)))
    return {each.id: each for each in found}


def _proposed(judged: Verdicts, people: Mapping[UUID, Participant]) -> list[Candidate]:
    chosen = preselected(judged)
    found = [
        Candidate(people[person], verdict.score, verdict.reasons, person == chosen)
        for person, verdict in judged.items()
    ]
    return sorted(found, key=lambda each: (-each.score, each.participant.sort_key, each.participant.id))


def preselected(judged: Verdicts) -> UUID | None:
    """Who may be proposed as chosen, if anybody."""
    strong = sorted((-verdict.score, person) for person, verdict in judged.items() if verdict.is_strong)
    if not strong or (len(strong) > 1 and strong[1][0] - strong[0][0] < AHEAD):
        return None
    return strong[0][1]


def _describe(
    actor: Actor,
    people: Collection[UUID],
    wanted: Sequence[Wanted],
    *others: ColumnElement[bool],
    phones: Phones | None = None,
) -> dict[UUID, Described]:
    """What is known of those whom the actor may see: of telephones and birthdays what is asked. `phones`,
    where they are known already.
    """
    rows = db.session.execute(
        select(Participant.id, Participant.birth_year, ParticipantWord.word, ParticipantWord.sound)
        .outerjoin(ParticipantWord, ParticipantWord.participant_id == Participant.id)
        .where(Participant.id.in_(people), visible_to(actor), *others)
        .order_by(Participant.id, ParticipantWord.position)
    )
    keys: dict[UUID, list[Key]] = {}
    born: dict[UUID, str] = {}
    for person, year, word, sound in rows:
        born[person] = str(year or "")
        keys.setdefault(person, []).extend([Key(word, sound)] if word else [])
    if any(len(each.described.born) > days.YEAR for each in wanted):
        born |= birthdays(born, Fact.participant_id.in_(born))
    if phones is None:
        phones = _phones(people, {phone for each in wanted for phone in each.described.phones})
    return {
        person: Described(several, born[person], phones.get(person, frozenset()))
        for person, several in keys.items()
    }


def birthdays(years: Mapping[UUID, str], among: ColumnElement[bool]) -> dict[UUID, str]:
    """As much of the birthdays as was noted, of facts `among`; of several the one that holds, by its year."""
    told = select(Fact.participant_id, Fact.value).where(
        among, Fact.kind == BORN, Fact.withdrawn_at.is_(None)
    )
    rows = db.session.execute(told.order_by(Fact.noted_at, Fact.id))
    return {person: value for person, value in rows if (year := years.get(person)) and value.startswith(year)}


def _phones(people: Collection[UUID], phones: Collection[str]) -> dict[UUID, frozenset[str]]:
    """Who of them has which of these telephones; no query for none."""
    found: dict[UUID, frozenset[str]] = {}
    if phones:
        having = select(ContactPoint.participant_id, ContactPoint.key).where(
            ContactPoint.participant_id.in_(people), ContactPoint.key.in_(phones)
        )
        for person, phone in db.session.execute(having):
            found[person] = found.get(person, frozenset()) | {phone}
    return found
