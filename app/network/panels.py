"""What of the municipality waits for whoever looks after it, on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.network.queries import count_without_hours


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """A desk of which nobody said when it is open: the kiosk cannot say it either."""
    if actor.may(Permission.MUNICIPALITY_WRITE):
        yield Waiting(count_without_hours(actor), _hours, "network.edit_municipality")


def _hours(_count: int) -> str:
    return gettext("Say when the desk is open: the kiosk does not know")
