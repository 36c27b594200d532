"""Drop-in slots: when a partner is there for whoever comes."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import PLAIN
from app.core.texts import TextRow
from app.network.protocols.models import Basis, RestsOnProtocol


class OnHolidays(StrEnum):
    """What a slot does on a holiday: it is not held, or it is and the list says which holiday it is."""

    SKIP = "skip"
    KEEP = "keep"


class DropInSlot(Base, MunicipalityScope, RestsOnProtocol):
    """Somebody's hours at a place, once or by a rule (core/recurrence), in wall time and the slot's zone.

    `topic` is what one can come for, in Portuguese; other languages in `SlotText`. `languages` are codes.
    `version` counts the changes: it is the SEQUENCE of the calendar's entry.
    """

    __tablename__ = "drop_in_slot"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    topic: Mapped[str] = mapped_column(info=PLAIN)
    place: Mapped[str] = mapped_column(info=PLAIN)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list, info=PLAIN)
    first_on: Mapped[date] = mapped_column(info=PLAIN)
    starts: Mapped[time] = mapped_column(info=PLAIN)
    ends: Mapped[time] = mapped_column(info=PLAIN)
    zone: Mapped[str] = mapped_column(info=PLAIN)
    rule: Mapped[str] = mapped_column(default="", info=PLAIN)
    on_holidays: Mapped[str] = mapped_column(default=OnHolidays.SKIP.value, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    changed_at: Mapped[Created]
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    ended_at: Mapped[Instant | None] = mapped_column(index=True)

    changes: Mapped[list["SlotChange"]] = relationship(cascade="all, delete-orphan", order_by="SlotChange.on")
    texts: Mapped[list["SlotText"]] = relationship(cascade="all, delete-orphan")
    basis: Mapped["SlotBasis | None"] = relationship(cascade="all, delete-orphan")

    @property
    def start(self) -> datetime:
        """The first time it is held, in wall time."""
        return datetime.combine(self.first_on, self.starts)


class SlotBasis(Base, Basis):
    """The protocol that a slot rests on."""

    __tablename__ = "drop_in_slot_basis"
    __table_args__ = (
        scoped("drop_in_slot", "slot_id", ondelete="CASCADE"),
        scoped("protocol", "protocol_id"),
    )

    slot_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class SlotText(Base, TextRow):
    """A text of a slot (topic) in another language than Portuguese."""

    __tablename__ = "slot_text"
    __table_args__ = (scoped("drop_in_slot", "slot_id", ondelete="CASCADE"),)

    slot_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class ChangeKind(StrEnum):
    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"


class SlotChange(Base, MunicipalityScope):
    """One day on which a slot is not what its rule says: cancelled, moved to other hours, or held besides.

    `on` is the day of the rule, or the extra day; `new_on`, `starts` and `ends` say when it is instead.
    """

    __tablename__ = "slot_change"
    __table_args__ = (
        scope_key(),
        scoped("drop_in_slot", "slot_id", ondelete="CASCADE"),
        UniqueConstraint("slot_id", "on"),
    )

    id: Mapped[Id]
    slot_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    on: Mapped[date] = mapped_column(info=PLAIN)
    new_on: Mapped[date | None] = mapped_column(info=PLAIN)
    starts: Mapped[time | None] = mapped_column(info=PLAIN)
    ends: Mapped[time | None] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
