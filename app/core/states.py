"""States change in one place: a service checks the table, writes a Transition and the audit entry."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import Base, Id, Instant, MunicipalityScope, db
from app.core.errors import IllegalTransition
from app.core.privacy import OWN_WORDS, PLAIN

Table = Mapping[str, frozenset[str]]
"""State → the states that may follow it."""


class Transition(Base):
    """One change of state: from, to, who, when, why."""

    __tablename__ = "transition"

    id: Mapped[Id]
    municipality_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=PLAIN)
    subject_type: Mapped[str] = mapped_column(info=PLAIN)
    subject_id: Mapped[UUID] = mapped_column(Uuid, index=True, info=PLAIN)
    before: Mapped[str] = mapped_column(info=PLAIN)
    after: Mapped[str] = mapped_column(info=PLAIN)
    at: Mapped[Instant]
    actor_id: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    reason: Mapped[str] = mapped_column(default="", info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)


class Stateful(MunicipalityScope):
    """What a row needs so that `move` can change its state."""

    __tablename__: str
    id: Mapped[Id]
    state: Mapped[str] = mapped_column(info=PLAIN)


def move(
    actor: Actor, thing: Stateful, table: Table, after: str, *, reason: str = "", note: str = ""
) -> None:
    """Change the state of a thing; raises IllegalTransition where the table does not allow it."""
    before = thing.state
    if after not in table.get(before, frozenset()):
        raise IllegalTransition(before, after)
    thing.state = after
    db.session.add(
        Transition(
            municipality_id=thing.municipality_id,
            subject_type=thing.__tablename__,
            subject_id=thing.id,
            before=before,
            after=after,
            at=clock.now(),
            actor_id=actor.id,
            reason=reason,
            note=note,
        )
    )
    audit.record(
        actor,
        f"{thing.__tablename__}.{after}",
        thing.__tablename__,
        thing.id,
        municipality_id=thing.municipality_id,
    )
