"""Reads of ideas: what waits, one, those of a list, of a visit, of an opportunity."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.ideas.models import Idea, IdeaState
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.people.models import Participant
from app.skills.queries.inventories import readable_by
from app.skills.queries.said import get_said, listed

AT_MOST = 200
SHOWN = 20
Row = TypeVar("Row")


def ideas_to_answer(actor: Actor) -> Select[int]:
    """Counts those that nobody has answered in the current municipality."""
    return listed(select(func.count()).select_from(Idea), actor, Idea, IdeaState.WAITING)


def get_idea(actor: Actor, idea_id: UUID) -> Idea:
    """An idea that the actor may answer, locked; NotFound, ReasonNeeded."""
    return get_said(actor, Idea, idea_id, Permission.INITIATIVE_WRITE)


def list_of_list(inventory_id: UUID) -> Sequence[Idea]:
    """The ideas kept with a list that the caller may read, in the order they were said, but for those that
    were taken back.
    """
    query = select(Idea).where(Idea.inventory_id == inventory_id, Idea.state != IdeaState.WITHDRAWN.value)
    return db.session.scalars(query.order_by(Idea.created_at, Idea.id)).all()


def list_of_opportunity(actor: Actor, opportunity_id: UUID) -> Sequence[Idea]:
    """The first twenty that led to an opportunity, of lists that the actor may read; none of protected
    people.
    """
    protected = select(Participant.id).where(Participant.sealed_at.is_not(None))
    query = (
        select(Idea)
        .join(Idea.inventory)
        .options(contains_eager(Idea.inventory))
        .where(Idea.opportunity_id == opportunity_id, readable_by(actor))
    )
    whose = Idea.inventory.property.mapper.class_.participant_id
    query = query.where(whose.is_(None) | whose.not_in(protected))
    return db.session.scalars(query.order_by(Idea.created_at, Idea.id).limit(SHOWN)).all()


def list_known_opportunities(municipality_id: UUID) -> Sequence[Opportunity]:
    """The first two hundred, by title, that an idea could turn out to be."""
    going_on = [OpportunityState.DRAFT, OpportunityState.OPEN, OpportunityState.SERVED]
    query = select(Opportunity).where(
        Opportunity.municipality_id == municipality_id, Opportunity.state.in_(going_on)
    )
    return db.session.scalars(query.order_by(Opportunity.sort_key, Opportunity.id).limit(AT_MOST)).all()


def list_known_initiatives(municipality_id: UUID) -> Sequence[Initiative]:
    """The same of initiatives that go on."""
    query = select(Initiative).where(
        Initiative.municipality_id == municipality_id, Initiative.state != Stage.CLOSED.value
    )
    return db.session.scalars(query.order_by(Initiative.sort_key, Initiative.id).limit(AT_MOST)).all()
