"""Reads of ideas: what waits, one, those of a list, of a visit, of an opportunity."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.ideas.models import Idea, IdeaState
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.people.models import Participant
from app.people.queries import get_known
from app.skills.queries.inventories import readable_by

AT_MOST = 200
SHOWN = 20
Row = TypeVar("Row")


def ideas_page(actor: Actor, *, state: str, after: str | None = None) -> Page[Idea]:
    """The ideas of the current municipality in a state, the newest first."""
    query = _listed(select(Idea).options(contains_eager(Idea.inventory)), actor, state)
    return page(query, by=Idea.id, then=Idea.id, after=after, descending=True)


def ideas_to_answer(actor: Actor) -> Select[int]:
    """Counts those that nobody has answered in the current municipality."""
    return _listed(select(func.count()).select_from(Idea), actor, IdeaState.WAITING)


def get_idea(actor: Actor, idea_id: UUID) -> Idea:
    """An idea that the actor may answer, locked; NotFound, ReasonNeeded."""
    query = (
        select(Idea)
        .join(Idea.inventory)
        .options(contains_eager(Idea.inventory))
        .where(
            Idea.id == idea_id,
            Idea.municipality_id.in_(actor.municipalities(Permission.INITIATIVE_WRITE)),
            readable_by(actor),
        )
    )
    found = existing(db.session.scalars(query.with_for_update(of=Idea)).one_or_none())
    if found.inventory.participant_id:
        get_known(actor, found.inventory.participant_id)
    return found


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


def names_of(ideas: Iterable[Idea]) -> dict[UUID, str]:
    """The names of the known people whose ideas they are, by their ids; not of protected ones."""
    ids = [each.inventory.participant_id for each in ideas if each.inventory.participant_id]
    if not ids:
        return {}
    found = select(Participant.id, Participant.name).where(
        Participant.id.in_(ids), Participant.sealed_at.is_(None)
    )
    return {row.id: row.name for row in db.session.execute(found)}


def _listed(query: Select[Row], actor: Actor, state: str) -> Select[Row]:
    return query.join(Idea.inventory).where(
        Idea.municipality_id == actor.here(), Idea.state == state, readable_by(actor)
    )
