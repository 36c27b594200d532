"""A workshop is a series: one enrolment, many sessions."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import PLAIN
from app.core.texts import TextRow
from app.network.protocols.models import Basis, RestsOnProtocol
from app.workshops.planning.kinds import kinds


class WorkshopState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Admission(StrEnum):
    OPEN = "open"
    ON_REQUEST = "on_request"


class Workshop(Base, Stateful, RestsOnProtocol):
    """A series hosted by an organisation. Full and open are computed, never stored (domain: states).

    `capacity` None: as many as come. `answer_hours`: how long a freed seat is kept for the next person,
    counted from when they were really reached. `certificate_share`: percentage of the hours that must be
    attended for a certificate. `is_from_partner`: the host entered it, not the office. Title, description
    and material are Portuguese; other languages in `WorkshopText`.
    """

    __tablename__ = "workshop"
    __table_args__ = (
        scope_key(),
        Index("ix_workshop_municipality_id_state", "municipality_id", "state"),
    )

    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=PLAIN)
    material: Mapped[str] = mapped_column(default="", info=PLAIN)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    language: Mapped[str] = mapped_column(default="pt", info=PLAIN)
    capacity: Mapped[int | None] = mapped_column(info=PLAIN)
    admission: Mapped[str] = mapped_column(default=Admission.OPEN.value, info=PLAIN)
    answer_hours: Mapped[int] = mapped_column(default=48, info=PLAIN)
    certificate_share: Mapped[int] = mapped_column(default=80, info=PLAIN)
    is_public: Mapped[bool] = mapped_column(default=True, info=PLAIN)
    is_from_partner: Mapped[bool] = mapped_column(default=False, server_default=false(), info=PLAIN)
    state: Mapped[str] = mapped_column(default=WorkshopState.DRAFT.value, info=PLAIN)
    duplicated_from: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    facilitators: Mapped[list["WorkshopFacilitator"]] = relationship(
        cascade="all, delete-orphan", order_by="WorkshopFacilitator.position"
    )
    groups: Mapped[list["WorkshopGroup"]] = relationship(
        cascade="all, delete-orphan", order_by="WorkshopGroup.group"
    )
    competences: Mapped[list["WorkshopCompetence"]] = relationship(cascade="all, delete-orphan")
    funders: Mapped[list["WorkshopFunder"]] = relationship(
        cascade="all, delete-orphan", order_by="WorkshopFunder.position"
    )
    texts: Mapped[list["WorkshopText"]] = relationship(cascade="all, delete-orphan")
    basis: Mapped["WorkshopBasis | None"] = relationship(cascade="all, delete-orphan")

    @property
    def is_on_request(self) -> bool:
        return self.admission == Admission.ON_REQUEST

    @property
    def leader_ids(self) -> list[UUID]:
        """Who leads it; the first answers for it."""
        return [each.staff_id for each in self.facilitators]

    @property
    def enrols(self) -> bool:
        """Whether people have places in what is of this kind."""
        return kinds()[self.kind].enrols

    @property
    def takes_enrolments(self) -> bool:
        return self.enrols and self.state in {WorkshopState.OPEN, WorkshopState.RUNNING}


class WorkshopBasis(Base, Basis):
    """The protocol that a series rests on."""

    __tablename__ = "workshop_basis"
    __table_args__ = (
        scoped("workshop", "workshop_id", ondelete="CASCADE"),
        scoped("protocol", "protocol_id"),
    )

    workshop_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class WorkshopText(Base, TextRow):
    """A field of a workshop (title, description, material) in another language than Portuguese."""

    __tablename__ = "workshop_text"
    __table_args__ = (scoped("workshop", "workshop_id", ondelete="CASCADE"),)

    workshop_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class WorkshopFacilitator(Base, MunicipalityScope):
    """Somebody who leads the series."""

    __tablename__ = "workshop_facilitator"
    __table_args__ = (scoped("workshop", "workshop_id", ondelete="CASCADE"),)

    workshop_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0, info=PLAIN)


class WorkshopGroup(Base, MunicipalityScope):
    """A target group of the series (domain: groups)."""

    __tablename__ = "workshop_group"
    __table_args__ = (scoped("workshop", "workshop_id", ondelete="CASCADE"),)

    workshop_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    group: Mapped[str] = mapped_column(primary_key=True)


class WorkshopCompetence(Base, MunicipalityScope):
    """A competence that the series develops: who attends gets it as evidenced."""

    __tablename__ = "workshop_competence"
    __table_args__ = (scoped("workshop", "workshop_id", ondelete="CASCADE"),)

    workshop_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)


class WorkshopFunder(Base, MunicipalityScope):
    """One heading of the papers: programme, priority, operation, nested in this order, each with its logo."""

    __tablename__ = "workshop_funder"
    __table_args__ = (scoped("workshop", "workshop_id", ondelete="CASCADE"), scoped("file", "logo_id"))

    id: Mapped[Id]
    workshop_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)
    heading: Mapped[str] = mapped_column(info=PLAIN)
    logo_id: Mapped[UUID | None] = mapped_column(Uuid)
