"""What of protocols waits for somebody: 90 days before a last day, and once a day is past."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext, lazy_gettext, ngettext

from app.core import clock
from app.core.actor import Actor
from app.core.feature import Link, Unfinished, Waiting
from app.core.permission import Permission
from app.network.protocols.models import Protocol, Renewal
from app.network.protocols.queries import due
from app.network.protocols.queries.protocols import today_at
from app.network.protocols.term import Standing
from app.network.queries import get_zone


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """For whoever writes protocols, all of the municipality."""
    if not actor.may(Permission.PARTNERSHIP_WRITE):
        return
    ending = {"sort": "end"}
    yield Waiting(
        due.count_expiring(actor, today),
        _expiring,
        "network.protocols",
        {**ending, "standing": Standing.EXPIRING.value},
    )
    yield Waiting(
        due.count_over(actor, today),
        _over,
        "network.protocols",
        {**ending, "standing": Standing.ENDED.value},
    )
    yield Waiting(due.count_late(actor, today), _late, "network.protocols", {"due": "late"})


def unfinished(actor: Actor, at_most: int) -> list[Unfinished]:
    """What the actor looks after: protocols near their last day or past it, obligations past theirs."""
    if not actor.may(Permission.PARTNERSHIP_READ):
        return []
    today = clock.today(get_zone(actor.here()))
    ending = [_ending(*each) for each in due.list_own_ending(actor, today, at_most)]
    late = [
        Unfinished(
            each.what,
            each.due_on or today,
            gettext("obligation past its day: %(title)s", title=each.protocol.title),
            Link(
                lazy_gettext("Note as done"),
                "network.obligation",
                {"protocol_id": each.protocol_id, "obligation_id": each.id},
            ),
        )
        for each in due.list_own_late(actor, today, at_most)
    ]
    return sorted([*ending, *late], key=lambda each: each.on)[:at_most]


def _ending(protocol: Protocol, day: date) -> Unfinished:
    if protocol.renewal == Renewal.BY_ITSELF:
        note = gettext("protocol: renews itself after this day, unless somebody ends it")
    elif day < today_at(protocol):
        note = gettext("protocol: ran out; renew it, or say that it ended")
    else:
        note = gettext("protocol: its last day")
    link = Link(lazy_gettext("Show"), "network.protocol", {"protocol_id": protocol.id})
    return Unfinished(protocol.title, day, note, link)


def _expiring(count: int) -> str:
    return ngettext("%(num)d protocol ends within 90 days", "%(num)d protocols end within 90 days", count)


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
