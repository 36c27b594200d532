"""What is noted of a party in a municipality, each from a day until another, both included.

Nothing is deleted: what is over ends, what was noted by mistake is withdrawn and can be put back.
"""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped
from app.core.privacy import CONTACT, IDENTITY, OWN_WORDS, PLAIN

COUNTS = "withdrawn_at IS NULL"
STILL = "until_on IS NULL AND withdrawn_at IS NULL"


class NameSort(StrEnum):
    """Beside the name a party goes by."""

    ACRONYM = "acronym"
    SPELLING = "spelling"
    FORMER = "former"


class MemberRole(StrEnum):
    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    GUEST = "guest"


class ContributionKind(StrEnum):
    """What the municipality's partnership is asked for, and the hours of staff of the operational one."""

    CONTACTS = "contacts"
    COOPERATION = "cooperation"
    PREMISES = "premises"
    PUBLICITY = "publicity"
    MONEY = "money"
    STAFF_HOURS = "staff_hours"


class Tier(StrEnum):
    """The partnership of the municipality supports; the operational one carries out."""

    SUPPORT = "support"
    OPERATIONAL = "operational"


class PartnerRole(StrEnum):
    """Support; or of the operational tier the central entity, or a local one that runs a project workshop."""

    SUPPORT = "support"
    CENTRAL = "central"
    LOCAL = "local"

    @property
    def tier(self) -> Tier:
        return Tier.SUPPORT if self is PartnerRole.SUPPORT else Tier.OPERATIONAL


class Attached(MunicipalityScope):
    """What all of them have."""

    __tablename__: str
    id: Mapped[Id]
    party_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    from_on: Mapped[date | None] = mapped_column(info=PLAIN)
    until_on: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class PartyName(Base, Attached):
    """Another name: an acronym, a spelling, or what a party was called before."""

    __tablename__ = "party_name"
    __table_args__ = (
        one_active("uq_party_name_once", "municipality_id", "party_id", "sort_key", where=COUNTS),
    )

    text: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    sort: Mapped[str] = mapped_column(info=PLAIN)


class PartyContact(Base, Attached):
    """Somebody to speak with; named on papers and pages for others only since they agreed to it."""

    __tablename__ = "party_contact"

    name: Mapped[str] = mapped_column(info=IDENTITY)
    function: Mapped[str] = mapped_column(default="", info=PLAIN)
    email: Mapped[str] = mapped_column(default="", info=CONTACT)
    phone: Mapped[str] = mapped_column(default="", info=CONTACT)
    agreed_on: Mapped[date | None] = mapped_column(info=PLAIN)


class PartyMember(Base, Attached):
    """That a party (`member_id`) sits in a body (`party_id`)."""

    __tablename__ = "party_member"
    __table_args__ = (
        Index("ix_party_member_member_id", "member_id"),
        one_active("uq_party_member_once", "municipality_id", "party_id", "member_id", where=STILL),
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str] = mapped_column(info=PLAIN)


class PartyParish(Base, Attached):
    """A parish that a party serves."""

    __tablename__ = "party_parish"
    __table_args__ = (
        scoped("parish", "parish_id"),
        one_active("uq_party_parish_once", "party_id", "parish_id", where=STILL),
    )

    parish_id: Mapped[UUID] = mapped_column(Uuid, index=True)


class PartyContribution(Base, Attached):
    """What a party brings: in words, where it is, and how much of it where that is counted."""

    __tablename__ = "party_contribution"
    __table_args__ = (
        scoped("parish", "parish_id"),
        Index("ix_party_contribution_kind", "municipality_id", "kind"),
    )

    kind: Mapped[str] = mapped_column(info=PLAIN)
    what: Mapped[str] = mapped_column(info=PLAIN)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    hours: Mapped[int | None] = mapped_column(info=PLAIN)
    cents: Mapped[int | None] = mapped_column(info=PLAIN)


class PartnershipRole(Base, Attached):
    """What a party is in the programme, from a day until another."""

    __tablename__ = "partnership_role"
    __table_args__ = (
        one_active("uq_partnership_role_once", "municipality_id", "party_id", "role", where=STILL),
    )

    role: Mapped[str] = mapped_column(info=PLAIN)
    has_centre: Mapped[bool] = mapped_column(default=False, info=PLAIN)


class PartyMerge(Base, MunicipalityScope):
    """That two parties turned out to be one: `gone_id` is no row any more, until it is undone.

    `undoing` is what it takes to undo it (merging.py), forgotten after a while.
    """

    __tablename__ = "party_merge"
    __table_args__ = (
        scope_key(),
        one_active("uq_party_merge_gone", "gone_id", where="undone_at IS NULL"),
    )

    id: Mapped[Id]
    kept_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    gone_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    gone_name: Mapped[str] = mapped_column(info=PLAIN)
    reason: Mapped[str] = mapped_column(info=OWN_WORDS)
    undoing: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), info=OWN_WORDS)
    at: Mapped[Created]
    by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    undone_at: Mapped[Instant | None]
    undone_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
