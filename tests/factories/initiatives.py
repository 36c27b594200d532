"""One of everything of initiatives; inside a transaction."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from tests.factories.initiatives_running import a_bare_initiative, one_of_each_running


def one_of_each(actor: Actor, _ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    initiative = a_bare_initiative(actor)
    return {"initiative_id": initiative.id, **one_of_each_running(actor, initiative)}
