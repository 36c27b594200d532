"""Ideas with a list, made through the operations; inside a transaction."""

from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.initiatives.ideas import operations
from app.initiatives.ideas.models import Idea
from app.skills.models.inventory import Inventory
from tests.factories.one_of_each import saved_list

TAPS = {"field": "food", "whom": "older", "company": "others", "reach": "parish"}


def an_idea(actor: Actor, inventory: Inventory | None = None, **values: Any) -> Idea:
    """Food for older people, with a list that was kept."""
    given = {"taps": TAPS, "words": "Levar sopa a casa das pessoas", **values}
    where = inventory or saved_list(actor)
    return operations.note_idea(actor, idea_id=new_id(), inventory=where, **given)


def one_of_each_idea(actor: Actor) -> dict[str, UUID]:
    """One in each state; the one that is named waits."""
    where = saved_list(actor)
    operations.answer_idea(actor, idea=an_idea(actor, where))
    operations.make_opportunity(actor, idea=an_idea(actor, where), opportunity_id=new_id())
    taken_back = an_idea(actor, where)
    operations.withdraw_idea(actor, inventory=taken_back.inventory, idea_id=taken_back.id)
    return {"idea_id": an_idea(actor, where).id}
