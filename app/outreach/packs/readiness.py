"""When a device can be prepared for a session."""

from datetime import datetime, timedelta
from enum import StrEnum

from app.workshops.planning.models.series import WorkshopState
from app.workshops.planning.models.session import Session

AHEAD = timedelta(days=31)
"""A pack holds what was true when it was made: the cards, the wordings, the series to wish for."""


class NotReady(StrEnum):
    CANCELLED = "cancelled"
    OVER = "over"
    FAR = "far"
    """It is more than a month ahead."""


def why_not(session: Session, now: datetime) -> NotReady | None:
    """Why a device cannot be prepared for a session now; None where it can."""
    if session.is_cancelled or session.workshop.state == WorkshopState.CANCELLED:
        return NotReady.CANCELLED
    if session.ends_at <= now:
        return NotReady.OVER
    return NotReady.FAR if session.starts_at - now > AHEAD else None
