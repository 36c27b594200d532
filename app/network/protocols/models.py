"""Protocols: what is signed between parties, what each of them owes, its papers and its renewals."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, Uuid, exists, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.files import File
from app.core.machine import Stateful
from app.core.privacy import IDENTITY, OWN_WORDS, PLAIN
from app.network.parties.models import Party, PartyReach


class Instrument(StrEnum):
    PARTNERSHIP = "partnership"
    COOPERATION = "cooperation"


class ProtocolState(StrEnum):
    """What somebody decided; whether it is in force on a day is computed from this and its days (term.py)."""

    DRAFT = "draft"
    SIGNED = "signed"
    ENDED = "ended"


class Renewal(StrEnum):
    """What happens on the last day."""

    BY_ACT = "by_act"
    BY_ITSELF = "by_itself"
    NONE = "none"


class Protocol(Base, Stateful):
    """An agreement between parties, from a day to a day.

    `ends_on` is the last day of all that was agreed, renewals too; None: it has no end. `renewed_from` is the
    first day of the latest renewal. `renewal_months`: for how long it renews itself. `last_on` is what lists
    are sorted by and reminders counted by: the last day of the period that runs, which for one that renews
    itself the night brings forward, or a day far away for what has no end.
    """

    __tablename__ = "protocol"
    __table_args__ = (
        scope_key(),
        Index("ix_protocol_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
        Index("ix_protocol_municipality_id_last_on", "municipality_id", "last_on", "id"),
    )

    instrument: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    number: Mapped[str] = mapped_column(default="", info=PLAIN)
    purpose: Mapped[str] = mapped_column(default="", info=PLAIN)
    state: Mapped[str] = mapped_column(default=ProtocolState.DRAFT.value, info=PLAIN)
    signed_on: Mapped[date | None] = mapped_column(info=PLAIN)
    starts_on: Mapped[date | None] = mapped_column(info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)
    last_on: Mapped[date] = mapped_column(info=PLAIN)
    renewal: Mapped[str] = mapped_column(default=Renewal.BY_ACT.value, info=PLAIN)
    renewal_months: Mapped[int | None] = mapped_column(info=PLAIN)
    renewed_from: Mapped[date | None] = mapped_column(info=PLAIN)
    owner_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    parties: Mapped[list["ProtocolParty"]] = relationship(
        cascade="all, delete-orphan", order_by="ProtocolParty.position, ProtocolParty.id"
    )
    obligations: Mapped[list["ProtocolObligation"]] = relationship(
        cascade="all, delete-orphan",
        order_by=lambda: _first_due(),  # noqa: PLW0108  it stands below
    )
    papers: Mapped[list["ProtocolPaper"]] = relationship(
        cascade="all, delete-orphan", order_by="ProtocolPaper.id"
    )
    renewals: Mapped[list["ProtocolRenewal"]] = relationship(
        cascade="all, delete-orphan", order_by="ProtocolRenewal.starts_on, ProtocolRenewal.id"
    )

    @property
    def is_draft(self) -> bool:
        return self.state == ProtocolState.DRAFT

    @property
    def sides(self) -> list["ProtocolParty"]:
        """The parties that still belong to it."""
        return [each for each in self.parties if each.removed_at is None]

    @property
    def renewed(self) -> list["ProtocolRenewal"]:
        """The renewals that count, in their order."""
        return [each for each in self.renewals if each.removed_at is None]


class Removable(MunicipalityScope):
    """What was noted by mistake is taken out and stays to be read, and to be put back."""

    removed_at: Mapped[Instant | None]
    removed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class ProtocolParty(Base, Removable):
    """A party to a protocol: as what (roles.toml), when it agreed, who signs for it. `works_here`: it still
    is one of the municipality's.

    Nothing keeps a party from standing there twice: two that were one, and were merged, both signed.
    """

    __tablename__ = "protocol_party"
    __table_args__ = (scope_key(), scoped("protocol", "protocol_id", ondelete="CASCADE"))

    id: Mapped[Id]
    protocol_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    party_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)
    role: Mapped[str] = mapped_column(info=PLAIN)
    agreed_on: Mapped[date | None] = mapped_column(info=PLAIN)
    agreed_noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    signatory: Mapped[str] = mapped_column(default="", info=IDENTITY)
    signatory_function: Mapped[str] = mapped_column(default="", info=IDENTITY)
    signed_on: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    party: Mapped[Party] = relationship()

    if TYPE_CHECKING:
        works_here: Mapped[bool]


# Read with the party, so that it needs no query of its own.
ProtocolParty.works_here = column_property(
    exists(
        select(PartyReach.id).where(
            PartyReach.party_id == ProtocolParty.party_id,
            PartyReach.municipality_id == ProtocolParty.municipality_id,
        )
    ).correlate_except(PartyReach)
)


class ProtocolObligation(Base, Removable):
    """What a party owes by the protocol; `owner_id` of the staff sees to it that it is done.

    `due_on` None: as long as the protocol lasts. Whether it is late is computed.
    """

    __tablename__ = "protocol_obligation"
    __table_args__ = (
        scoped("protocol", "protocol_id", ondelete="CASCADE"),
        scoped("protocol_party", "side_id"),
        Index("ix_protocol_obligation_municipality_id_due_on", "municipality_id", "due_on"),
    )

    id: Mapped[Id]
    protocol_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    side_id: Mapped[UUID] = mapped_column(Uuid)
    what: Mapped[str] = mapped_column(info=OWN_WORDS)
    owner_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, info=PLAIN)
    due_on: Mapped[date | None] = mapped_column(info=PLAIN)
    done_on: Mapped[date | None] = mapped_column(info=PLAIN)
    evidence: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    done_noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    protocol: Mapped[Protocol] = relationship(back_populates="obligations")

    def is_late(self, today: date) -> bool:
        """Past its day and not done."""
        return self.done_on is None and self.due_on is not None and self.due_on < today


def _first_due() -> tuple[ColumnElement[Any], ...]:
    """What is done comes last, and before it what has no day, on both engines."""
    row = ProtocolObligation
    return (row.done_on.is_not(None), row.due_on.is_(None), row.due_on.asc(), row.id.asc())


class ProtocolPaper(Base, Removable):
    """A kept PDF of a protocol: the signed one, an addition, what renews it."""

    __tablename__ = "protocol_paper"
    __table_args__ = (scoped("protocol", "protocol_id", ondelete="CASCADE"), scoped("file", "file_id"))

    id: Mapped[Id]
    protocol_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    file_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(default="", info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    file: Mapped[File] = relationship(viewonly=True)


class ProtocolRenewal(Base, Removable):
    """One more period, from the day after the last; what was agreed goes on until `ends_on`."""

    __tablename__ = "protocol_renewal"
    __table_args__ = (scoped("protocol", "protocol_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    protocol_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    starts_on: Mapped[date] = mapped_column(info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class Basis(MunicipalityScope):
    """Of something elsewhere, the protocol that it rests on: a table of its own beside that thing's."""

    protocol_id: Mapped[UUID] = mapped_column(Uuid, index=True)


class RestsOnProtocol:
    """A thing that may rest on a protocol, by a row of its `basis`."""

    basis: Any

    @property
    def protocol_id(self) -> UUID | None:
        return self.basis.protocol_id if self.basis else None

    @protocol_id.setter
    def protocol_id(self, protocol_id: UUID | None) -> None:
        if protocol_id is None:
            self.basis = None
        elif self.basis:
            self.basis.protocol_id = protocol_id
        else:
            kind: Any = type(self)
            self.basis = kind.basis.property.mapper.class_(protocol_id=protocol_id)
