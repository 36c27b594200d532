"""Opportunities in every state, made through the operations; inside a transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.db import new_id
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.operations.shelves import note_hindrances
from app.initiatives.opportunities import merging, operations
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.needs import Need
from app.initiatives.opportunities.operations import Plan
from app.skills.queries.catalogue import catalogue
from tests.factories.offers import an_offer


def competences(count: int, context: str = "home-family") -> list[UUID]:
    """So many competences of the catalogue."""
    return [each.id for each in catalogue().cards(context)[:count]]


def a_need(competence_id: UUID, **values: Any) -> Need:
    return Need(competence_id=competence_id, **values)


def an_opportunity(
    actor: Actor, title: str = "Pequenas reparações e jardins", *, needs: int = 2, **values: Any
) -> Opportunity:
    """A draft that takes two competences."""
    return operations.create_opportunity(
        actor,
        opportunity_id=new_id(),
        municipality_id=actor.here(),
        plan=Plan(title=title, **values),
        needs=[a_need(each) for each in competences(needs)],
    )


def an_open_opportunity(
    actor: Actor, title: str = "Pequenas reparações e jardins", **values: Any
) -> Opportunity:
    opportunity = an_opportunity(actor, title, **values)
    operations.publish(actor, opportunity=opportunity)
    return opportunity


def an_untaken_offer(actor: Actor, **values: Any) -> Offer:
    """A vacancy for which transport is missing."""
    offer = an_offer(actor, **values)
    note_hindrances(actor, offer=offer, reasons=["transport"], note="")
    return offer


def merge(actor: Actor, gone: Opportunity, kept: Opportunity) -> None:
    merging.merge(actor, merge_id=new_id(), gone=gone, kept=kept, version=kept.version)


def one_of_each_opportunity(actor: Actor) -> dict[str, UUID]:
    """One in each state; the one that is named is open, and was told of by a partner's offer."""
    an_untaken_offer(actor, title="Ajudante de jardim")
    an_opportunity(actor, "Rascunho")
    operations.serve(actor, opportunity=an_open_opportunity(actor, "Servida"))
    ended = an_open_opportunity(actor, "Terminada", ends_on=date(2027, 3, 31))
    operations.end(actor, opportunity=ended, reason="not_needed")
    named = an_open_opportunity(
        actor,
        place="Aldeia de Cima",
        months=(3, 4, 5),
        income_from=20_000,
        income_to=60_000,
        fewest=2,
        most=4,
    )
    merge(actor, an_open_opportunity(actor, "A mesma", needs=3), named)
    return {"opportunity_id": named.id}
