"""What a step points to: added, and taken off again."""

from uuid import UUID

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.evidence import evidence
from app.network.installation.catalogue import known_steps
from app.network.installation.models import InstallationPointer, InstallationStep
from app.network.installation.permissions import WRITE


def point(
    actor: Actor, *, pointer_id: UUID, step: InstallationStep, kind: str, thing_id: UUID
) -> InstallationPointer:
    """Let a step show a thing of its municipality; one that it shows already stays as it is.

    Raises NotFound for a kind that the step does not ask for, and for a thing the actor may not know of.
    """
    actor.demand(WRITE, step.municipality_id)
    records.lock(step)
    if known := next(
        (each for each in step.pointers if (each.kind, each.thing_id) == (kind, thing_id)), None
    ):
        return known
    if kind not in known_steps()[step.key].kinds:
        raise NotFound
    thing = evidence()[kind].shown(actor, step.municipality_id, [thing_id]).get(thing_id)
    if thing is None or not thing.title:
        raise NotFound
    pointer = InstallationPointer(
        id=pointer_id,
        municipality_id=step.municipality_id,
        kind=kind,
        thing_id=thing_id,
        created_by=actor.id,
    )
    step.pointers.append(pointer)
    records.record(actor, "pointed", step, kind=kind)
    db.session.flush()
    return pointer


def take_off(actor: Actor, *, step: InstallationStep, pointer: InstallationPointer) -> None:
    """The step shows the thing no more; the thing itself stays, and can be pointed to again."""
    actor.demand(WRITE, step.municipality_id)
    records.lock(step)
    step.pointers.remove(pointer)
    records.record(actor, "taken_off", step, kind=pointer.kind)
    db.session.flush()
