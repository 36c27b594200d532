"""The installation of the programme in a municipality, its steps, and what each points to."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.privacy import OWN_WORDS, PLAIN


class Installation(Base, MunicipalityScope):
    """One in each municipality, towards the day of its launch; perhaps begun from the list of another."""

    __tablename__ = "installation"
    __table_args__ = (scope_key(), UniqueConstraint("municipality_id"))

    id: Mapped[Id]
    launch_on: Mapped[date] = mapped_column(info=PLAIN)
    copied_from: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    steps: Mapped[list["InstallationStep"]] = relationship(cascade="all, delete-orphan")


class InstallationStep(Base, MunicipalityScope):
    """A step of the catalogue (`key`), who sees to it, when, with how much money and how many hours of staff.

    Whether it is done is computed from what it points to. `set_aside_why`: why it is not needed here.
    """

    __tablename__ = "installation_step"
    __table_args__ = (
        scope_key(),
        scoped("installation", "installation_id", ondelete="CASCADE"),
        UniqueConstraint("installation_id", "key"),
    )

    id: Mapped[Id]
    installation_id: Mapped[UUID] = mapped_column(Uuid)
    key: Mapped[str] = mapped_column(info=PLAIN)
    owner_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    starts_on: Mapped[date | None] = mapped_column(info=PLAIN)
    due_on: Mapped[date | None] = mapped_column(info=PLAIN)
    cents: Mapped[int | None] = mapped_column(info=PLAIN)
    hours: Mapped[int | None] = mapped_column(info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    set_aside_at: Mapped[Instant | None]
    set_aside_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    set_aside_why: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)

    pointers: Mapped[list["InstallationPointer"]] = relationship(
        cascade="all, delete-orphan", order_by="InstallationPointer.created_at, InstallationPointer.id"
    )

    @property
    def is_set_aside(self) -> bool:
        return self.set_aside_at is not None


class InstallationPointer(Base, MunicipalityScope):
    """That a step points to a thing of a kind (app/core/evidence.py), which may be of any feature."""

    __tablename__ = "installation_pointer"
    __table_args__ = (
        scoped("installation_step", "step_id", ondelete="CASCADE"),
        UniqueConstraint("step_id", "kind", "thing_id"),
    )

    id: Mapped[Id]
    step_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    thing_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
