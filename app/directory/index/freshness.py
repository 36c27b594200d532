"""The clock of freshness: its owner says how often an entry must be looked at, the clock says when."""

from datetime import date, timedelta

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
