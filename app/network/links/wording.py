"""How the states of a link are said, to whoever holds it and to the office."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.links import Closed
from app.network.links.models import PartnerLink

GONE, UNKNOWN = "gone", "unknown"
TITLES: Mapping[str, Any] = {
    Closed.USED: _("Your answer is here"),
    Closed.WITHDRAWN: _("This link was withdrawn"),
    Closed.EXPIRED: _("The time of this link is over"),
    GONE: _("What this link was about is no longer there"),
    UNKNOWN: _("This link leads nowhere"),
}
SENTENCES: Mapping[str, Any] = {
    Closed.USED: _(
        "It was answered with this link, which is for one answer. There is nothing more to do. If it was not "
        "you who answered, or something changed, please tell us."
    ),
    Closed.WITHDRAWN: _(
        "Whoever sent it has taken it back, perhaps because another one was sent. If you were still going to "
        "answer, please tell us."
    ),
    Closed.EXPIRED: _(
        "It could be answered until a certain day, and that day has passed. If you were still going to "
        "answer, please tell us: a new link can be sent."
    ),
    GONE: _("It was removed or has ended since the link was sent. You need do nothing."),
    UNKNOWN: _(
        "Perhaps a part of it is missing: some mail programs break long addresses. Please copy the whole "
        "address from the message or the paper, or ask us for a new one."
    ),
}


class Standing(StrEnum):
    """Where a link stands, to the office."""

    WAITING = "waiting"
    OPENED = "opened"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


STANDINGS: Mapping[str, tuple[Any, str]] = {
    Standing.WAITING: (_("Not opened yet"), ""),
    Standing.OPENED: (_("Opened, not answered"), "ochre"),
    Standing.ANSWERED: (_("Answered"), "good"),
    Standing.WITHDRAWN: (_("Withdrawn"), ""),
    Standing.EXPIRED: (_("Time is over"), ""),
}
"""In words, with the tone of their tag."""


def standing_of(link: PartnerLink) -> Standing:
    """What the office reads of a link before anything else: an answer, before that it is over."""
    if link.answered_at is not None:
        return Standing.ANSWERED
    if link.closed is not None:
        return Standing.WITHDRAWN if link.closed is Closed.WITHDRAWN else Standing.EXPIRED
    return Standing.OPENED if link.opened_at is not None else Standing.WAITING
