"""How long a screen waits for a hand. All times in seconds.

With JavaScript the page counts by itself; without it the page refreshes to the question "are you still
there?" and from there to the end. The server keeps a longer limit of its own for a browser that died.
"""

from datetime import datetime

from app.kiosk.screen import SeenCall, SeenList, SeenVisit

CHOICES = 60
READING = 120
CODE = 180
CALL = 300
GRACE = 30
SHORTEST = CHOICES + GRACE
TOLD_EVERY = 15
"""A page that is only read is written down as activity at most so often."""
UNTOLD = CODE // 4 + TOLD_EVERY
"""How much of a hand's activity the server may not have heard of (idle.js tells every quarter)."""


def wait(screen: int, notice: SeenCall | None) -> int:
    """How long a screen waits before it asks: longer while somebody of the office is called."""
    return max(screen, CALL) if notice and notice.is_open else screen


def quiet_for(visit: SeenVisit, notice: SeenCall | None, now: datetime) -> float:
    """Since when nobody gave a sign; the answer to a call is one, so that a colleague finds the person.

    A sign of later than now was given before the clock was set back: it is as old as it lies ahead, or the
    next person would find the visit.
    """
    signs = [visit.active_at]
    if notice and notice.answered_at:
        signs.append(notice.answered_at)
    return min(abs(now - sign).total_seconds() for sign in signs)


def is_over(visit: SeenVisit, inventory: SeenList | None, notice: SeenCall | None, now: datetime) -> bool:
    """Whether the visit is past what any of its screens would have waited."""
    has_paper = inventory is not None and not inventory.is_draft
    longest = wait(CODE if has_paper else READING, notice)
    return quiet_for(visit, notice, now) > longest + GRACE + UNTOLD
