"""What the office makes: a task that its asker looks after."""

from collections.abc import Mapping
from uuid import UUID

from app.core import tasks
from app.core.actor import Actor
from app.core.db import new_id


def one_of_each(actor: Actor, _ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A list of participants that is to be prepared."""
    asked = {"query": "", "ending": "csv", "narrowed_by": []}
    task = tasks.ask(actor, "participants.file", asked, task_id=new_id(), municipality_id=actor.here())
    return {"task_id": task.id}
