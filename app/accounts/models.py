"""Staff, their memberships, invitations and sessions."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active
from app.core.links import Link
from app.core.privacy import CONTACT, IDENTITY, PLAIN, SECRET

# Staff sit beside people, away from the keyboard for long: an hour, and never longer than a day's work.
IDLE_LIMIT = timedelta(minutes=60)
ABSOLUTE_LIMIT = timedelta(hours=12)
CONFIRMED_FOR = timedelta(minutes=10)
"""How long nobody is asked again who they are, after they have shown it."""


class Staff(Base):
    """A person who signs in. The address is the sign-in name, folded in `email_key`, and unique."""

    __tablename__ = "staff"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=IDENTITY)
    email: Mapped[str] = mapped_column(info=CONTACT)
    email_key: Mapped[str] = mapped_column(unique=True, info=CONTACT)
    password_hash: Mapped[str] = mapped_column(default="", info=SECRET)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    suspended_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="staff", order_by="Membership.created_at"
    )

    @property
    def is_active(self) -> bool:
        return self.suspended_at is None


class Membership(Base, MunicipalityScope):
    """Staff × organisation × municipality × role, until it ends."""

    __tablename__ = "membership"
    __table_args__ = (
        one_active(
            "uq_membership_active",
            "staff_id",
            "organisation_id",
            "municipality_id",
            "role",
            where="ended_at IS NULL",
        ),
    )

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str] = mapped_column(info=PLAIN)
    created_at: Mapped[Created]
    ended_at: Mapped[Instant | None]

    staff: Mapped[Staff] = relationship(back_populates="memberships")


class StaffDiscipline(Base, MunicipalityScope):
    """Staff × municipality × discipline (disciplines.toml), from the first day until before `ends_on`."""

    __tablename__ = "staff_discipline"
    __table_args__ = (
        one_active(
            "uq_staff_discipline_active",
            "staff_id",
            "municipality_id",
            "discipline",
            where="ends_on IS NULL",
        ),
    )

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    discipline: Mapped[str] = mapped_column(info=PLAIN)
    begins_on: Mapped[date] = mapped_column(info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)

    @property
    def is_lasting(self) -> bool:
        return self.ends_on is None


class Invitation(Base, MunicipalityScope, Link):
    """A one-time link for a new colleague: shown by GET, used by POST, kept as a hash."""

    __tablename__ = "invitation"

    id: Mapped[Id]
    name: Mapped[str] = mapped_column(info=IDENTITY)
    email: Mapped[str] = mapped_column(info=CONTACT)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str] = mapped_column(info=PLAIN)
    invited_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    created_at: Mapped[Created]


def within_limits(created_at: datetime, seen_at: datetime) -> bool:
    """Whether a session of then, last used then, is neither idle nor old."""
    now = clock.now()
    return now < seen_at + IDLE_LIMIT and now < created_at + ABSOLUTE_LIMIT


def is_confirmed(confirmed_at: datetime | None) -> bool:
    """Whether somebody has shown a short while ago that it is still they."""
    return confirmed_at is not None and clock.now() < confirmed_at + CONFIRMED_FOR


class StaffSession(Base):
    """One signed-in browser: idle and absolute limits, the municipality it works in, its end.

    `factor` is what opened it beside a password ("" for nothing), `confirmed_at` when its person has last
    shown who they are.
    """

    __tablename__ = "staff_session"

    id: Mapped[Id]
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    municipality_id: Mapped[UUID | None] = mapped_column(ForeignKey("municipality.id"))
    device: Mapped[str] = mapped_column(default="", info=PLAIN)
    factor: Mapped[str] = mapped_column(default="", server_default="", info=PLAIN)
    confirmed_at: Mapped[Instant | None]
    created_at: Mapped[Created]
    seen_at: Mapped[Instant]
    ended_at: Mapped[Instant | None]

    staff: Mapped[Staff] = relationship()

    def is_open(self) -> bool:
        """Whether it still stands for its person."""
        return self.ended_at is None and within_limits(self.created_at, self.seen_at)
