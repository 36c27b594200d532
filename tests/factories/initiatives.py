"""Of every thing of initiatives that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.initiatives_arrangements import a_place, one_of_each_of_arrangements
from tests.factories.initiatives_money import an_initiative, one_of_each_of_money


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    initiative = an_initiative(actor)
    person = ids["participant_id"]
    member = a_place(initiative, person)
    return {
        "initiative_id": initiative.id,
        **one_of_each_of_money(actor, initiative),
        **one_of_each_of_arrangements(actor, initiative, member, person),
    }
