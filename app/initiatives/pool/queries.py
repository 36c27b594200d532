"""Reads of the people among whom those are looked for who complete each other.

No names and no contacts: whoever shows somebody asks for them by `visible_to`, at that moment.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.core import clock
from app.core.db import db
from app.initiatives.pool.people import LEVELS, Person, Pool
from app.network.queries import get_zone
from app.people.facts.models import Fact
from app.people.facts.queries import present
from app.people.models import Participant
from app.people.queries import matchable
from app.people.rights.rest import usable
from app.skills.models.inventory import InventoryEntry
from app.skills.scales import Frequency, Wish

TOLD = "hours", "transport", "distance", "spoken"
A_FEW_WORDS = "some"
"""Too little of a language to work together in it."""
NO_TRANSPORT = frozenset({"none", "not_said"})


def people_of(
    municipality_id: UUID, *, competences: Collection[UUID] | None = None, also: Collection[UUID] = ()
) -> Pool:
    """Everybody of a municipality who may be proposed to others at this moment (`matchable`), by id.

    With `competences`, those who can do any of them and would not rather not, with what they can do of them;
    `also` those with these ids, if they may be proposed. Whose name still has to be compared with those who
    are known is not among them: they might be somebody else's second record.
    """
    may_be = and_(
        Participant.municipality_id == municipality_id, matchable(), Participant.unverified_since.is_(None)
    )
    found = _read(municipality_id, may_be, competences)
    wanted = {*also} if competences is not None else {each.id for each in found}
    return Pool(tuple(each for each in found if each.levels or each.id in wanted))


def as_people(
    municipality_id: UUID, ids: Collection[UUID], *, competences: Collection[UUID] | None = None
) -> tuple[Person, ...]:
    """These participants, whatever they agreed to: the members of a group that the caller may see, by id.

    Of sealed people and of those whose data is not used there is only that they are there.
    """
    here = and_(Participant.municipality_id == municipality_id, Participant.id.in_(ids))
    known = _read(municipality_id, and_(here, Participant.sealed_at.is_(None), usable()), competences)
    by_id = {each.id: each for each in known}
    everybody = db.session.scalars(select(Participant.id).where(here).order_by(Participant.id))
    return tuple(by_id.get(who, Person(who, {})) for who in everybody)


@dataclass(slots=True)
class _Circumstances:
    languages: set[str] = field(default_factory=set)
    hours: set[str] = field(default_factory=set)
    has_transport: bool = False
    distance_km: int | None = None

    def hear(self, kind: str, key: str, value: str) -> None:
        match kind:
            case "hours":
                self.hours.add(key)
            case "spoken" if value != A_FEW_WORDS:
                self.languages.add(key)
            case "transport":
                self.has_transport = value not in NO_TRANSPORT
            case "distance" if value.isdecimal():
                self.distance_km = int(value)


def _read(
    municipality_id: UUID, whom: ColumnElement[bool], competences: Collection[UUID] | None
) -> list[Person]:
    """Three queries, however many there are."""
    ids = select(Participant.id).where(whom)
    levels = _levels(ids, competences)
    said = _circumstances(municipality_id, ids)
    query = select(Participant.id, Participant.parish_id, Participant.language).where(whom)
    return [
        Person(
            person_id,
            levels.get(person_id, {}),
            parish_id,
            frozenset(said[person_id].languages | {language}),
            frozenset(said[person_id].hours),
            said[person_id].has_transport,
            said[person_id].distance_km,
        )
        for person_id, parish_id, language in db.session.execute(query.order_by(Participant.id))
    ]


def _levels(people: Select[UUID], competences: Collection[UUID] | None) -> Mapping[UUID, Mapping[UUID, int]]:
    """By person and competence the level that their latest entry about it says; none for what they never did
    or would rather not do.
    """
    entry = InventoryEntry
    place = func.row_number().over(
        partition_by=(entry.participant_id, entry.competence_id),
        order_by=(entry.created_at.desc(), entry.id.desc()),
    )
    columns = entry.participant_id, entry.competence_id, entry.level, entry.frequency, entry.wish
    known = entry.participant_id.in_(people), entry.competence_id.is_not(None)
    asked = [entry.competence_id.in_(competences)] if competences is not None else []
    ranked = select(*columns, place.label("place")).where(*known, *asked).subquery()
    latest = select(ranked.c.participant_id, ranked.c.competence_id, ranked.c.level).where(
        ranked.c.place == 1,
        or_(ranked.c.frequency.is_(None), ranked.c.frequency != Frequency.NEVER.value),
        or_(ranked.c.wish.is_(None), ranked.c.wish != Wish.NO.value),
    )
    levels: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for person_id, competence_id, level in db.session.execute(latest):
        levels[person_id][competence_id] = LEVELS[level or ""]
    return levels


def _circumstances(municipality_id: UUID, people: Select[UUID]) -> Mapping[UUID, _Circumstances]:
    today = clock.today(get_zone(municipality_id))
    held = present(today, *TOLD, among=Fact.participant_id.in_(people))
    said: dict[UUID, _Circumstances] = defaultdict(_Circumstances)
    for person_id, kind, key, value in db.session.execute(
        select(held.c.participant_id, held.c.kind, held.c.key, held.c.value)
    ):
        said[person_id].hear(kind, key, value)
    return said
