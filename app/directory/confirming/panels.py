"""What owners say of their services waits on the front page of whoever writes the directory."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.directory.confirming.queries import count_to_mend


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Services that are not as the directory says."""
    if actor.may(Permission.DIRECTORY_WRITE):
        yield Waiting(count_to_mend(actor), _sentence, "directory.service_reports")


def _sentence(count: int) -> str:
    return ngettext(
        "%(num)d service is different from what the directory says",
        "%(num)d services are different from what the directory says",
        count,
    )
