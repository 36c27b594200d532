"""Ideas: among what waits on the front page, with their list, their person, and what they led to."""

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
from app.initiatives.ideas.models import Idea
from app.initiatives.ideas.queries import ideas_to_answer, list_of_list, list_of_opportunity
from app.initiatives.ideas.states import IDEA
from app.initiatives.ideas.wording import taps_of
from app.initiatives.opportunities.models import Opportunity
from app.people.models import Participant
from app.skills.models.inventory import Inventory

SAID = "idea"


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """What nobody has answered."""
    if actor.may(Permission.INITIATIVE_WRITE):
        yield Waiting(ideas_to_answer(actor), _ideas, "initiatives.ideas")


def of_list(inventory: Inventory) -> Iterator[Panel]:
    """What somebody said with a list that they would like to begin."""
    if ideas := list_of_list(inventory.id):
        context = {"ideas": ideas, "states": IDEA, "taps_of": taps_of}
        yield Panel(Area.MAIN, 12, "initiatives/ideas/_of_list.html", context)


def of_opportunity(actor: Actor, opportunity: Opportunity) -> Iterator[Panel]:
    """The ideas that led to an opportunity, for whoever reads lists."""
    may_read = actor.may(Permission.INVENTORY_CLAIM, opportunity.municipality_id)
    if may_read and (ideas := list_of_opportunity(actor, opportunity.id)):
        context = {"ideas": ideas, "taps_of": taps_of}
        yield Panel(Area.MAIN, 80, "initiatives/ideas/_of_opportunity.html", context)


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """What a person said with their lists, for whoever receives lists."""
    return _lines() if actor.may(Permission.INVENTORY_CLAIM, person.municipality_id) else ()


@cache
def _lines() -> Sequence[Select[Any]]:
    said = lines(SAID, Idea.id, Idea.created_at, what=Idea.state, words=Idea.words)
    said = said.join_from(Idea, Inventory, Inventory.id == Idea.inventory_id)
    return (said.where(Inventory.participant_id == WHOSE),)


def about(_actor: Actor, _person: Participant, read: Lines) -> AboutPerson:
    """What the person would like to begin, and what became of it."""
    moments = [
        Moment(each.at, _("Has an idea"), text=": ".join(filter(None, (each.words, IDEA.name(each.what)))))
        for each in read[SAID]
    ]
    return AboutPerson(moments=moments)


def _ideas(count: int) -> str:
    return ngettext("%(num)d idea without an answer", "%(num)d ideas without an answer", count)
