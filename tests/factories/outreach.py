"""Of every thing of outreach that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.outreach_lists import one_of_each_list


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    return {
        **one_of_each_list(actor, ids),
    }
