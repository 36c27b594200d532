"""What people with a list want."""

from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Instant, one_active, scoped
from app.core.machine import Stateful
from app.core.privacy import CIRCUMSTANCE, PLAIN
from app.skills.models.inventory import Inventory

WAITING = "state = 'waiting'"


class Interest(Base, Stateful):
    """Somebody wants an entry of the directory, and a person of the office sees to it: waiting, answered or
    withdrawn.

    `title` is the entry's in Portuguese as it was then, for entries change and go.
    """

    __tablename__ = "interest"
    __table_args__ = (
        scoped("inventory", "inventory_id"),
        one_active("uq_interest_of_list", "inventory_id", "entry_id", where=WAITING),
    )

    inventory_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    entry_kind: Mapped[str] = mapped_column(info=PLAIN)
    entry_id: Mapped[UUID] = mapped_column(Uuid, info=CIRCUMSTANCE)
    title: Mapped[str] = mapped_column(info=CIRCUMSTANCE)
    state: Mapped[str] = mapped_column(default="waiting", index=True, info=PLAIN)
    created_at: Mapped[Created]
    answered_at: Mapped[Instant | None]
    answered_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    inventory: Mapped[Inventory] = relationship()
