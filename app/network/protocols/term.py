"""How a protocol stands on a day: computed from what somebody decided and from its days, never stored.

Nobody has to be there on the day on which it begins, comes near its end or runs out; a stored word would be
wrong from midnight until a machine had run. Who signs, ends or renews one decides something: that is stored.
"""

from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from sqlalchemy import ColumnElement, and_, or_

from app.network.protocols.models import Protocol, ProtocolState, Renewal

AHEAD = timedelta(days=90)
"""So long before its last day a protocol is about to expire."""
NEVER = date(9999, 12, 31)
"""The last day of what does not run out, for lists that are sorted by it."""
DAY = timedelta(days=1)


class Standing(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    RENEWED = "renewed"
    ENDED = "ended"


HOLDS = frozenset({Standing.IN_FORCE, Standing.EXPIRING, Standing.RENEWED})
"""In force, whatever comes after."""


def standing(protocol: Protocol, today: date) -> Standing:
    """How it stands: signed before its first day; renewed once the period after this one is agreed."""
    if protocol.state != ProtocolState.SIGNED:
        return Standing.DRAFT if protocol.is_draft else Standing.ENDED
    if protocol.starts_on and today < protocol.starts_on:
        return Standing.SIGNED
    if protocol.ends_on is None or protocol.renewal == Renewal.BY_ITSELF:
        return Standing.IN_FORCE
    if protocol.ends_on < today:
        return Standing.ENDED
    if protocol.renewed_from and today < protocol.renewed_from:
        return Standing.RENEWED
    return Standing.EXPIRING if protocol.ends_on - today <= AHEAD else Standing.IN_FORCE


def is_standing(wanted: Standing, today: date) -> ColumnElement[bool]:
    """The protocols that stand so on a day: what `standing` says, in SQL."""
    begun = Protocol.starts_on <= today
    lasts = or_(Protocol.ends_on.is_(None), Protocol.renewal == Renewal.BY_ITSELF.value)
    runs = and_(~lasts, Protocol.ends_on >= today)
    renewed = and_(Protocol.renewed_from.is_not(None), Protocol.renewed_from > today)
    near = Protocol.ends_on <= today + AHEAD
    signed = Protocol.state == ProtocolState.SIGNED.value
    over = and_(signed, begun, ~lasts, Protocol.ends_on < today)
    return {
        Standing.DRAFT: Protocol.state == ProtocolState.DRAFT.value,
        Standing.SIGNED: and_(signed, Protocol.starts_on > today),
        Standing.IN_FORCE: and_(signed, begun, or_(lasts, and_(runs, ~renewed, ~near))),
        Standing.EXPIRING: and_(signed, begun, runs, ~renewed, near),
        Standing.RENEWED: and_(signed, begun, runs, renewed),
        Standing.ENDED: or_(Protocol.state == ProtocolState.ENDED.value, over),
    }[wanted]


def stands(today: date) -> ColumnElement[bool]:
    """What something new may rest on: signed, and not over."""
    return or_(*(is_standing(each, today) for each in (Standing.SIGNED, *sorted(HOLDS))))


def runs_until(protocol: Protocol, today: date) -> date | None:
    """The last day of the period that runs; of one that renews itself the next such day. None: no end."""
    end = protocol.ends_on
    if end is None or protocol.renewal != Renewal.BY_ITSELF or today <= end or not protocol.renewal_months:
        return end
    first, months = end + DAY, protocol.renewal_months
    passed = (today.year - first.year) * 12 + today.month - first.month
    times = max(1, passed // months)
    while (end := first + relativedelta(months=times * months) - DAY) < today:
        times += 1
    return end


def is_near(today: date) -> ColumnElement[bool]:
    """Its last day is near: it expires, or renews itself unless somebody ends it before."""
    renews_itself = and_(
        Protocol.state == ProtocolState.SIGNED.value, Protocol.renewal == Renewal.BY_ITSELF.value
    )
    return or_(
        is_standing(Standing.EXPIRING, today),
        and_(renews_itself, Protocol.last_on.between(today, today + AHEAD)),
    )


def ran_out(today: date) -> ColumnElement[bool]:
    """It is over, and nobody has said so yet or renewed it."""
    return and_(is_standing(Standing.ENDED, today), Protocol.state == ProtocolState.SIGNED.value)
