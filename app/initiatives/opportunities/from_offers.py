"""An opportunity made of an offer that nobody takes."""

from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.permission import Permission
from app.directory.shelves.models.offers import Offer, OfferKind
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.needs import Need
from app.initiatives.opportunities.operations import Plan, create_opportunity
from app.initiatives.opportunities.queries import made_of
from app.skills.queries.catalogue import catalogue


def create_from_offer(actor: Actor, *, opportunity_id: UUID, offer: Offer) -> Opportunity:
    """A draft with what the offer wants people to be able to do; of the same offer there is one."""
    actor.demand(Permission.INITIATIVE_WRITE, offer.municipality_id)
    records.lock(offer)
    if known := made_of(actor, [offer.id]).get(offer.id):
        return known
    # What a course gives is nothing that it needs.
    asked = [] if offer.kind == OfferKind.TRAINING else offer.competences
    wanted = catalogue().several(each.competence_id for each in asked).values()
    plan = Plan(
        title=offer.title,
        description=offer.description,
        organisation_id=offer.organisation_id,
        place=offer.place,
        most=max(5, offer.positions or 0),
    )
    return create_opportunity(
        actor,
        opportunity_id=opportunity_id,
        municipality_id=offer.municipality_id,
        plan=plan,
        needs=[Need(competence_id=each.id) for each in wanted if not each.is_retired],
        offer_id=offer.id,
    )
