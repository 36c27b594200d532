"""A person's place in a series, or in the line for one."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import CIRCUMSTANCE, CONTACT, IDENTITY, OWN_WORDS, PLAIN, SECRET
from app.core.states import Stateful
from app.skills.models import Inventory
from app.workshops.models.series import Workshop


class EnrolmentState(StrEnum):
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    COMPLETED = "completed"
    DROPPED = "dropped"
    CANCELLED = "cancelled"


SEATED = (EnrolmentState.CONFIRMED, EnrolmentState.OFFERED, EnrolmentState.COMPLETED)
"""The states that take a seat: a place that is being offered is kept."""


class Enrolment(Base, Stateful):
    """A participant's (known or not yet verified), or an anonymous list's, which is then kept as long.

    `queue_number` counts up within the series and never changes; the position shown is computed from it.
    An offered place is kept until `answer_until`, which is counted from `reached_at`: when the person was
    really reached, not when the machine wrote; `tries` counts the calls in vain before. What follows then
    is a person's decision. `tell_name` and `tell_contact`: who can be told, for somebody without a
    telephone. `code_hash`: the code by which the person cancels, None where the list's own code does;
    `slip_hash`: the address on the slip that staff scan. Two answers at sign-up, `needs_transport` and
    `needs_childcare`, are counted for the series.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        scope_key(),
        scoped("workshop", "workshop_id"),
        scoped("participant", "participant_id"),
        scoped("inventory", "inventory_id"),
        UniqueConstraint("workshop_id", "queue_number"),
        CheckConstraint("(participant_id IS NULL) <> (inventory_id IS NULL)", name="whose"),
        Index("ix_enrolment_workshop_id_state", "workshop_id", "state", "queue_number"),
    )

    workshop_id: Mapped[UUID] = mapped_column(Uuid)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    inventory_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    queue_number: Mapped[int] = mapped_column(info=PLAIN)
    state: Mapped[str] = mapped_column(default=EnrolmentState.REQUESTED.value, info=PLAIN)
    made_at: Mapped[str] = mapped_column(info=PLAIN)
    language: Mapped[str] = mapped_column(default="pt", info=CIRCUMSTANCE)
    needs_transport: Mapped[bool] = mapped_column(default=False, info=CIRCUMSTANCE)
    needs_childcare: Mapped[bool] = mapped_column(default=False, info=CIRCUMSTANCE)
    tell_name: Mapped[str] = mapped_column(default="", info=IDENTITY)
    tell_contact: Mapped[str] = mapped_column(default="", info=CONTACT)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    code_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    slip_hash: Mapped[str | None] = mapped_column(unique=True, info=SECRET)
    offered_at: Mapped[Instant | None]
    reached_at: Mapped[Instant | None]
    answer_until: Mapped[Instant | None]
    tries: Mapped[int] = mapped_column(default=0, info=PLAIN)
    tried_at: Mapped[Instant | None]
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)

    workshop: Mapped[Workshop] = relationship(overlaps="participant,inventory")
    inventory: Mapped[Inventory | None] = relationship(viewonly=True)

    @property
    def has_seat(self) -> bool:
        return self.state in SEATED

    def is_unanswered(self, now: datetime) -> bool:
        """Whether the time to answer an offer is over: somebody has to decide."""
        late = self.answer_until is not None and self.answer_until < now
        return self.state == EnrolmentState.OFFERED and late


class Reminder(Base, MunicipalityScope):
    """That somebody was, or is to be, reminded of a session.

    One a channel, so that a repeated job is harmless. `channel`: mail, sms, call (the printed
    list), or cancellation (called that the session does not take place).
    """

    __tablename__ = "reminder"
    __table_args__ = (
        scoped("session", "session_id", ondelete="CASCADE"),
        scoped("enrolment", "enrolment_id", ondelete="CASCADE"),
        UniqueConstraint("session_id", "enrolment_id", "channel"),
    )

    id: Mapped[Id]
    session_id: Mapped[UUID] = mapped_column(Uuid)
    enrolment_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    channel: Mapped[str] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    done_at: Mapped[Instant | None]
    done_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
