"""The clock of freshness: its owner says how often an entry must be looked at, the clock says when."""

from datetime import date, timedelta

from app.directory.models import Service

INTERVALS = (30, 90, 180, 365)
"""Days an owner may choose from."""
SOON = timedelta(days=14)
REMIND_AGAIN = timedelta(days=30)
"""Who does not answer is asked again after so many days."""


def is_fresh(due_on: date | None, today: date) -> bool:
    """Whether the entry was checked and its time is not over."""
    return due_on is not None and due_on >= today


def is_due_soon(due_on: date | None, today: date) -> bool:
    """Whether the day to check is near or past; never checked is past."""
    return due_on is None or due_on <= today + SOON


def is_to_remind(service: Service, today: date) -> bool:
    """Whether its owner should be written to: once when the time is over, again after a month of silence."""
    if is_fresh(service.due_on, today):
        return False
    return service.reminded_on is None or service.reminded_on <= today - REMIND_AGAIN
