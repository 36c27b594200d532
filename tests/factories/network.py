"""Of every thing of the network that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories import links, meetings
from tests.factories.parties import one_of_each_party
from tests.factories.protocols import one_of_each_protocol


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    return {
        **one_of_each_party(actor, ids),
        **links.one_of_each(actor, ids),
        **one_of_each_protocol(actor, ids),
        **meetings.one_of_each_of_meetings(actor),
    }
