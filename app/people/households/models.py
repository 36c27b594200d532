"""Households and who lives in them."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped
from app.core.privacy import CIRCUMSTANCE, PLAIN
from app.people.models import Participant


class Household(Base, MunicipalityScope):
    """People who live together."""

    __tablename__ = "household"
    __table_args__ = (scope_key(),)

    id: Mapped[Id]
    created_at: Mapped[Created]

    members: Mapped[list["HouseholdMember"]] = relationship(
        order_by="HouseholdMember.noted_at, HouseholdMember.id", back_populates="household"
    )


class HouseholdMember(Base, MunicipalityScope):
    """A participant lives in a household from a day until another, both included; None: not known, still.

    `is_contact`: whom to speak with about all who live there. `withdrawn_at`: it was noted by mistake, and
    counts no longer.
    """

    __tablename__ = "household_member"
    __table_args__ = (
        scoped("household", "household_id", ondelete="CASCADE"),
        scoped("participant", "participant_id", ondelete="CASCADE"),
        Index("ix_household_member_household_id", "household_id"),
        Index("ix_household_member_participant_id", "participant_id"),
        one_active(
            "uq_household_member_now", "participant_id", where="until IS NULL AND withdrawn_at IS NULL"
        ),
        one_active("uq_household_member_contact", "household_id", where="is_contact"),
    )

    id: Mapped[Id]
    household_id: Mapped[UUID] = mapped_column(Uuid)
    participant_id: Mapped[UUID] = mapped_column(Uuid)
    since: Mapped[date | None] = mapped_column(info=CIRCUMSTANCE)
    until: Mapped[date | None] = mapped_column(info=CIRCUMSTANCE)
    is_contact: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    noted_at: Mapped[Created]
    noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    household: Mapped[Household] = relationship(back_populates="members")
    participant: Mapped[Participant] = relationship(viewonly=True)

    @property
    def lives_there(self) -> bool:
        """Now, as far as anybody knows."""
        return self.until is None and self.withdrawn_at is None
