"""Of every thing of initiatives that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.initiatives_groups import one_of_each_group


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    groups = one_of_each_group(actor, ids)
    return {**groups}
