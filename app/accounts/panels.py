"""What of accounts waits for somebody, on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.accounts.invitations import count_invitations
from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Invitations that nobody has taken."""
    if actor.may(Permission.STAFF_WRITE):
        yield Waiting(count_invitations(actor), _invitations, "accounts.staff_list")


def _invitations(count: int) -> str:
    return ngettext(
        "%(num)d invitation was sent and not taken yet",
        "%(num)d invitations were sent and not taken yet",
        count,
    )
