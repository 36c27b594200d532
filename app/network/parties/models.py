"""Parties: whoever or whatever the partnership knows by name, and where they work."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Created, Id, MunicipalityScope
from app.core.privacy import PLAIN


class Nature(StrEnum):
    """What a party is: somebody who acts, several who sit together, or something that is run."""

    ORGANISATION = "organisation"
    BODY = "body"
    MEASURE = "measure"


class OrganisationKind(StrEnum):
    TOWN_HALL = "town_hall"
    UNIT = "unit"
    PARISH_COUNCIL = "parish_council"
    ASSOCIATION = "association"
    SOLIDARITY = "solidarity"
    SCHOOL = "school"
    EMPLOYMENT_SERVICE = "employment_service"
    COMPANY = "company"
    OTHER = "other"


class BodyKind(StrEnum):
    EXECUTIVE_NUCLEUS = "executive_nucleus"
    SOCIAL_COUNCIL = "social_council"
    CHILD_PROTECTION = "child_protection"
    PARISH_COMMISSION = "parish_commission"
    THEMATIC_GROUP = "thematic_group"
    INTEGRATION_COUNCIL = "integration_council"
    PLENARY = "plenary"
    OTHER_BODY = "other_body"


class MeasureKind(StrEnum):
    INCOME_SUPPORT = "income_support"
    LOCAL_CONTRACT = "local_contract"
    SCHOOL_SUCCESS = "school_success"
    OTHER_MEASURE = "other_measure"


Kind = OrganisationKind | BodyKind | MeasureKind
KINDS: dict[Nature, type[StrEnum]] = {
    Nature.ORGANISATION: OrganisationKind,
    Nature.BODY: BodyKind,
    Nature.MEASURE: MeasureKind,
}
"""A kind belongs to one nature, so that whoever says the kind has said the nature."""


class Party(Base):
    """An organisation, a body or a measure; shared: one may serve several municipalities.

    `parent_id`: of what it is a part (an internal unit), where it sits (a body), or who runs it (a measure).
    The tables of parties have the names from when all were organisations: the release before reads them too.
    """

    __tablename__ = "organisation"
    __mapper_args__ = {"polymorphic_on": "nature"}  # noqa: RUF012  SQLAlchemy's

    id: Mapped[Id]
    nature: Mapped[str] = mapped_column(info=PLAIN, server_default=Nature.ORGANISATION.value)
    name: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(index=True, info=PLAIN)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("municipality.id"), index=True)
    address: Mapped[str] = mapped_column(default="", server_default="", info=PLAIN)
    email: Mapped[str] = mapped_column(default="", server_default="", info=PLAIN)
    phone: Mapped[str] = mapped_column(default="", server_default="", info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]


class Organisation(Party):
    """A partner, or an internal unit with its parent."""

    __mapper_args__ = {"polymorphic_identity": Nature.ORGANISATION.value}  # noqa: RUF012


class Body(Party):
    """Several who sit together: a council, a commission, a thematic group."""

    __mapper_args__ = {"polymorphic_identity": Nature.BODY.value}  # noqa: RUF012


class Measure(Party):
    """A programme or measure that somebody runs here."""

    __mapper_args__ = {"polymorphic_identity": Nature.MEASURE.value}  # noqa: RUF012


class PartyReach(Base, MunicipalityScope):
    """That a party works in a municipality: it is offered in that municipality's lists."""

    __tablename__ = "organisation_reach"
    __table_args__ = (UniqueConstraint("municipality_id", "organisation_id"),)

    id: Mapped[Id]
    party_id: Mapped[UUID] = mapped_column("organisation_id", ForeignKey("organisation.id"))
