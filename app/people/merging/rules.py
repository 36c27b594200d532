"""What it means in a table that two records are one person: said beforehand, then done.

    follow_the_person = follows(ProjectSheet, _("Project sheets"), words)

Each feature has such a rule for each of its tables that leads to a person by itself; what hangs on a row of
such a table goes with it. `PersonTable(merging=…)` declares them, and a test walks the models.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core.actor import Actor
from app.core.db import db
from app.core.signals import Signal
from app.people.models import Consent, Participant


def nothing(_consent: Consent) -> bool:
    """Nobody said no to anything."""
    return False


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything that hangs on `gone` is to hang on `kept`; `gone` is no row any more right after.

    `others`: the questions (see queries.py) to which the answer of `gone` holds. `refuses` says of a consent
    of `kept` that it ended with what the person said as `gone`.
    """

    actor: Actor
    gone: Participant
    kept: Participant
    others: Collection[str] = frozenset()
    refuses: Callable[[Consent], bool] = nothing


merged: Signal[Merged] = Signal()
Fates = Mapping[UUID, Any]
"""By the id of a row, in words, what becomes of it; nothing for what stays with its person, or goes along."""


def as_they_are(_kept: Sequence[Any], _gone: Sequence[Any]) -> Fates:
    """Every row stays, or goes along."""
    return {}


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """What merging means in a table: `words` say its rows, `fates` what becomes of them, `act` does it.

    A row of which the words are "" is not worth a line.
    `whose` are the columns that tell the person of a row, or the two of a pair; `options` say what is read
    with the rows, lest words cost a query each.
    """

    model: type[Any]
    title: Any
    words: Callable[[Sequence[Any]], Sequence[Any]]
    act: Callable[[Merged], None]
    fates: Callable[[Sequence[Any], Sequence[Any]], Fates] = as_they_are
    whose: Sequence[InstrumentedAttribute[UUID]] = ()
    options: Callable[[], Sequence[Any]] = tuple

    def __call__(self, told: Merged) -> None:
        self.act(told)

    def rows(self, *people: UUID) -> Sequence[Any]:
        """The rows of these people, the earliest first."""
        theirs = or_(*(column.in_(people) for column in self.columns))
        query = select(self.model).where(theirs).options(*self.options())
        return db.session.scalars(query.order_by(self.model.id)).all()

    def people_of(self, row: Any) -> set[UUID]:
        """Whose row it is."""
        return {getattr(row, column.key) for column in self.columns}

    @property
    def columns(self) -> Sequence[Any]:
        return self.whose or (self.model.participant_id,)


rules: dict[str, Rule] = {}
"""By table, in the order of the floors."""


def declare(rule: Rule) -> Rule:
    """Count with a rule whenever two people are merged."""
    rules[rule.model.__tablename__] = rule
    merged.connect(rule)
    return rule


def follows(
    model: type[Any],
    title: Any,
    words: Callable[[Sequence[Any]], Sequence[Any]],
    fates: Callable[[Sequence[Any], Sequence[Any]], Fates] = as_they_are,
) -> Rule:
    """The rows of a table go to the person that is kept, all of them."""

    def follow(told: Merged) -> None:
        rows = update(model).where(model.participant_id == told.gone.id)
        db.session.execute(rows.values(participant_id=told.kept.id))

    return declare(Rule(model=model, title=title, words=words, act=follow, fates=fates))
