"""What of meetings waits for somebody, on the front page."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Link, Waiting
from app.core.permission import Permission
from app.network.meetings.queries.decisions import OPEN, count_to_do, to_do_of


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Decisions that are not done: all for who prepares meetings, one's own for whoever has some."""
    if actor.may(Permission.PARTNERSHIP_READ) or actor.may(Permission.PARTNERSHIP_OWN):
        mine = {} if actor.may(Permission.PARTNERSHIP_WRITE) else {"mine": "y"}
        yield Waiting(count_to_do(actor), _decisions, "network.decisions", {"state": OPEN, **mine})


def _decisions(count: int) -> str:
    return ngettext(
        "%(num)d decision of a meeting to carry out", "%(num)d decisions of meetings to carry out", count
    )


def resting(actor: Actor, party_id: UUID) -> Sequence[Link]:
    """What a party still has to carry out, of what the actor may know of."""
    return [
        Link(each.words, "network.meeting", {"meeting_id": each.meeting_id})
        for each in to_do_of(actor, party_id)
    ]
