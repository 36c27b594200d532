"""One of each thing of the network, for the rules about every address."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.meetings import one_of_each_of_meetings


def one_of_each(actor: Actor, _ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """Ids by the names of the addresses' parts."""
    return one_of_each_of_meetings(actor)
