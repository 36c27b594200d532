"""Who can do X near Y: people by competences, among those whose consent allows it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, and_, case, func, literal, or_, select, tuple_

from app.core.actor import Actor
from app.core.db import db
from app.core.paging import SIZE, Page, count, cursor_of, key_of
from app.core.text import fold
from app.network.models import Parish
from app.people.models import Participant
from app.people.queries import matchable
from app.skills import permissions
from app.skills.models.inventory import InventoryEntry
from app.skills.scales import Frequency, Level

WORD = re.compile(r"\w+")
AT_A_GLANCE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """A competence looked for; `minimum_level` is a Level's value, None where any will do."""

    competence_id: UUID
    minimum_level: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A person found and the entries that say so; `is_near` when they live in the parish asked for."""

    participant: Participant
    entries: Sequence[InventoryEntry]
    is_near: bool


def who_can(
    actor: Actor,
    *,
    wanted: Sequence[Wanted],
    match: Literal["all", "any"] = "all",
    parish_id: UUID | None = None,
    after: str | None = None,
) -> Page[Found]:
    """People of the current municipality who can do it: those of the parish first, then by name.

    Only with a consent to be matched, never sealed. Three queries however many there are.
    """
    here = actor.here()
    if not wanted or here not in permissions.readable_in(actor):
        return Page([], None, None, 0)
    near = case((Participant.parish_id == parish_id, 0), else_=1) if parish_id else literal(1)
    people = _people(here, wanted, match)
    keys = tuple_(near, Participant.sort_key, Participant.id)
    ordered = people.order_by(near, Participant.sort_key, Participant.id)
    if at := key_of(after, bool, str, UUID):
        start = tuple_(literal(int(at[0])), literal(at[1]), literal(at[2], Participant.id.type))
        ordered = ordered.where(keys > start)
    rows = list(db.session.scalars(ordered.limit(SIZE + 1)))
    entries = _entries(here, [row.id for row in rows], wanted)
    found = [
        Found(row, entries[row.id], bool(parish_id) and row.parish_id == parish_id) for row in rows[:SIZE]
    ]
    older = _cursor(found[-1]) if len(rows) > SIZE else None
    return Page(found, None, older, count(people, Participant.id))


def _people(here: UUID, wanted: Sequence[Wanted], match: Literal["all", "any"]) -> Select[Participant]:
    each_one = [Participant.id.in_(able(here, each)) for each in wanted]
    return select(Participant).where(
        Participant.municipality_id == here,
        matchable(),
        and_(*each_one) if match == "all" else or_(*each_one),
    )


@dataclass(frozen=True, slots=True)
class Abler:
    """A person who can do `count` of what is looked for; `is_near` when the place names their parish."""

    participant: Participant
    count: int
    parish: str
    is_near: bool


def first_able(actor: Actor, *, wanted: Sequence[UUID], place: str) -> list[Abler]:
    """Some people of the current municipality who can do any of it, for a glance.

    Who can do most of it first, then those whose parish stands in `place`. Only with a consent to be
    matched, never sealed; two queries.
    """
    here = actor.here()
    if here not in permissions.readable_in(actor):
        return []
    each_one = [Participant.id.in_(able(here, Wanted(each))) for each in wanted]
    count = sum((case((each, 1), else_=0) for each in each_one), start=literal(0))
    near = _parishes_in(place, here)
    query = (
        select(Participant, count.label("count"), Parish.name)
        .outerjoin(Parish, Parish.id == Participant.parish_id)
        .where(Participant.municipality_id == here, matchable(), or_(*each_one))
        .order_by(count.desc(), Participant.parish_id.in_(near).is_not(True), Participant.sort_key)
        .order_by(Participant.id)
        .limit(AT_A_GLANCE)
    )
    return [
        Abler(person, number, parish or "", person.parish_id in near)
        for person, number, parish in db.session.execute(query)
    ]


def _parishes_in(place: str, municipality_id: UUID) -> frozenset[UUID]:
    """The parishes whose whole name stands in the words of a place: "Sé" is not in "Sesimbra"."""

    def words(text: str) -> str:
        return f" {' '.join(WORD.findall(fold(text)))} "

    there = words(place)
    parishes = db.session.execute(
        select(Parish.id, Parish.name).where(Parish.municipality_id == municipality_id)
    )
    return frozenset(key for key, name in parishes if words(name) in there)


def able(here: UUID, wanted: Wanted) -> Select[UUID | None]:
    """The participants of a municipality who can do it, whatever they agreed to: narrows other lists."""
    return _answering(here, wanted, "participant_id")


def _answering(here: UUID, wanted: Wanted, column: str) -> Select[Any]:
    """A column of the entries that are a person's latest about the competence and reach the level.

    A window, not "no later one exists": with old statistics PostgreSQL made a loop within a loop of that.
    """
    newest_first = InventoryEntry.created_at.desc(), InventoryEntry.id.desc()
    place = func.row_number().over(partition_by=InventoryEntry.participant_id, order_by=newest_first)
    columns = InventoryEntry.id, InventoryEntry.participant_id, InventoryEntry.frequency, InventoryEntry.level
    entries = select(*columns, place.label("place")).where(
        InventoryEntry.municipality_id == here,
        InventoryEntry.competence_id == wanted.competence_id,
        InventoryEntry.participant_id.is_not(None),
    )
    latest = entries.subquery()
    conditions = [latest.c.place == 1, func.coalesce(latest.c.frequency, "") != Frequency.NEVER.value]
    if wanted.minimum_level:
        levels = Level(wanted.minimum_level).or_higher()
        conditions.append(latest.c.level.in_([level.value for level in levels]))
    return select(latest.c[column]).where(*conditions)


def _entries(
    here: UUID, participants: Sequence[UUID], wanted: Sequence[Wanted]
) -> defaultdict[UUID, list[InventoryEntry]]:
    by_person: defaultdict[UUID, list[InventoryEntry]] = defaultdict(list)
    query = select(InventoryEntry).where(
        InventoryEntry.participant_id.in_(participants),
        or_(*(InventoryEntry.id.in_(_answering(here, each, "id")) for each in wanted)),
    )
    for entry in db.session.scalars(query.order_by(InventoryEntry.created_at, InventoryEntry.id)):
        assert entry.participant_id is not None
        by_person[entry.participant_id].append(entry)
    return by_person


def _cursor(last: Found) -> str:
    return cursor_of(not last.is_near, last.participant.sort_key, last.participant.id)
