"""States and what may follow them, each declared once and changed in one place.

    SERVICE = Machine(
        Step(S.DRAFT, S.PROPOSED, may=edits),
        Step(S.PROPOSED, S.DRAFT, may=edits, reasons=RETURN_REASONS),
        names={S.DRAFT: _("Draft"), S.PROPOSED: _("Proposed")},
        tones={S.PROPOSED: "petrol"},
    )
    SERVICE.move(actor, service, S.DRAFT, reason="unclear")
    SERVICE.allowed(actor, service)  ->  ["proposed"]

What a move means besides (a freed seat, a letter) stays with the operation that makes it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import Base, Id, Instant, MunicipalityScope, db, new_id
from app.core.encryption import Encrypted
from app.core.errors import DomainError, Forbidden, IllegalTransition
from app.core.privacy import OWN_WORDS, PLAIN

May = Callable[[Actor, Any], bool]


class UnknownReason(DomainError):
    """A reason must be one of its list, so that reasons can be counted."""

    status = 422


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
    note_encrypted: Mapped[str] = mapped_column(default="", server_default="", info=OWN_WORDS)
    note_plain: Mapped[str] = mapped_column("note", default="", info=OWN_WORDS)

    note = Encrypted("note_encrypted", plain="note_plain")


class Stateful(MunicipalityScope):
    """What a row needs so that a machine can move it."""

    __tablename__: str
    id: Mapped[Id]
    state: Mapped[str] = mapped_column(info=PLAIN)


def whoever_calls(_actor: Actor, _thing: Any) -> bool:
    """The operation that makes the step has asked already, or nobody needs to be: the product makes it."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One state may follow another: for whom, and with which reasons (words by key); none, none is asked."""

    before: str
    after: str
    may: May = whoever_calls
    reasons: Mapping[str, Any] = field(default_factory=dict)


class Machine:
    """The states of a thing in words and tones, and the steps between them."""

    def __init__(
        self, *steps: Step, names: Mapping[str, Any] | None = None, tones: Mapping[str, str] | None = None
    ) -> None:
        self.names, self.tones = names or {}, tones or {}
        self._steps = {(str(step.before), str(step.after)): step for step in steps}

    def name(self, state: str) -> str:
        """A state in the language of the page."""
        return str(self.names[state])

    def tone(self, state: str) -> str:
        """The colour in which a state is shown; "" for none."""
        return self.tones.get(state, "")

    def allowed(self, actor: Actor, thing: Stateful) -> list[str]:
        """The states that the actor may give the thing now, in the order of the steps."""
        return [
            after
            for (before, after), step in self._steps.items()
            if before == thing.state and step.may(actor, thing)
        ]

    def reasons(self, before: str, after: str) -> Mapping[str, Any]:
        """The reasons to choose from for a step, in words; none where none is asked."""
        step = self._steps.get((before, after))
        return step.reasons if step else {}

    def move(self, actor: Actor, thing: Stateful, after: str, *, reason: str = "", note: str = "") -> None:
        """Change the state of a thing, which the caller has locked.

        Raises IllegalTransition where it is in no state for that, Forbidden, UnknownReason.
        """
        step = self._steps.get((thing.state, after))
        if step is None:
            raise IllegalTransition(thing.state, after)
        if not step.may(actor, thing):
            raise Forbidden
        if step.reasons:
            demand_reason(reason, step.reasons)
        before, thing.state = thing.state, str(after)
        keep(actor, thing, before, thing.state, reason=reason, note=note)


def demand_reason(reason: str, known: Collection[str]) -> None:
    """Raise UnknownReason for what stands in no list: one answer, wherever a reason is given."""
    if reason not in known:
        raise UnknownReason


def keep(
    actor: Actor, thing: Any, before: str, after: str, *, act: str = "", reason: str = "", note: str = ""
) -> None:
    """Write down a change of state, and note it as "<table>.<after>", or by the word `act`."""
    db.session.add(
        Transition(
            id=new_id(),
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
    records.record(actor, act or after, thing)


def last_transitions(kind: type[Stateful], ids: Iterable[UUID]) -> Mapping[UUID, Transition]:
    """How several things of a kind came into their states, by id, in one query."""
    query = select(Transition).where(
        Transition.subject_type == kind.__tablename__, Transition.subject_id.in_(list(ids))
    )
    found = db.session.scalars(query.order_by(Transition.at, Transition.id))
    return {each.subject_id: each for each in found}


def last_transition(thing: Stateful) -> Transition | None:
    """How a thing came into its state; None where nothing has changed it since it was made."""
    query = select(Transition).where(
        Transition.subject_type == thing.__tablename__, Transition.subject_id == thing.id
    )
    newest = query.order_by(Transition.at.desc(), Transition.id.desc())
    return db.session.scalars(newest.limit(1)).first()
