"""Offers from outside: vacancies, training, internships. One table, for most of what they say is the same."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, MunicipalityScope, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CONTACT, OWN_WORDS, PLAIN
from app.core.texts import TextRow


class OfferKind(StrEnum):
    VACANCY = "vacancy"
    TRAINING = "training"
    INTERNSHIP = "internship"


class OfferState(StrEnum):
    """A partner's offer is proposed first; an open one is public until its last day."""

    PROPOSED = "proposed"
    OPEN = "open"
    FILLED = "filled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Offer(Base, Stateful):
    """A vacancy, an external training offer or an internship, with the fields of public employment offers.

    `employer` names who is no organisation of the network. Pay is gross, in cents a month. `source` and
    `external_id` say where it was imported from; one without a number there has a hash of its content.
    `hours` is free text ("9h–18h, two Saturdays a month"), `working_time`, `contract` and `schooling` are
    values of vocabularies/. Texts are Portuguese; other languages in `OfferText`.
    """

    __tablename__ = "offer"
    __table_args__ = (
        scope_key(),
        UniqueConstraint("municipality_id", "source", "external_id"),
        Index("ix_offer_municipality_id_sort_key", "municipality_id", "sort_key", "id"),
        Index("ix_offer_state", "municipality_id", "state", "valid_until"),
    )

    kind: Mapped[str] = mapped_column(info=PLAIN)
    state: Mapped[str] = mapped_column(default=OfferState.OPEN.value, info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    description: Mapped[str] = mapped_column(default="", info=PLAIN)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    employer: Mapped[str] = mapped_column(default="", info=PLAIN)
    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    positions: Mapped[int | None] = mapped_column(info=PLAIN)
    contract: Mapped[str] = mapped_column(default="", info=PLAIN)
    working_time: Mapped[str] = mapped_column(default="", info=PLAIN)
    hours: Mapped[str] = mapped_column(default="", info=PLAIN)
    pay_from: Mapped[int | None] = mapped_column(info=PLAIN)
    pay_to: Mapped[int | None] = mapped_column(info=PLAIN)
    benefits: Mapped[str] = mapped_column(default="", info=PLAIN)
    schooling: Mapped[str] = mapped_column(default="", info=PLAIN)
    requirements: Mapped[str] = mapped_column(default="", info=PLAIN)
    starts_on: Mapped[date | None] = mapped_column(info=PLAIN)
    ends_on: Mapped[date | None] = mapped_column(info=PLAIN)
    total_hours: Mapped[int | None] = mapped_column(info=PLAIN)
    how_to_apply: Mapped[str] = mapped_column(default="", info=PLAIN)
    phone: Mapped[str] = mapped_column(default="", info=CONTACT)
    email: Mapped[str] = mapped_column(default="", info=CONTACT)
    url: Mapped[str] = mapped_column(default="", info=PLAIN)
    valid_until: Mapped[date | None] = mapped_column(info=PLAIN)
    source: Mapped[str] = mapped_column(default="", info=PLAIN)
    external_id: Mapped[str] = mapped_column(info=PLAIN)
    updated_on: Mapped[date] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    texts: Mapped[list["OfferText"]] = relationship(cascade="all, delete-orphan")
    competences: Mapped[list["OfferCompetence"]] = relationship(cascade="all, delete-orphan")
    hindrances: Mapped[list["OfferHindrance"]] = relationship(
        cascade="all, delete-orphan", order_by="OfferHindrance.noted_at"
    )


class OfferText(Base, TextRow):
    """A text of an offer (title, description, requirements, how_to_apply) in another language."""

    __tablename__ = "offer_text"
    __table_args__ = (scoped("offer", "offer_id", ondelete="CASCADE"),)

    offer_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class OfferCompetence(Base, MunicipalityScope):
    """A competence that a vacancy or internship needs, or that a training gives."""

    __tablename__ = "offer_competence"
    __table_args__ = (scoped("offer", "offer_id", ondelete="CASCADE"),)

    offer_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)


class OfferHindrance(Base, MunicipalityScope):
    """A reason why an offer stays unfilled (vocabularies/unfilled.toml), who said so and when."""

    __tablename__ = "offer_hindrance"
    __table_args__ = (
        scoped("offer", "offer_id", ondelete="CASCADE"),
        Index("ix_offer_hindrance_reason", "municipality_id", "reason"),
    )

    offer_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    noted_at: Mapped[Created]
    noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
