"""What of protocols waits for somebody: 90 days before a last day, and once a day is past."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.network.protocols.queries import due
from app.network.protocols.queries.protocols import LATE, NEAR, OVER, OWN_LATE

LIST = "network.protocols"


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """For whoever writes protocols all of the municipality, for others what they look after."""
    if not actor.may(Permission.PARTNERSHIP_READ) or actor.id is None:
        return
    is_all = actor.may(Permission.PARTNERSHIP_WRITE)
    whose = None if is_all else actor.id
    order = {"sort": "end"} if is_all else {"sort": "end", "owner": str(actor.id)}
    yield Waiting(due.count_near(actor, today, whose), _near, LIST, {**order, "due": NEAR})
    yield Waiting(due.count_over(actor, today, whose), _over, LIST, {**order, "due": OVER})
    late = LATE if is_all else OWN_LATE
    yield Waiting(due.count_late(actor, today, whose), _late, LIST, {"due": late})


def _near(count: int) -> str:
    return ngettext(
        "%(num)d protocol has its last day within 90 days",
        "%(num)d protocols have their last day within 90 days",
        count,
    )


def _over(count: int) -> str:
    return ngettext(
        "%(num)d protocol ran out, and was neither renewed nor ended",
        "%(num)d protocols ran out, and were neither renewed nor ended",
        count,
    )


def _late(count: int) -> str:
    return ngettext(
        "%(num)d obligation of a protocol is past its day",
        "%(num)d obligations of protocols are past their day",
        count,
    )
