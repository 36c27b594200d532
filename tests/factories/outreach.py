"""One thing of each kind of outreach, by sub-domain."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories import outreach_devices, outreach_packs, outreach_registrations


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """The ids of all of them, by the names of the addresses' parts."""
    return {
        **outreach_devices.one_of_each(actor),
        **outreach_packs.one_of_each(actor, ids["workshop_session_id"]),
        **outreach_registrations.one_of_each(actor, ids),
    }
