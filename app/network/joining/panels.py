"""What of the partnership waits for whoever looks after it, on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.network.joining.queries import count_answered


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Answers to invitations that nobody has taken over."""
    if actor.may(Permission.PARTNERSHIP_WRITE):
        yield Waiting(count_answered(actor), _answers, "network.partner_invitations")


def _answers(count: int) -> str:
    return ngettext(
        "%(num)d answer to an invitation to the partnership",
        "%(num)d answers to invitations to the partnership",
        count,
    )
