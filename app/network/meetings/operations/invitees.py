"""Who is invited to a meeting, what they answered, who was there."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.network.meetings.models.meeting import Answer, Invitee, Meeting, MeetingState
from app.network.meetings.operations.agenda import demand_open, demand_written
from app.network.meetings.operations.meetings import NotPlanned, demand_quorum_of_decisions
from app.network.meetings.queries.records import list_invitees
from app.network.parties.queries import get_offered_organisation


class WasThere(Conflict):
    """Their presence is noted: they are not taken off the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is invited: for a party, by name, or both."""

    party_id: UUID | None = None
    name: str = ""
    role: str = ""
    email: str = ""
    is_member: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether somebody was there, and who spoke for them."""

    presence: str = ""
    spokesperson: str = ""


def invite(actor: Actor, *, meeting: Meeting, invitee_id: UUID, guest: Guest) -> Invitee:
    """One more; of a meeting that is held: somebody who came without having been invited.

    Raises NotPlanned, NotFound for a party that does not work there.
    """
    demand_open(actor, meeting)
    if known := records.known(Invitee, invitee_id, meeting_id=meeting.id):
        return known
    if guest.party_id:
        get_offered_organisation(meeting.municipality_id, guest.party_id)
    invitee = Invitee(
        id=invitee_id,
        municipality_id=meeting.municipality_id,
        meeting_id=meeting.id,
        **asdict(guest),
    )
    return records.add(actor, invitee)


def edit_invitee(actor: Actor, *, invitee: Invitee, version: int, guest: Guest) -> None:
    """Change who is meant; raises StaleRecord, NotPlanned, NotFound, HasDecided."""
    demand_open(actor, invitee.meeting)
    if guest.party_id and guest.party_id != invitee.party_id:
        get_offered_organisation(invitee.municipality_id, guest.party_id)
    records.edit(actor, invitee, version, asdict(guest))
    demand_quorum_of_decisions(invitee.meeting)


def withdraw_invitee(actor: Actor, *, invitee: Invitee) -> None:
    """Take somebody off the list. Raises WasThere where they were noted as present."""
    demand_open(actor, invitee.meeting)
    records.lock(invitee)
    if invitee.was_there:
        raise WasThere
    if invitee.withdrawn_at is None:
        invitee.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", invitee)
        db.session.flush()


def restore_invitee(actor: Actor, *, invitee: Invitee) -> None:
    """Invite somebody again who was taken off the list. Raises HasDecided."""
    demand_open(actor, invitee.meeting)
    if invitee.withdrawn_at is not None:
        invitee.withdrawn_at = None
        records.record(actor, "restored", invitee)
        db.session.flush()
        demand_quorum_of_decisions(invitee.meeting)


def note_answer(
    actor: Actor, *, invitee: Invitee, version: int, answer: Answer | None, how: str, spokesperson: str = ""
) -> None:
    """What somebody answered, and how it came; None takes it back. Raises StaleRecord, NotPlanned."""
    actor.demand(Permission.PARTNERSHIP_WRITE, invitee.municipality_id)
    if invitee.meeting.state != MeetingState.CONVENED or invitee.withdrawn_at:
        raise NotPlanned
    records.demand_version(invitee, version)
    put_answer(actor, invitee, answer, how, spokesperson)


def put_answer(
    actor: Actor, invitee: Invitee, answer: Answer | None, how: str, spokesperson: str = ""
) -> None:
    """Write an answer into a row that the caller has locked and may write."""
    values = {
        "answer": answer.value if answer else "",
        "answered_how": how,
        "spokesperson": spokesperson,
    }
    changed = records.put(invitee, values)
    if changed:
        invitee.answered_at = clock.now() if answer else None
    records.record_edit(actor, invitee, changed, act="answered")


def note_presence(actor: Actor, *, meeting: Meeting, marks: Mapping[UUID, tuple[Mark, Mark]]) -> int:
    """Who was there, by invitee: what stood in the list that was drawn, and what was typed; how many changed.

    What only somebody else changed meanwhile stays. Raises NotedMeanwhile with what both changed,
    MinutesClosed, HasDecided where decisions would lose their quorum.
    """
    demand_written(actor, meeting)
    rows = {each.id: each for each in list_invitees(meeting.id) if each.withdrawn_at is None}
    theirs: dict[UUID, Mark] = {}
    count = 0
    for invitee_id, (was, now) in marks.items():
        row = rows.get(invitee_id)
        if row is None or was == now:
            continue
        stored = Mark(row.presence, row.spokesperson)
        if stored not in {was, now}:
            theirs[invitee_id] = stored
        elif stored != now:
            records.record_edit(actor, row, records.put(row, asdict(now)), act="noted")
            count += 1
    if theirs:
        raise NotedMeanwhile(theirs)
    demand_quorum_of_decisions(meeting)
    return count


class NotedMeanwhile(Conflict):
    """Somebody else noted other presences since the list was drawn; `theirs` by invitee."""

    def __init__(self, theirs: Mapping[UUID, Mark]) -> None:
        self.theirs = theirs
        super().__init__(theirs)
