"""That people are to be forgotten: whoever keeps something of theirs hears of it, and takes it away.

    @forgotten.connect
    def forget_lists(told: Forgotten) -> None:
        told.leave("begun", person_id, created_at)      what is counted goes on being counted
        db.session.execute(delete(...))                 and nothing else stays

What remains are numbers without a person: `Remainder` rows that know a month and a year of birth and have
nothing in common with each other, so that nobody's life can be put together from them again.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select

from app.core.actor import Actor
from app.core.db import Base, MunicipalityScope, db
from app.core.machine import Transition
from app.core.signals import Signal
from app.people.rights.models import Remainder


@dataclass(frozen=True, slots=True)
class Known:
    """What of somebody who goes is needed to count them."""

    municipality_id: UUID
    zone: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Forgotten:
    """These people are to be forgotten, together; their own rows go right after everybody was told.

    `ids`: theirs, and whatever else they were known by; a receiver adds to it.
    """

    actor: Actor
    people: Mapping[UUID, Known]
    ids: set[UUID] = field(default_factory=set)
    left: list[Remainder] = field(default_factory=list)

    def leave(self, kind: str, person_id: UUID, at: datetime, times: int = 1) -> None:
        """Let something go on being counted."""
        known = self.people[person_id]
        self.left.append(
            Remainder(
                id=uuid4(),
                municipality_id=known.municipality_id,
                kind=kind,
                month=month_of(at, known.zone),
                times=times,
                birth_year=known.birth_year,
            )
        )


about_to_forget: Signal[Forgotten] = Signal()
"""Before anything of theirs goes: for whoever has to count once more."""
forgotten: Signal[Forgotten] = Signal()


def month_of(at: datetime, zone: str) -> date:
    """The first day of the month in which that was, there."""
    return at.astimezone(ZoneInfo(zone)).date().replace(day=1)


def cut(at: datetime, zone: str) -> datetime:
    """An instant that says the month alone, in every zone of the country."""
    return datetime.combine(month_of(at, zone), time(12), UTC)


def drop_transitions(ids: Collection[UUID]) -> None:
    """Notes and instants of changes of state go with the things they are of."""
    db.session.execute(delete(Transition).where(Transition.subject_id.in_(ids)))


def mix(told: Forgotten) -> None:
    """Add what is left to what was left before."""
    for where in {each.municipality_id for each in told.people.values()}:
        deal(Remainder, where, [each for each in told.left if each.municipality_id == where])


def deal(model: type[MunicipalityScope], municipality_id: UUID, new: Sequence[Any]) -> None:
    """Write all rows of a table there anew, and the new ones among them: new ids, and in no order.

    In the order in which rows lie in a table, those of one person would lie together.
    """
    table = Base.metadata.tables[str(model.__tablename__)]  # type: ignore[attr-defined]  # of a table
    there = table.c.municipality_id == municipality_id
    kept: Sequence[Any] = db.session.execute(select(table).where(there).with_for_update()).mappings().all()
    rows = [dict(row) for row in kept]
    rows += [{column.name: getattr(each, column.name) for column in table.c} for each in new]
    random.SystemRandom().shuffle(rows)
    db.session.execute(delete(table).where(there))
    if rows:
        db.session.execute(insert(table), [row | {"id": uuid4()} for row in rows])
