"""What somebody wants: among what waits for an answer on the front page, and on the page of their list."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import Select

from app.core.actor import Actor
from app.core.feature import Area, Panel, Waiting
from app.core.lines import WHOSE, Lines, lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Moment
from app.directory.interests.models import Interest
from app.directory.interests.queries import interests_to_answer, list_of_list
from app.directory.interests.states import INTEREST
from app.people.models import Participant
from app.skills.models.inventory import Inventory

WANTED = "interest"


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """What nobody has answered."""
    if actor.may(Permission.INVENTORY_CLAIM):
        yield Waiting(interests_to_answer(actor), _interests, "directory.interests")


def of_list(inventory: Inventory) -> Iterator[Panel]:
    """What was asked for with a list, answered or not."""
    if interests := list_of_list(inventory.id):
        context = {"interests": interests, "states": INTEREST.names}
        yield Panel(Area.MAIN, 10, "directory/interests/_of_list.html", context)


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """What a person wanted with their lists, for whoever receives lists."""
    return _lines() if actor.may(Permission.INVENTORY_CLAIM, person.municipality_id) else ()


@cache
def _lines() -> Sequence[Select[Any]]:
    wanted = lines(WANTED, Interest.id, Interest.created_at, what=Interest.state, words=Interest.title)
    wanted = wanted.join_from(Interest, Inventory, Inventory.id == Interest.inventory_id)
    return (wanted.where(Inventory.participant_id == WHOSE),)


def about(_actor: Actor, _person: Participant, read: Lines) -> AboutPerson:
    """What the person asked for at the kiosk, and what became of it."""
    moments = [
        Moment(each.at, _("Asked for at the kiosk"), text=f"{each.words}: {INTEREST.name(each.what)}")
        for each in read[WANTED]
    ]
    return AboutPerson(moments=moments)


def _interests(count: int) -> str:
    return ngettext(
        "%(num)d thing wanted at the kiosk, without an answer",
        "%(num)d things wanted at the kiosk, without an answer",
        count,
    )
