"""Reads of proposals: who offers to teach what."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.paging import Page, page
from app.core.permission import Permission
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import get_known
from app.workshops.proposals.models import WorkshopProposal


def proposals_page(
    actor: Actor, *, state: str = "waiting", after: str | None = None
) -> Page[WorkshopProposal]:
    """The current municipality's proposals in a state, the newest first; not those of people the actor
    may not see.
    """
    query = select(WorkshopProposal).where(*_here(actor, state))
    return page(query, by=WorkshopProposal.id, then=WorkshopProposal.id, after=after, descending=True)


def proposals_to_answer(actor: Actor) -> Select[int]:
    """Counts the proposals of the current municipality that nobody has answered."""
    return select(func.count()).select_from(WorkshopProposal).where(*_here(actor, "waiting"))


def _here(actor: Actor, state: str) -> tuple[ColumnElement[bool], ...]:
    here = WorkshopProposal.municipality_id == actor.here()
    return here, WorkshopProposal.state == state, _seen_by(actor)


def get_proposal(actor: Actor, proposal_id: UUID) -> WorkshopProposal:
    """A proposal that the actor may decide about, locked; NotFound, ReasonNeeded."""
    query = select(WorkshopProposal).where(
        WorkshopProposal.id == proposal_id,
        WorkshopProposal.municipality_id.in_(actor.municipalities(Permission.WORKSHOP_WRITE)),
        _seen_by(actor),
    )
    found = existing(db.session.scalars(query.with_for_update()).one_or_none())
    if found.participant_id:
        get_known(actor, found.participant_id)
    return found


def names_of(actor: Actor, proposals: Sequence[WorkshopProposal]) -> dict[UUID, str]:
    """The names of the known people who propose, by their ids, in one query; not of protected ones."""
    ids = [each.participant_id for each in proposals if each.participant_id]
    rows = db.session.execute(
        select(Participant.id, Participant.name).where(
            Participant.id.in_(ids), Participant.sealed_at.is_(None), visible_to(actor)
        )
    )
    return {row.id: row.name for row in rows}


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    seen = select(Participant.id).where(visible_to(actor))
    return WorkshopProposal.participant_id.is_(None) | WorkshopProposal.participant_id.in_(seen)
