"""What remains of a session besides who was there: its summary, and the scan of the signed sheet."""

from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.files import File
from app.core.permission import Permission
from app.workshops.attendance.models import SessionScan
from app.workshops.planning.models.session import Session


def write_summary(actor: Actor, *, session: Session, version: int, text: str) -> None:
    """Write the summary ("sumário") of a session read at `version`; StaleRecord, Conflict when cancelled.

    The same words again change nothing.
    """
    actor.demand(Permission.ATTENDANCE_WRITE, session.municipality_id)
    records.lock(session)
    if session.summary == text:
        return
    records.demand_version(session, version)
    if session.is_cancelled:
        raise Conflict
    session.summary, session.summary_by, session.summary_at = text, actor.id, clock.now()
    records.record_edit(actor, session, ["summary"], act="summary_written")


def keep_scan(actor: Actor, *, scan_id: UUID, session: Session, file: File) -> SessionScan:
    """Keep the scan of a signed sheet. The same file twice is kept once."""
    actor.demand(Permission.ATTENDANCE_WRITE, session.municipality_id)
    same = select(SessionScan).where(SessionScan.session_id == session.id, SessionScan.file_id == file.id)
    if known := db.session.scalars(same).first():
        return known
    scan = SessionScan(
        id=scan_id,
        municipality_id=session.municipality_id,
        session_id=session.id,
        file_id=file.id,
        created_at=clock.now(),
        created_by=actor.id,
    )
    db.session.add(scan)
    records.record(actor, "scan_kept", session)
    db.session.flush()
    return scan
