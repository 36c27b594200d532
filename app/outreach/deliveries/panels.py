"""What records show on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.outreach.deliveries.queries import to_attend


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Registrations from sessions that could not be made by themselves."""
    if actor.may(Permission.OUTREACH_REGISTER):
        yield Waiting(to_attend(actor), _records, "outreach.attention")


def _records(count: int) -> str:
    return ngettext(
        "%(num)d registration from a session needs attention",
        "%(num)d registrations from sessions need attention",
        count,
    )
