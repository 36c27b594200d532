"""Who may see and change which opportunities: the office all of its municipality, partners their own."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, true

from app.core.actor import Actor, ActorKind
from app.core.errors import Forbidden
from app.core.permission import Permission
from app.initiatives.opportunities.models import Opportunity, OpportunityState


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """All of a municipality for whoever reads its initiatives; for others what their own proposed."""
    if actor.kind is ActorKind.SYSTEM:
        return true()
    return or_(
        Opportunity.municipality_id.in_(actor.municipalities(Permission.INITIATIVE_READ)),
        *(
            and_(Opportunity.municipality_id == where, Opportunity.organisation_id.in_(own))
            for where, own in actor.organisations.items()
            if actor.may(Permission.OPPORTUNITY_PROPOSE, where)
        ),
    )


def may_write(actor: Actor, opportunity: Opportunity) -> bool:
    return actor.may(Permission.INITIATIVE_WRITE, opportunity.municipality_id)


def may_edit(actor: Actor, opportunity: Opportunity) -> bool:
    """Whoever writes initiatives; of a draft also who proposed it, and their organisation."""
    where = opportunity.municipality_id
    if actor.may(Permission.INITIATIVE_WRITE, where):
        return True
    if opportunity.state != OpportunityState.DRAFT or not actor.may(Permission.OPPORTUNITY_PROPOSE, where):
        return False
    organisation = opportunity.organisation_id
    is_theirs = organisation is not None and actor.works_for(organisation, where)
    return is_theirs or (actor.id is not None and opportunity.created_by == actor.id)


def demand_edit(actor: Actor, opportunity: Opportunity) -> None:
    """Raise Forbidden where `may_edit` says no."""
    if not may_edit(actor, opportunity):
        raise Forbidden


def demand_proposing(actor: Actor, municipality_id: UUID, organisation_id: UUID | None) -> None:
    """Raise Forbidden for who may propose none there, or only in the name of an organisation of theirs."""
    actor.demand(Permission.OPPORTUNITY_PROPOSE, municipality_id)
    if actor.may(Permission.INITIATIVE_READ, municipality_id):
        return
    if organisation_id is None or not actor.works_for(organisation_id, municipality_id):
        raise Forbidden
