"""A filled-in card sheet becomes a list."""

from collections.abc import Iterable
from uuid import UUID

from app.core.actor import Actor
from app.skills.models.inventory import Inventory
from app.skills.operations.entries import answer_card
from app.skills.operations.inventories import save_inventory, start_inventory
from app.skills.scales import Frequency
from app.skills.snapshot import CompetenceView


def enter_paper(
    actor: Actor,
    *,
    inventory_id: UUID,
    municipality_id: UUID,
    participant_id: UUID | None,
    language: str,
    answers: Iterable[tuple[CompetenceView, Frequency]],
) -> Inventory:
    """The list of a paper; without a participant it is saved, so that a code hands it over."""
    inventory = start_inventory(
        actor,
        municipality_id=municipality_id,
        language=language,
        origin="paper",
        inventory_id=inventory_id,
        participant_id=participant_id,
    )
    for competence, frequency in answers:
        answer_card(
            actor,
            inventory=inventory,
            competence_id=competence.id,
            context=competence.main_context,
            frequency=frequency.value,
        )
    if participant_id is None:
        save_inventory(actor, inventory=inventory)
    return inventory
