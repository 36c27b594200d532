"""Of every thing of the network that an address names, one."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories import links, meetings
from tests.factories.drafts import one_of_each_draft
from tests.factories.grants import one_of_each_grant
from tests.factories.installation import one_of_each_of_installation
from tests.factories.parties import one_of_each_party
from tests.factories.protocols import one_of_each_protocol


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """By the names of the addresses' parts."""
    protocols = one_of_each_protocol(actor, ids)
    return {
        **one_of_each_party(actor, ids),
        **links.one_of_each(actor, ids),
        **meetings.one_of_each_of_meetings(actor),
        **protocols,
        **one_of_each_of_installation(actor),
        **one_of_each_draft(actor, protocols),
        **one_of_each_grant(actor, ids["organisation_id"]),
    }
