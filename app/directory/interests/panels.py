"""What somebody wants: among what waits for an answer on the front page, and on the page of their list."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Area, Panel, Waiting
from app.core.permission import Permission
from app.directory.interests.queries import interests_to_answer, list_of_list
from app.directory.interests.states import INTEREST
from app.skills.models.inventory import Inventory


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """What nobody has answered."""
    if actor.may(Permission.INVENTORY_CLAIM):
        yield Waiting(interests_to_answer(actor), _interests, "directory.interests")


def of_list(inventory: Inventory) -> Iterator[Panel]:
    """What was asked for with a list, answered or not."""
    if interests := list_of_list(inventory.id):
        context = {"interests": interests, "states": INTEREST.names}
        yield Panel(Area.MAIN, 10, "directory/interests/_of_list.html", context)


def _interests(count: int) -> str:
    return ngettext(
        "%(num)d thing wanted at the kiosk, without an answer",
        "%(num)d things wanted at the kiosk, without an answer",
        count,
    )
