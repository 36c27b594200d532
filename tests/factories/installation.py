"""The installation of a municipality, made through the operations; inside a transaction (`making`)."""

from datetime import date, timedelta
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.network.installation.models import Installation, InstallationStep
from app.network.installation.operations.installation import StepPlan, begin, plan_step, set_aside
from app.network.installation.operations.pointers import point
from tests.factories.meetings import ZONE, make_meeting


def an_installation(
    actor: Actor, *, launch_on: date | None = None, source: Installation | None = None
) -> Installation:
    """Towards a launch in a hundred days, unless another day is said."""
    return begin(
        actor,
        installation_id=new_id(),
        municipality_id=actor.here(),
        launch_on=launch_on or clock.today(ZONE) + timedelta(days=100),
        source=source,
    )


def step_of(installation: Installation, key: str) -> InstallationStep:
    return next(each for each in installation.steps if each.key == key)


def plan(actor: Actor, step: InstallationStep, **planned: object) -> None:
    plan_step(actor, step=step, version=step.version, plan=StepPlan(**planned))  # type: ignore[arg-type]


def point_to(actor: Actor, step: InstallationStep, kind: str, thing_id: UUID) -> UUID:
    return point(actor, pointer_id=new_id(), step=step, kind=kind, thing_id=thing_id).id


def one_of_each_of_installation(actor: Actor) -> dict[str, UUID | str]:
    """An installation with a step that points to a meeting, and one that is not needed."""
    installation = an_installation(actor)
    step = step_of(installation, "information_meetings")
    plan(actor, step, owner_id=actor.id, due_on=clock.today(ZONE) - timedelta(days=1), cents=12_050, hours=30)
    meeting = make_meeting(actor, title="Sessão com parceiros")
    pointer_id = point_to(actor, step, "meeting", meeting.id)
    set_aside(actor, step=step_of(installation, "social_work"), why="Já existe.")
    return {
        "installation_step_id": step.id,
        "pointer_id": pointer_id,
        "evidence_kind": "meeting",
    }
