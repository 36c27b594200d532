"""Somebody who can teach something offers to hold a session."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.permission import Permission
from app.people.models import Participant
from app.skills.models.inventory import Inventory, InventoryEntry, InventoryState
from app.skills.queries.catalogue import catalogue
from app.skills.scales import Level
from app.workshops.planning.kinds import kind_of_proposals
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import Plan, create_workshop
from app.workshops.proposals.models import WorkshopProposal
from app.workshops.proposals.states import PROPOSAL


class NotTaught(Conflict):
    """The list does not say that the person can teach it."""


def propose_session(
    actor: Actor,
    *,
    proposal_id: UUID,
    inventory: Inventory | None = None,
    participant: Participant | None = None,
    competence_id: UUID | None,
    words: str = "",
    language: str = "pt",
) -> WorkshopProposal:
    """Offer to teach: by a known person, or from an anonymous list that says "sei ensinar" of the competence.

    The same id again is the same row, and so is what they offered before and nobody has answered. Raises
    NotTaught, NotFound for an erased list.
    """
    owner = participant or inventory
    if owner is None or (inventory and inventory.state == InventoryState.ERASED):
        raise NotFound
    actor.demand(Permission.ENROLMENT_REQUEST, owner.municipality_id)
    if known := records.known(WorkshopProposal, proposal_id, municipality_id=owner.municipality_id):
        return known
    if not _teaches(owner, competence_id):
        raise NotTaught
    offer = _offer(owner, competence_id)
    waiting = select(WorkshopProposal).filter_by(**offer, state="waiting")
    if same := db.session.scalars(waiting).first():
        return same
    proposal = WorkshopProposal(
        **offer,
        id=proposal_id,
        municipality_id=owner.municipality_id,
        words=words,
        language=language,
        state="waiting",
        created_at=clock.now(),
    )
    return records.add(actor, proposal)


def accept_proposal(
    actor: Actor, *, proposal: WorkshopProposal, workshop_id: UUID, organisation_id: UUID
) -> Workshop:
    """Plan it: a new draft led by whoever accepts, with the competence in it."""
    actor.demand(Permission.WORKSHOP_WRITE, proposal.municipality_id)
    PROPOSAL.move(actor, proposal, "accepted")
    competence = catalogue().competence(proposal.competence_id)
    title = competence.name("pt").value if competence else proposal.words[:200]
    plan = Plan(
        kind=kind_of_proposals(),
        title=title,
        organisation_id=organisation_id,
        facilitator_ids=[actor.id] if actor.id else [],
        language=proposal.language,
        competence_ids=[proposal.competence_id] if proposal.competence_id else [],
        is_public=False,
    )
    workshop = create_workshop(
        actor, workshop_id=workshop_id, municipality_id=proposal.municipality_id, plan=plan
    )
    proposal.workshop_id, proposal.decided_at = workshop.id, clock.now()
    db.session.flush()
    return workshop


def decline_proposal(actor: Actor, *, proposal: WorkshopProposal, reason: str, note: str = "") -> None:
    """Say no, and why; raises UnknownReason."""
    actor.demand(Permission.WORKSHOP_WRITE, proposal.municipality_id)
    PROPOSAL.move(actor, proposal, "declined", reason=reason, note=note)
    proposal.decided_at = clock.now()
    db.session.flush()


def _offer(owner: Participant | Inventory, competence_id: UUID | None) -> dict[str, Any]:
    """Who offers to teach what, by column: a list stands for itself until somebody has received it."""
    person = owner.id if isinstance(owner, Participant) else owner.participant_id
    return {
        "participant_id": person,
        "inventory_id": None if person else owner.id,
        "competence_id": competence_id,
    }


def _teaches(owner: Participant | Inventory, competence_id: UUID | None) -> bool:
    column = InventoryEntry.participant_id if isinstance(owner, Participant) else InventoryEntry.inventory_id
    entry = select(InventoryEntry.id).where(
        column == owner.id,
        InventoryEntry.competence_id == competence_id,
        InventoryEntry.level == Level.TEACHES.value,
    )
    return db.session.scalars(entry.limit(1)).first() is not None
