"""A meeting, what is on its agenda, who is invited; and the rule by which a body decides."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, Created, Id, Instant, MunicipalityScope, scope_key, scoped
from app.core.machine import Stateful
from app.core.privacy import CONTACT, IDENTITY, OWN_WORDS, PLAIN
from app.network.meetings.quorum import Rule, RuleKind


class MeetingKind(StrEnum):
    PLENARY = "plenary"
    NUCLEUS = "nucleus"
    PARISH_COMMISSION = "parish_commission"
    THEMATIC = "thematic"
    INTER_SERVICE = "inter_service"
    INFORMATION = "information"
    MULTIDISCIPLINARY = "multidisciplinary"


class MeetingState(StrEnum):
    DRAFT = "draft"
    CONVENED = "convened"
    HELD = "held"
    APPROVED = "approved"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    INFORMATION = "information"
    DECISION = "decision"
    OPINION = "opinion"


class Answer(StrEnum):
    COMES = "yes"
    REPRESENTED = "represented"
    DOES_NOT = "no"


class Presence(StrEnum):
    PRESENT = "present"
    LATE = "late"
    REPRESENTED = "represented"
    ABSENT = "absent"


THERE = frozenset({Presence.PRESENT.value, Presence.LATE.value, Presence.REPRESENTED.value})
"""Who counts for the quorum and may vote."""


class BodyRule(Base, MunicipalityScope):
    """How many of a body must be there, from a day on. Nobody writes over a rule: the next one follows it."""

    __tablename__ = "body_rule"

    id: Mapped[Id]
    body_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    since: Mapped[date] = mapped_column(info=PLAIN)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    number: Mapped[int | None] = mapped_column(info=PLAIN)
    second_after: Mapped[int | None] = mapped_column(info=PLAIN)
    second_least: Mapped[int | None] = mapped_column(info=PLAIN)
    noted_at: Mapped[Created]
    noted_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]

    @property
    def rule(self) -> Rule:
        return Rule(RuleKind(self.kind), self.number, self.second_after, self.second_least)


class Meeting(Base, Stateful):
    """Keeps wall time and zone. The rule is that of the body on the day the meeting was convened.

    `sort_key`: title and place, folded, by which it is found.
    `began` and `closed`: the hours that the minutes state. `on_second_call`: it began when it had waited for
    the quorum in vain. `approved_in_id`: the meeting that approved the minutes; None: this one, or in
    writing.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        scope_key(),
        scoped("meeting", "approved_in_id"),
        Index("ix_meeting_municipality_id_on", "municipality_id", "on", "id"),
    )

    kind: Mapped[str] = mapped_column(info=PLAIN)
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    title: Mapped[str] = mapped_column(info=PLAIN)
    sort_key: Mapped[str] = mapped_column(info=PLAIN)
    on: Mapped[date] = mapped_column(info=PLAIN)
    starts: Mapped[time] = mapped_column(info=PLAIN)
    ends: Mapped[time] = mapped_column(info=PLAIN)
    zone: Mapped[str] = mapped_column(info=PLAIN)
    place: Mapped[str] = mapped_column(default="", info=PLAIN)
    state: Mapped[str] = mapped_column(default=MeetingState.DRAFT.value, info=PLAIN)
    rule_kind: Mapped[str] = mapped_column(default=RuleKind.NONE.value, info=PLAIN)
    rule_number: Mapped[int | None] = mapped_column(info=PLAIN)
    second_after: Mapped[int | None] = mapped_column(info=PLAIN)
    second_least: Mapped[int | None] = mapped_column(info=PLAIN)
    convened_at: Mapped[Instant | None]
    convened_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    began: Mapped[time | None] = mapped_column(info=PLAIN)
    closed: Mapped[time | None] = mapped_column(info=PLAIN)
    on_second_call: Mapped[bool] = mapped_column(default=False, info=PLAIN)
    approved_on: Mapped[date | None] = mapped_column(info=PLAIN)
    approved_in_id: Mapped[UUID | None] = mapped_column(Uuid)
    approved_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    approved_at: Mapped[Instant | None]
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)

    @property
    def rule(self) -> Rule:
        return Rule(RuleKind(self.rule_kind), self.rule_number, self.second_after, self.second_least)

    @property
    def starts_at(self) -> datetime:
        """The instant it begins, aware."""
        return datetime.combine(self.on, self.starts, ZoneInfo(self.zone))

    @property
    def ends_at(self) -> datetime:
        """The instant it is to end, aware."""
        return datetime.combine(self.on, self.ends, ZoneInfo(self.zone))

    @property
    def is_ahead(self) -> bool:
        """Whether its agenda, day and invitations may still be changed."""
        return self.state in {MeetingState.DRAFT, MeetingState.CONVENED}

    @property
    def is_written(self) -> bool:
        """Whether its minutes are being written: it took place, and nobody approved them yet."""
        return self.state == MeetingState.HELD

    def is_over(self, now: datetime) -> bool:
        return self.ends_at.astimezone(UTC) <= now


class AgendaItem(Base, MunicipalityScope):
    """One item, and what the minutes say of it; with a version of its own, so that two who write down
    different items never meet.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (scope_key(), scoped("meeting", "meeting_id", ondelete="CASCADE"))

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    position: Mapped[int] = mapped_column(info=PLAIN)
    kind: Mapped[str] = mapped_column(info=PLAIN)
    words: Mapped[str] = mapped_column(info=PLAIN)
    notes: Mapped[str] = mapped_column(default="", info=OWN_WORDS)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    withdrawn_at: Mapped[Instant | None]

    meeting: Mapped[Meeting] = relationship()


class Invitee(Base, MunicipalityScope):
    """Somebody who is invited, or came: for a party, or for themselves. `is_member`: their seat counts.

    `spokesperson`: who speaks in their place, as they announced it or as it was.
    """

    __tablename__ = "invitee"
    __table_args__ = (scope_key(), scoped("meeting", "meeting_id", ondelete="CASCADE"))

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    party_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(default="", info=IDENTITY)
    role: Mapped[str] = mapped_column(default="", info=PLAIN)
    email: Mapped[str] = mapped_column(default="", info=CONTACT)
    is_member: Mapped[bool] = mapped_column(default=True, info=PLAIN)
    written_at: Mapped[Instant | None]
    answer: Mapped[str] = mapped_column(default="", info=PLAIN)
    answered_at: Mapped[Instant | None]
    answered_how: Mapped[str] = mapped_column(default="", info=PLAIN)
    presence: Mapped[str] = mapped_column(default="", info=PLAIN)
    spokesperson: Mapped[str] = mapped_column(default="", info=IDENTITY)
    version: Mapped[int] = mapped_column(default=1, info=PLAIN)
    created_at: Mapped[Created]
    withdrawn_at: Mapped[Instant | None]

    meeting: Mapped[Meeting] = relationship()

    @property
    def was_there(self) -> bool:
        return self.presence in THERE
