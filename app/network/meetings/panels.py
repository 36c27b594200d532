"""What of meetings waits for somebody, on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.network.meetings.queries.decisions import OPEN, count_to_do


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Decisions that are not done: all for who prepares meetings, one's own for whoever has some."""
    if actor.may(Permission.PARTNERSHIP_READ) or actor.may(Permission.PARTNERSHIP_OWN):
        mine = {} if actor.may(Permission.PARTNERSHIP_WRITE) else {"mine": "y"}
        yield Waiting(count_to_do(actor), _decisions, "network.decisions", {"state": OPEN, **mine})


def _decisions(count: int) -> str:
    return ngettext(
        "%(num)d decision of a meeting to carry out", "%(num)d decisions of meetings to carry out", count
    )
