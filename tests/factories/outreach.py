"""One of each thing of outreach, by the names that its addresses use; one line for each sub-domain."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories import (
    outreach_deliveries,
    outreach_devices,
    outreach_lists,
    outreach_packs,
    outreach_registrations,
)


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    return {
        **outreach_devices.one_of_each(actor),
        **outreach_packs.one_of_each(actor, ids["workshop_session_id"]),
        **outreach_registrations.one_of_each(actor, ids),
        **outreach_deliveries.one_of_each(actor, ids),
        **outreach_lists.one_of_each_list(actor, ids),
    }
