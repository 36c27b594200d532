"""The installation of the programme in the demo municipality: some steps done, one late, one not needed."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.core import clock
from app.core.actor import Actor
from app.core.vocabulary import read_file
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.network.installation.models import InstallationStep
from app.network.installation.operations.installation import StepPlan, begin, plan_step, set_aside
from app.network.installation.operations.pointers import point

INVENTED = read_file(Path(__file__).with_name("installation.toml"))


def write_installation() -> None:
    """What the steps point to was written before."""
    actor, today = actor_named("Duarte Sobral"), clock.today("Europe/Lisbon")
    launch = _day(today, INVENTED["launch"])
    assert launch
    begun = begin(actor, installation_id=id_of("installation"), municipality_id=AMIEIRA, launch_on=launch)
    steps = {each.key: each for each in begun.steps}
    for entry in INVENTED["step"]:
        _write(actor, steps[entry["key"]], entry, today)


def _write(actor: Actor, step: InstallationStep, entry: dict[str, Any], today: date) -> None:
    plan = StepPlan(
        owner_id=id_of(entry["owner"]) if "owner" in entry else None,
        starts_on=_day(today, entry.get("starts")),
        due_on=_day(today, entry.get("due")),
        cents=entry.get("cents"),
        hours=entry.get("hours"),
        note=entry.get("note", ""),
    )
    plan_step(actor, step=step, version=step.version, plan=plan)
    for kind, title in entry.get("points", ()):
        thing_id = id_of(title)
        point(actor, pointer_id=id_of(f"{step.key} {title}"), step=step, kind=kind, thing_id=thing_id)
    if "aside" in entry:
        set_aside(actor, step=step, why=entry["aside"])


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)
