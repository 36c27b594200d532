"""What of the installation waits for somebody, on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.network.installation.permissions import READ
from app.network.installation.queries.installation import count_unshown


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """Steps that point to nothing: how far the others are is asked of every feature, on the list itself."""
    if actor.may(READ):
        yield Waiting(count_unshown(actor, today), _unshown, "network.installation")


def _unshown(count: int) -> str:
    return ngettext(
        "The day of %(num)d step of the installation is past, and nothing is noted that shows it",
        "The day of %(num)d steps of the installation is past, and nothing is noted that shows them",
        count,
    )
