"""Reads of what remains of a session besides who was there."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import NotFound
from app.core.files import File
from app.workshops.attendance.models import Headcount, SessionScan
from app.workshops.planning.models.session import Session


def heads_of(session_id: UUID) -> dict[str, int]:
    """How many of each group were counted without being registered."""
    rows = db.session.scalars(select(Headcount).where(Headcount.session_id == session_id))
    return {row.group: row.count for row in rows}


def scans_of(session_id: UUID) -> Sequence[SessionScan]:
    """The scans of the signed sheets of a session, the oldest first."""
    query = select(SessionScan).where(SessionScan.session_id == session_id)
    return db.session.scalars(query.order_by(SessionScan.created_at, SessionScan.id)).all()


def get_scan(session: Session, scan_id: UUID) -> File:
    """The file of one scan of this session; NotFound."""
    scan = db.session.get(SessionScan, scan_id)
    if scan is None or scan.session_id != session.id:
        raise NotFound
    return db.session.get_one(File, scan.file_id)
