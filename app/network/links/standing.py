"""Where a link stands, as it is said to the office."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.links import Closed
from app.network.links.models import PartnerLink


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
