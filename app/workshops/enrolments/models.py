"""That somebody takes part in a series, or waits in the line for it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Instant, one_active, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CIRCUMSTANCE, CONTACT, IDENTITY, OWN_WORDS, PLAIN, SECRET
from app.skills.models.inventory import Inventory
from app.workshops.planning.models.series import Workshop


class EnrolmentState(StrEnum):
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    COMPLETED = "completed"
    DROPPED = "dropped"
    CANCELLED = "cancelled"


SEATED = (EnrolmentState.CONFIRMED, EnrolmentState.OFFERED, EnrolmentState.COMPLETED)
"""The states that take a seat: one that is being offered is kept."""
OPEN = "state IN ('requested', 'confirmed', 'waitlisted', 'offered')"
"""Somebody is in a series once, or waits for it once; that it was attended to the end may be true twice."""


class Enrolment(Base, Stateful):
    """A participant's (known or not yet verified), or an anonymous list's, which is then kept as long.

    `queue_number` counts up within the series and never changes; the position shown is computed from it.
    `origin` is where they signed up: kiosk, desk, import or outreach. An offered seat is kept until
    `answer_until`, which is counted from `reached_at`: when the person was really reached, not when the
    machine wrote; `tries` counts the calls in vain before, `written_by` is how a message about it
    leaves, by the job `written_job`: mail, sms or not at all. What follows then is a person's decision.
    `tell_name` and `tell_contact`: who can be told, for somebody without a telephone. `code_hash`: the code
    by which the person cancels, None where the list's own code does; `slip_hash`: the address on the slip
    that staff scan. Two answers at sign-up, `needs_transport` and `needs_childcare`, are counted for the
    series. `came_with`: the list by whose hand-over it became the person's.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        scope_key(),
        scoped("workshop", "workshop_id"),
        scoped("participant", "participant_id"),
        scoped("inventory", "inventory_id"),
        UniqueConstraint("workshop_id", "queue_number"),
        CheckConstraint("(participant_id IS NULL) <> (inventory_id IS NULL)", name="whose"),
        one_active("uq_enrolment_open_of_person", "workshop_id", "participant_id", where=OPEN),
        one_active("uq_enrolment_open_of_list", "workshop_id", "inventory_id", where=OPEN),
        Index("ix_enrolment_workshop_id_state", "workshop_id", "state", "queue_number"),
    )

    workshop_id: Mapped[UUID] = mapped_column(Uuid)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    inventory_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    came_with: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    queue_number: Mapped[int] = mapped_column(info=PLAIN)
    state: Mapped[str] = mapped_column(default=EnrolmentState.REQUESTED.value, info=PLAIN)
    origin: Mapped[str] = mapped_column("made_at", info=PLAIN)
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
    written_by: Mapped[str] = mapped_column(default="", info=PLAIN)
    written_job: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)

    workshop: Mapped[Workshop] = relationship(overlaps="participant,inventory")
    inventory: Mapped[Inventory | None] = relationship(viewonly=True)

    def is_unanswered(self, now: datetime) -> bool:
        """Whether the time to answer an offer is over: somebody has to decide."""
        late = self.answer_until is not None and self.answer_until < now
        return self.state == EnrolmentState.OFFERED and late
