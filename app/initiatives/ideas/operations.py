"""Somebody would like to begin something; somebody of the office sees to it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotFound
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative
from app.initiatives.ideas.choices import QUESTIONS, is_answered
from app.initiatives.ideas.models import Idea, IdeaState
from app.initiatives.ideas.states import IDEA
from app.initiatives.ideas.wording import description_of, title_of
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.operations import Plan, create_opportunity
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.inventories import read_anew, save_inventory

AT_MOST = 10
LONGEST_WORDS = 200


class UnknownAnswer(DomainError):
    """A question without an answer of its list."""

    status = 422


class TooManyIdeas(Conflict):
    """As many wait with this list as somebody can talk about."""


def note_idea(
    actor: Actor,
    *,
    idea_id: UUID,
    inventory: Inventory,
    taps: Mapping[str, str],
    words: str = "",
    language: str = "pt",
) -> Idea:
    """Note it, and keep the list under its code for it. The same id, and what waits in the same words, is the
    same idea. Raises UnknownAnswer, TooManyIdeas, NotFound for an erased list.
    """
    actor.demand(Permission.INVENTORY_WRITE, inventory.municipality_id)
    if not is_answered(taps):
        raise UnknownAnswer
    read_anew(inventory)
    if inventory.state == InventoryState.ERASED:
        raise NotFound
    if known := records.known(Idea, idea_id, inventory_id=inventory.id):
        return known
    if inventory.state == InventoryState.DRAFT:
        save_inventory(actor, inventory=inventory)
    said = {**{each: taps[each] for each in QUESTIONS}, "words": words}
    here = select(Idea).where(Idea.inventory_id == inventory.id, Idea.state == IdeaState.WAITING.value)
    if same := db.session.scalars(here.filter_by(**said)).first():
        return same
    if len(db.session.scalars(here.with_only_columns(Idea.id)).all()) >= AT_MOST:
        raise TooManyIdeas
    idea = Idea(
        id=idea_id,
        municipality_id=inventory.municipality_id,
        inventory_id=inventory.id,
        **said,
        language=language,
        state=IdeaState.WAITING.value,
        created_at=clock.now(),
    )
    return records.add(actor, idea)


def withdraw_idea(actor: Actor, *, inventory: Inventory, idea_id: UUID) -> None:
    """The person takes it back, and their sentence goes; one that was answered stays as it is. NotFound for
    one that is not theirs.
    """
    actor.demand(Permission.INVENTORY_WRITE, inventory.municipality_id)
    read_anew(inventory)
    idea = db.session.get(Idea, idea_id, with_for_update=True)
    if idea is None or idea.inventory_id != inventory.id:
        raise NotFound
    if idea.state == IdeaState.WAITING:
        IDEA.move(actor, idea, IdeaState.WITHDRAWN)
        idea.words = ""
        db.session.flush()


def answer_idea(actor: Actor, *, idea: Idea) -> None:
    """Somebody has spoken with the person; raises IllegalTransition for what does not wait."""
    _answered(actor, idea, IdeaState.ANSWERED)


def make_opportunity(actor: Actor, *, idea: Idea, opportunity_id: UUID) -> Opportunity:
    """A draft made of it. Raises IllegalTransition, Forbidden."""
    _answered(actor, idea, IdeaState.OPPORTUNITY)
    plan = Plan(title=title_of(idea), description=description_of(idea))
    made = create_opportunity(
        actor,
        opportunity_id=opportunity_id,
        municipality_id=idea.municipality_id,
        plan=plan,
        is_idea=True,
    )
    idea.opportunity_id = made.id
    db.session.flush()
    return made


def find_in_opportunity(actor: Actor, *, idea: Idea, opportunity: Opportunity) -> None:
    """It is a need that is known already. Raises IllegalTransition, NotFound for one of elsewhere."""
    if opportunity.municipality_id != idea.municipality_id:
        raise NotFound
    _answered(actor, idea, IdeaState.OPPORTUNITY)
    idea.opportunity_id = opportunity.id
    db.session.flush()


def find_in_initiative(actor: Actor, *, idea: Idea, initiative: Initiative) -> None:
    """An initiative does it. Raises IllegalTransition, NotFound for one of elsewhere."""
    if initiative.municipality_id != idea.municipality_id:
        raise NotFound
    _answered(actor, idea, IdeaState.INITIATIVE)
    idea.initiative_id = initiative.id
    db.session.flush()


def reopen_idea(actor: Actor, *, idea: Idea) -> None:
    """It was no answer after all; what was made of it stays where it is. Raises IllegalTransition."""
    IDEA.move(actor, idea, IdeaState.WAITING)
    idea.answered_at = idea.answered_by = idea.opportunity_id = idea.initiative_id = None
    db.session.flush()


def _answered(actor: Actor, idea: Idea, state: IdeaState) -> None:
    IDEA.move(actor, idea, state)
    idea.answered_at, idea.answered_by = clock.now(), actor.id
    db.session.flush()
