"""Somebody who can teach something offers to hold a session."""

from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.permission import Permission
from app.core.states import move
from app.people.models import Participant
from app.skills.models import Inventory, InventoryEntry, InventoryState
from app.skills.queries import catalogue
from app.skills.scales import Level
from app.workshops.models import Workshop, WorkshopKind, WorkshopProposal
from app.workshops.services.series import Plan, create_workshop
from app.workshops.states import DECLINE_REASONS, PROPOSAL


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

    The same id again is the same row. Raises NotTaught, NotFound for an erased list.
    """
    owner = participant or inventory
    if owner is None or (inventory and inventory.state == InventoryState.ERASED):
        raise NotFound
    actor.demand(Permission.ENROLMENT_REQUEST, owner.municipality_id)
    known = db.session.get(WorkshopProposal, proposal_id)
    if known is not None:
        if known.municipality_id != owner.municipality_id:
            raise Conflict
        return known
    if not _teaches(owner, competence_id):
        raise NotTaught
    proposal = _from(owner)
    proposal.id, proposal.competence_id = proposal_id, competence_id
    proposal.words, proposal.language = words, language
    db.session.add(proposal)
    _record(actor, "created", proposal)
    db.session.flush()
    return proposal


def _from(owner: Participant | Inventory) -> WorkshopProposal:
    """A proposal of a known person, or of a list that nobody has received yet."""
    person = owner.id if isinstance(owner, Participant) else owner.participant_id
    return WorkshopProposal(
        municipality_id=owner.municipality_id,
        participant_id=person,
        inventory_id=None if person else owner.id,
        state="waiting",
        created_at=clock.now(),
    )


def accept_proposal(
    actor: Actor, *, proposal: WorkshopProposal, workshop_id: UUID, organisation_id: UUID
) -> Workshop:
    """Plan it: a new draft led by whoever accepts, with the competence in it."""
    actor.demand(Permission.WORKSHOP_WRITE, proposal.municipality_id)
    move(actor, proposal, PROPOSAL, "accepted")
    competence = catalogue().competence(proposal.competence_id)
    title = competence.name("pt").value if competence else proposal.words[:200]
    plan = Plan(
        kind=WorkshopKind.ATELIER,
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
    """Say no, and why."""
    actor.demand(Permission.WORKSHOP_WRITE, proposal.municipality_id)
    if reason not in DECLINE_REASONS:
        raise NotFound
    move(actor, proposal, PROPOSAL, "declined", reason=reason, note=note)
    proposal.decided_at = clock.now()
    db.session.flush()


def _teaches(owner: Participant | Inventory, competence_id: UUID | None) -> bool:
    column = InventoryEntry.participant_id if isinstance(owner, Participant) else InventoryEntry.inventory_id
    entry = select(InventoryEntry.id).where(
        column == owner.id,
        InventoryEntry.competence_id == competence_id,
        InventoryEntry.level == Level.TEACHES.value,
    )
    return db.session.scalars(entry.limit(1)).first() is not None


def _record(actor: Actor, act: str, proposal: WorkshopProposal) -> None:
    audit.record(
        actor,
        f"workshop_proposal.{act}",
        "workshop_proposal",
        proposal.id,
        municipality_id=proposal.municipality_id,
    )
