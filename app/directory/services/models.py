"""Services and the places they are offered at.

The fields are those of the data-inclusion schema (version 1: 20 of a structure, 33 of a service), so that
entries can be exchanged (exchange.py), and what that schema lacks: languages spoken, what to bring, the way
by landmarks, how often the owner checks the entry.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, MunicipalityScope, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CONTACT, IDENTITY, PLAIN
from app.core.texts import TextRow
from app.network.protocols.models import Basis, RestsOnProtocol

COURSE = "training"
"""The kind (vocabularies/answers.toml) of a service at which people learn something."""
OWN_SOURCE = "autonomus"
"""The `source` of entries that were written here; imported ones keep the name of theirs."""


class ServiceState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"


class Located:
    """Where something is. Codes are text: the postal code, and the official code of the place."""

    address: Mapped[str] = mapped_column(default="", info=PLAIN)
    address_more: Mapped[str] = mapped_column(default="", info=PLAIN)
    postal_code: Mapped[str] = mapped_column(default="", info=PLAIN)
    town: Mapped[str] = mapped_column(default="", info=PLAIN)
    place_code: Mapped[str] = mapped_column(default="", info=PLAIN)
    longitude: Mapped[float | None] = mapped_column(info=PLAIN)
    latitude: Mapped[float | None] = mapped_column(info=PLAIN)
    directions: Mapped[str] = mapped_column(default="", info=PLAIN)
    opening_hours: Mapped[str] = mapped_column(default="", info=PLAIN)

    @property
    def address_line(self) -> str:
        """The address in one line."""
        code_and_town = " ".join(filter(None, (self.postal_code, self.town)))
        return ", ".join(filter(None, (self.address, self.address_more, code_and_town)))


class Exchanged:
    """Where an entry came from. `source` and `external_id` together name it in every exchange.

    `updated_on` is the day its owner last changed it. `extra` keeps by foreign key what has no counterpart
    here, so that it goes out again as it came in.
    """

    source: Mapped[str] = mapped_column(default=OWN_SOURCE, info=PLAIN)
    external_id: Mapped[str] = mapped_column(info=PLAIN)
    source_url: Mapped[str] = mapped_column(default="", info=PLAIN)
    updated_on: Mapped[date] = mapped_column(info=PLAIN)
    extra: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=PLAIN)


class Structure(Base, MunicipalityScope, Located, Exchanged):
    """One location of an organisation in a municipality: where services are offered.

    `networks` are values of vocabularies/networks.toml. `registration_number` is the number of the
    legal person (NIPC; SIRET in the exchange format).
    """

    __tablename__ = "structure"
    __table_args__ = (
        scope_key(),
        scoped("parish", "parish_id"),
        UniqueConstraint("municipality_id", "source", "external_id"),
        Index("ix_structure_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
    )

    id: Mapped[Id]
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=PLAIN)
    registration_number: Mapped[str] = mapped_column(default="", info=PLAIN)
    phone: Mapped[str] = mapped_column(default="", info=PLAIN)
    email: Mapped[str] = mapped_column(default="", info=PLAIN)
    website: Mapped[str] = mapped_column(default="", info=PLAIN)
    accessibility_url: Mapped[str] = mapped_column(default="", info=PLAIN)
    networks: Mapped[list[str]] = mapped_column(JSON, default=list, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class Service(Base, Stateful, Located, Exchanged, RestsOnProtocol):
    """What an organisation offers at one of its places: help, measure, training, desk.

    Empty address, hours, telephone or e-mail: those of the structure. Texts are Portuguese; other languages
    in `ServiceText`. Answers of which there may be several stand in `ServiceValue`. `check_every` is in
    days, chosen by the owner; `reminded_on` is when they were last asked to check.
    """

    __tablename__ = "service"
    __table_args__ = (
        scope_key(),
        scoped("structure", "structure_id"),
        scoped("parish", "parish_id"),
        UniqueConstraint("municipality_id", "source", "external_id"),
        Index("ix_service_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
        Index("ix_service_municipality_id_state", "municipality_id", "state"),
    )

    structure_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    state: Mapped[str] = mapped_column(default=ServiceState.DRAFT.value, info=PLAIN)
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=PLAIN)
    kind: Mapped[str] = mapped_column(default="", info=PLAIN)
    cost: Mapped[str] = mapped_column(default="", info=PLAIN)
    cost_detail: Mapped[str] = mapped_column(default="", info=PLAIN)
    groups_detail: Mapped[str] = mapped_column(default="", info=PLAIN)
    access_conditions: Mapped[str] = mapped_column(default="", info=PLAIN)
    what_to_bring: Mapped[str] = mapped_column(default="", info=PLAIN)
    request_detail: Mapped[str] = mapped_column(default="", info=PLAIN)
    request_url: Mapped[str] = mapped_column(default="", info=PLAIN)
    contact_name: Mapped[str] = mapped_column(default="", info=IDENTITY)
    phone: Mapped[str] = mapped_column(default="", info=CONTACT)
    email: Mapped[str] = mapped_column(default="", info=CONTACT)
    weekly_hours: Mapped[float | None] = mapped_column(info=PLAIN)
    weeks: Mapped[int | None] = mapped_column(info=PLAIN)
    check_every: Mapped[int] = mapped_column(default=180, info=PLAIN)
    checked_on: Mapped[date | None] = mapped_column(index=True, info=PLAIN)
    due_on: Mapped[date | None] = mapped_column(index=True, info=PLAIN)
    reminded_on: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    structure: Mapped[Structure] = relationship()
    basis: Mapped["ServiceBasis | None"] = relationship(cascade="all, delete-orphan")
    texts: Mapped[list["ServiceText"]] = relationship(cascade="all, delete-orphan")
    values: Mapped[list["ServiceValue"]] = relationship(
        cascade="all, delete-orphan", order_by="ServiceValue.position"
    )
    competences: Mapped[list["ServiceCompetence"]] = relationship(cascade="all, delete-orphan")

    @property
    def organisation_id(self) -> UUID:
        """Whose it is: that of its place."""
        return self.structure.organisation_id

    @property
    def is_course(self) -> bool:
        """Whether people learn something there: only then it can fit what somebody can do."""
        return self.kind == COURSE

    @property
    def taught(self) -> list[UUID]:
        """The competences that it teaches; those of what was a course before count for nothing."""
        return [each.competence_id for each in self.competences] if self.is_course else []

    def values_of(self, field: str) -> list[str]:
        """The answers of a field that has several, in their order."""
        return [each.value for each in self.values if each.field == field]

    def checked(self, on: date) -> None:
        """Somebody made sure that the entry is true: the clock of freshness starts again."""
        self.checked_on, self.reminded_on = on, None
        self.due_on = on + timedelta(days=self.check_every)


class ServiceBasis(Base, Basis):
    """The protocol that a service rests on."""

    __tablename__ = "service_basis"
    __table_args__ = (
        scoped("service", "service_id", ondelete="CASCADE"),
        scoped("protocol", "protocol_id"),
    )

    service_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class ServiceText(Base, TextRow):
    """A text of a service in another language than Portuguese."""

    __tablename__ = "service_text"
    __table_args__ = (scoped("service", "service_id", ondelete="CASCADE"),)

    service_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class ServiceValue(Base, MunicipalityScope):
    """One of several answers: a theme, a need, a group, a language, a way to ask (vocabularies/)."""

    __tablename__ = "service_value"
    __table_args__ = (
        scoped("service", "service_id", ondelete="CASCADE"),
        Index("ix_service_value_field", "municipality_id", "field", "value"),
    )

    service_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(default=0, info=PLAIN)


class ServiceCompetence(Base, MunicipalityScope):
    """A competence that the service is about; of a course, one that it teaches."""

    __tablename__ = "service_competence"
    __table_args__ = (scoped("service", "service_id", ondelete="CASCADE"),)

    service_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)
