"""What somebody wants, among what waits for an answer on the front page."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.directory.interests.queries import interests_to_answer


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """What nobody has answered."""
    if actor.may(Permission.INVENTORY_CLAIM):
        yield Waiting(interests_to_answer(actor), _interests, "directory.interests")


def _interests(count: int) -> str:
    return ngettext(
        "%(num)d thing wanted at the kiosk, without an answer",
        "%(num)d things wanted at the kiosk, without an answer",
        count,
    )
