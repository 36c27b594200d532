"""Corrections of minutes that are approved: appended, never written over."""

from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.network.meetings.models.meeting import Meeting, MeetingState
from app.network.meetings.models.record import MinutesCorrection


class NotApproved(Conflict):
    """Minutes that are being written are changed, not corrected."""


def correct(actor: Actor, *, meeting: Meeting, correction_id: UUID, words: str) -> MinutesCorrection:
    """Append what the minutes should have said. Raises NotApproved."""
    actor.demand(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)
    if known := records.known(MinutesCorrection, correction_id, meeting_id=meeting.id):
        return known
    records.lock(meeting)
    if meeting.state != MeetingState.APPROVED:
        raise NotApproved
    row = MinutesCorrection(
        id=correction_id,
        municipality_id=meeting.municipality_id,
        meeting_id=meeting.id,
        words=words,
        created_at=clock.now(),
        created_by=actor.id,
    )
    return records.add(actor, row)


def withdraw_correction(actor: Actor, *, correction: MinutesCorrection) -> None:
    """It was noted by mistake; it stays on the page, struck out, and off the paper."""
    actor.demand(Permission.PARTNERSHIP_WRITE, correction.municipality_id)
    if correction.withdrawn_at is None:
        correction.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", correction)
        db.session.flush()


def restore_correction(actor: Actor, *, correction: MinutesCorrection) -> None:
    """It holds after all."""
    actor.demand(Permission.PARTNERSHIP_WRITE, correction.municipality_id)
    if correction.withdrawn_at is not None:
        correction.withdrawn_at = None
        records.record(actor, "restored", correction)
        db.session.flush()
