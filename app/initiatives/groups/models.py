"""Initiatives, who belongs to them, who stands behind them, and what was checked at a gate."""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, one_active, scope_key, scoped, whose
from app.core.machine import Stateful
from app.core.privacy import CONTACT, OWN_WORDS, PLAIN
from app.core.texts import TextRow


class Kind(StrEnum):
    INDIVIDUAL = "individual"
    FAMILY = "family"
    COOPERATIVE_ACTIVITIES = "cooperative_activities"
    COOPERATIVE_SERVICES = "cooperative_services"
    COOPERATIVE_SUPPORT = "cooperative_support"
    PROXIMITY_AGENCY = "proximity_agency"
    OCCASIONAL_GROUP = "occasional_group"
    SOCIAL_WORK = "social_work"
    VOLUNTEERING = "volunteering"


class Stage(StrEnum):
    IDEA = "idea"
    EXPLORING = "exploring"
    PLANNING = "planning"
    TRIAL = "trial"
    LAUNCHED = "launched"
    CONSOLIDATED = "consolidated"
    PAUSED = "paused"
    CLOSED = "closed"


class MemberState(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    DECLINED = "declined"
    LEFT = "left"


class Initiative(Base, Stateful):
    """Something that a few people (or one) begin together: `state` is its stage.

    What it came from: `opportunity_id`, `workshop_id`, a way of a project sheet (`InitiativeSheet`), or
    nothing. `paused_from`: the stage to which a pause leads back. `seeks` and `offers` are what everybody may
    read, where `is_public`: whom it still looks for, and what it sells or does; `phone` and `email` are the
    initiative's own. `answerable_id`: who of the staff answers for it. `open_items`: so many items of the
    checklist are open before its next gate, counted whenever something changes and every night.
    """

    __tablename__ = "initiative"
    __table_args__ = (
        scope_key(),
        scoped("parish", "parish_id"),
        scoped("opportunity", "opportunity_id"),
        scoped("workshop", "workshop_id"),
        Index("ix_initiative_municipality_id_state", "municipality_id", "state", "sort_key", "id"),
    )

    state: Mapped[str] = mapped_column(default=Stage.IDEA.value, info=PLAIN)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    summary: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    parish_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    opportunity_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    workshop_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    answerable_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    paused_from: Mapped[str] = mapped_column(default="", info=PLAIN)
    paused_until: Mapped[date | None] = mapped_column(info=PLAIN)
    launched_on: Mapped[date | None] = mapped_column(info=PLAIN)
    closed_on: Mapped[date | None] = mapped_column(info=PLAIN)
    is_public: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    seeks: Mapped[str] = mapped_column(default="", info=PLAIN)
    offers: Mapped[str] = mapped_column(default="", info=PLAIN)
    phone: Mapped[str] = mapped_column(default="", info=CONTACT)
    email: Mapped[str] = mapped_column(default="", info=CONTACT)
    url: Mapped[str] = mapped_column(default="", info=PLAIN)
    open_items: Mapped[int] = mapped_column(default=0, info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    needs: Mapped[list["InitiativeNeed"]] = relationship(
        cascade="all, delete-orphan", order_by="InitiativeNeed.position"
    )
    texts: Mapped[list["InitiativeText"]] = relationship(cascade="all, delete-orphan")


class InitiativeText(Base, TextRow):
    """A text of an initiative (title, seeks, offers) in another language than Portuguese."""

    __tablename__ = "initiative_text"
    __table_args__ = (scoped("initiative", "initiative_id", ondelete="CASCADE"),)

    initiative_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class InitiativeNeed(Base, MunicipalityScope):
    """A competence that it takes, as `OpportunityNeed`."""

    __tablename__ = "initiative_need"
    __table_args__ = (scoped("initiative", "initiative_id", ondelete="CASCADE"),)

    initiative_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    competence_id: Mapped[UUID] = mapped_column(ForeignKey("competence.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0, info=PLAIN)
    weight: Mapped[int] = mapped_column(default=2, info=PLAIN)
    minimum_level: Mapped[str] = mapped_column(default="", info=PLAIN)
    people: Mapped[int] = mapped_column(default=1, info=PLAIN)


class InitiativeSheet(Base, MunicipalityScope):
    """The way of a project sheet that an initiative came from: `position` in the sheet."""

    __tablename__ = "initiative_sheet"
    __table_args__ = (
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("project_sheet", "sheet_id", ondelete="CASCADE"),
    )

    initiative_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    sheet_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)


class Member(Base, Stateful):
    """A person in an initiative, from when to when. `share` in hundredths of a per cent (2,500 is a quarter),
    None where shares mean nothing; `hours`: so many a week they said they give.

    Of somebody who was erased the row stays without them, for the number of members was public.
    """

    __tablename__ = "initiative_member"
    __table_args__ = (
        scope_key(),
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        scoped("participant", "participant_id"),
        one_active(
            "uq_initiative_member_counts",
            "initiative_id",
            "participant_id",
            where="state IN ('invited', 'active')",
        ),
        whose("initiative_member"),
    )

    state: Mapped[str] = mapped_column(default=MemberState.ACTIVE.value, info=PLAIN)
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    participant_id: Mapped[UUID | None] = mapped_column(Uuid)
    role: Mapped[str] = mapped_column(default="", info=PLAIN)
    hours: Mapped[int | None] = mapped_column(info=PLAIN)
    share: Mapped[int | None] = mapped_column(info=PLAIN)
    invited_on: Mapped[date | None] = mapped_column(info=PLAIN)
    joined_on: Mapped[date | None] = mapped_column(info=PLAIN)
    left_on: Mapped[date | None] = mapped_column(info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class Backer(Base, MunicipalityScope):
    """An organisation that stands behind an initiative, from when to when: `role` is promoter, mentor or
    supporter; `words` say what it does.
    """

    __tablename__ = "initiative_backer"
    __table_args__ = (scoped("initiative", "initiative_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(info=PLAIN)
    words: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    since: Mapped[date | None] = mapped_column(info=PLAIN)
    until: Mapped[date | None] = mapped_column(info=PLAIN)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]


class GateCheck(Base, MunicipalityScope):
    """What was answered about an item of a gate (gates.toml): `answer` is done or not_needed."""

    __tablename__ = "initiative_gate_check"
    __table_args__ = (
        scoped("initiative", "initiative_id", ondelete="CASCADE"),
        UniqueConstraint("initiative_id", "item"),
    )

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid)
    item: Mapped[str] = mapped_column(info=PLAIN)
    answer: Mapped[str] = mapped_column(info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    answered_at: Mapped[Instant]
    answered_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)


class GatePassage(Base, MunicipalityScope):
    """That an initiative went through a gate: what was `open` then, who let it and why."""

    __tablename__ = "initiative_gate_passage"
    __table_args__ = (scoped("initiative", "initiative_id", ondelete="CASCADE"),)

    id: Mapped[Id]
    initiative_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    before: Mapped[str] = mapped_column(info=PLAIN)
    after: Mapped[str] = mapped_column(info=PLAIN)
    open: Mapped[list[Any]] = mapped_column(JSON, default=list, info=PLAIN)
    note: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    passed_at: Mapped[Created]
    passed_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
