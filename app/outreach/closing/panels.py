"""What of outreach waits for somebody on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.outreach.closing.queries import calls_to_make


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Those who asked at a session to be called, for whoever registers people there."""
    if actor.may(Permission.OUTREACH_REGISTER):
        yield Waiting(calls_to_make(actor), _calls, "outreach.calls")


def _calls(count: int) -> str:
    return ngettext(
        "%(num)d person who asked at a session to be called",
        "%(num)d people who asked at a session to be called",
        count,
    )
