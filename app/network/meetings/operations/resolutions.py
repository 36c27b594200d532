"""What a meeting decides and thinks, who dissents, and what becomes of it."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError, Forbidden
from app.network.meetings.models.meeting import AgendaItem, Meeting
from app.network.meetings.models.record import Dissent, Resolution, Stance
from app.network.meetings.operations.agenda import demand_written
from app.network.meetings.permissions import may_close
from app.network.meetings.queries.records import list_invitees, quorum_of
from app.network.parties.queries import get_offered_organisation


class NoQuorum(Conflict):
    """Too few were there: it was held as information, and decides nothing."""


class TooManyVotes(DomainError):
    """More votes than there were people; `present` says how many."""

    status = 422

    def __init__(self, present: int) -> None:
        self.present = present
        super().__init__(present)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was resolved. Votes None: by consensus. With a `stance` it is an opinion on `subject`."""

    words: str
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    owner_party_id: UUID | None = None
    owner_staff_id: UUID | None = None
    due_on: date | None = None
    subject: str = ""
    link: str = ""
    stance: Stance | None = None

    @property
    def columns(self) -> dict[str, object]:
        return {**asdict(self), "stance": self.stance.value if self.stance else ""}


def resolve(actor: Actor, *, item: AgendaItem, resolution_id: UUID, outcome: Outcome) -> Resolution:
    """Note what was resolved under an item. Raises NoQuorum, TooManyVotes, MinutesClosed, NotFound."""
    demand_written(actor, item.meeting)
    if known := records.known(Resolution, resolution_id, agenda_item_id=item.id):
        return known
    _check(item.meeting, outcome)
    resolution = Resolution(
        id=resolution_id,
        municipality_id=item.municipality_id,
        meeting_id=item.meeting_id,
        agenda_item_id=item.id,
        created_at=clock.now(),
        created_by=actor.id,
        **outcome.columns,
    )
    return records.add(actor, resolution)


def edit_resolution(actor: Actor, *, resolution: Resolution, version: int, outcome: Outcome) -> None:
    """Change what was noted; raises StaleRecord, NoQuorum, TooManyVotes, MinutesClosed, NotFound."""
    demand_written(actor, resolution.meeting)
    _check(resolution.meeting, outcome)
    records.edit(actor, resolution, version, outcome.columns)


def withdraw_resolution(actor: Actor, *, resolution: Resolution) -> None:
    """It was noted by mistake; it stays to be read by who writes the minutes. Raises MinutesClosed."""
    demand_written(actor, resolution.meeting)
    if resolution.withdrawn_at is None:
        resolution.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", resolution)
        db.session.flush()


def restore_resolution(actor: Actor, *, resolution: Resolution) -> None:
    """It was resolved after all. Raises NoQuorum, MinutesClosed."""
    demand_written(actor, resolution.meeting)
    _demand_quorum(resolution.meeting)
    if resolution.withdrawn_at is not None:
        resolution.withdrawn_at = None
        records.record(actor, "restored", resolution)
        db.session.flush()


def close_resolution(actor: Actor, *, resolution: Resolution, version: int, on: date, how: str) -> None:
    """Say that a decision is done, or what became of it; also when the minutes are approved.

    Raises StaleRecord, Conflict for what was taken back, Forbidden.
    """
    _demand_owner(actor, resolution)
    records.demand_version(resolution, version)
    if resolution.withdrawn_at is not None:
        raise Conflict
    values = {"closed_on": on, "closed_how": how, "closed_by": actor.id}
    records.record_edit(actor, resolution, records.put(resolution, values), act="closed")


def reopen_resolution(actor: Actor, *, resolution: Resolution) -> None:
    """It is not done after all: it comes back."""
    _demand_owner(actor, resolution)
    records.lock(resolution)
    values = {"closed_on": None, "closed_how": "", "closed_by": None}
    records.record_edit(actor, resolution, records.put(resolution, values), act="reopened")


def dissent(actor: Actor, *, resolution: Resolution, dissent_id: UUID, whose: str, words: str) -> Dissent:
    """Keep what somebody said against it, in their words. Raises MinutesClosed."""
    demand_written(actor, resolution.meeting)
    if known := records.known(Dissent, dissent_id, resolution_id=resolution.id):
        return known
    row = Dissent(
        id=dissent_id,
        municipality_id=resolution.municipality_id,
        resolution_id=resolution.id,
        whose=whose,
        words=words,
        created_at=clock.now(),
        created_by=actor.id,
    )
    return records.add(actor, row)


def withdraw_dissent(actor: Actor, *, resolution: Resolution, row: Dissent) -> None:
    """It was noted by mistake. Raises MinutesClosed."""
    demand_written(actor, resolution.meeting)
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", row)
        db.session.flush()


def restore_dissent(actor: Actor, *, resolution: Resolution, row: Dissent) -> None:
    """It was said after all. Raises MinutesClosed."""
    demand_written(actor, resolution.meeting)
    if row.withdrawn_at is not None:
        row.withdrawn_at = None
        records.record(actor, "restored", row)
        db.session.flush()


def _check(meeting: Meeting, outcome: Outcome) -> None:
    present = _demand_quorum(meeting)
    votes = (outcome.votes_for, outcome.votes_against, outcome.abstained)
    if sum(each or 0 for each in votes) > present:
        raise TooManyVotes(present)
    if outcome.owner_party_id:
        get_offered_organisation(meeting.municipality_id, outcome.owner_party_id)


def _demand_quorum(meeting: Meeting) -> int:
    """How many may vote: the members who are there; NoQuorum."""
    quorum = quorum_of(meeting, list_invitees(meeting.id))
    if not quorum.is_met:
        raise NoQuorum
    return quorum.present


def _demand_owner(actor: Actor, resolution: Resolution) -> None:
    if not may_close(actor, resolution):
        raise Forbidden
