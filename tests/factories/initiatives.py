"""One of each thing of initiatives, by the names that addresses use; one line for each sub-domain."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db
from app.initiatives.groups.models import Initiative
from tests.factories.initiatives_groups import one_of_each_group
from tests.factories.initiatives_opportunities import one_of_each_opportunity
from tests.factories.initiatives_running import one_of_each_running


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    found: dict[str, UUID | str] = {
        **one_of_each_opportunity(actor),
        **one_of_each_group(actor, ids),
    }
    initiative = db.session.get_one(Initiative, found["initiative_id"])
    return {**found, **one_of_each_running(actor, initiative)}
