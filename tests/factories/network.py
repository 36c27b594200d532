"""Of every thing of the network that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.protocols import one_of_each_protocol


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    return {**one_of_each_protocol(actor, ids)}
