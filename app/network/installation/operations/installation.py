"""Beginning an installation, perhaps from the list of another municipality, and planning its steps."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound
from app.core.staff import staff_in
from app.network.installation.catalogue import known_steps
from app.network.installation.models import Installation, InstallationStep
from app.network.installation.permissions import WRITE


class BegunAlready(Conflict):
    """The municipality has its installation: there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlan:
    """Who sees to a step, from when until when, for how many cents and how many hours of staff."""

    owner_id: UUID | None = None
    starts_on: date | None = None
    due_on: date | None = None
    cents: int | None = None
    hours: int | None = None
    note: str = ""


UNPLANNED = StepPlan()


def begin(
    actor: Actor,
    *,
    installation_id: UUID,
    municipality_id: UUID,
    launch_on: date,
    source: Installation | None = None,
) -> Installation:
    """The list of all steps, towards the day of the launch. The same id again is the same row.

    With a `source` each step has the days of that one, as far from the launch as they were there, its money
    and its hours; nobody sees to it yet, and it points to nothing. Raises BegunAlready.
    """
    actor.demand(WRITE, municipality_id)
    if source:
        actor.demand(WRITE, source.municipality_id)
    where = {"municipality_id": municipality_id}
    if known := records.known(Installation, installation_id, **where, created_by=actor.id):
        return known
    if db.session.scalar(select(Installation.id).filter_by(**where)):
        raise BegunAlready
    installation = Installation(
        id=installation_id,
        launch_on=launch_on,
        copied_from=source.municipality_id if source else None,
        created_by=actor.id,
        **where,
    )
    plans = dict(_copied(source, launch_on - source.launch_on)) if source else {}
    for key in known_steps().offered():
        step_id = uuid5(installation_id, key)
        plan = asdict(plans.get(key, UNPLANNED))
        installation.steps.append(InstallationStep(id=step_id, key=key, **where, **plan))
    return records.add(actor, installation, act="copied" if source else "created")


def _copied(source: Installation, later: timedelta) -> Iterator[tuple[str, StepPlan]]:
    for step in source.steps:
        starts, due = (day + later if day else None for day in (step.starts_on, step.due_on))
        yield step.key, StepPlan(starts_on=starts, due_on=due, cents=step.cents, hours=step.hours)


def change_launch(actor: Actor, *, installation: Installation, version: int, launch_on: date) -> None:
    """Another day of the launch; the days of the steps stay as they are. Raises StaleRecord."""
    actor.demand(WRITE, installation.municipality_id)
    records.edit(actor, installation, version, {"launch_on": launch_on})


def plan_step(actor: Actor, *, step: InstallationStep, version: int, plan: StepPlan) -> None:
    """Change what is planned of a step; raises StaleRecord, NotFound for an owner who does not work there."""
    actor.demand(WRITE, step.municipality_id)
    if plan.owner_id not in {None, step.owner_id} and plan.owner_id not in staff_in(step.municipality_id):
        raise NotFound
    records.edit(actor, step, version, asdict(plan))


def set_aside(actor: Actor, *, step: InstallationStep, why: str) -> None:
    """The step is not needed here; what was planned of it, and what it points to, stays."""
    actor.demand(WRITE, step.municipality_id)
    records.lock(step)
    changed = records.put(step, {"set_aside_why": why})
    if not step.is_set_aside:
        step.set_aside_at, step.set_aside_by = clock.now(), actor.id
        changed.append("set_aside_at")
    records.record_edit(actor, step, changed, act="set_aside")


def take_up(actor: Actor, *, step: InstallationStep) -> None:
    """It is needed after all; a step that was not set aside stays as it is."""
    actor.demand(WRITE, step.municipality_id)
    records.lock(step)
    changed = records.put(step, {"set_aside_at": None, "set_aside_by": None, "set_aside_why": ""})
    records.record_edit(actor, step, changed, act="taken_up")
