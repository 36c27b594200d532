"""What diaries show on an initiative's page and on the front page."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from flask_babel import ngettext

from app.core import clock
from app.core.actor import Actor
from app.core.feature import Area, Panel, Waiting
from app.core.permission import Permission
from app.core.staff import staff_names
from app.initiatives.diary import queries
from app.initiatives.diary.permissions import may_finish, may_write
from app.initiatives.diary.wording import KINDS
from app.initiatives.groups.models import Initiative
from app.network.queries import get_zone

LATEST, TASKS = 5, 8
"""So many entries, and so many tasks, stand on the initiative's page."""


def of_initiative(actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """The next meeting, what is to do, and what was written last."""
    today = clock.today(get_zone(initiative.municipality_id))
    tasks = queries.open_tasks_of(initiative.id)[:TASKS]
    context: dict[str, Any] = {
        "initiative": initiative,
        "next": queries.next_meeting_of(initiative.id, today),
        "tasks": tasks,
        "latest": queries.latest_entries(initiative, today, LATEST),
        "members": queries.members_named(actor, [initiative.id]) if tasks else {},
        "staff": staff_names(each.staff_id for each in tasks),
        "today": today,
        "kinds": KINDS,
        "may_write": may_write(actor, initiative),
        "may_finish": partial(may_finish, actor),
    }
    yield Panel(Area.MAIN, 50, "initiatives/diary/_of_initiative.html", context)


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """The actor's own tasks of the week; those whose day has passed, for whoever works with initiatives."""
    if actor.may(Permission.INITIATIVE_READ):
        yield Waiting(queries.tasks_due(actor, today), _due, "initiatives.initiative_tasks", {"mine": "y"})
    if actor.may(Permission.INITIATIVE_WRITE):
        yield Waiting(queries.late_tasks(actor, today), _late, "initiatives.initiative_tasks", {"late": "y"})


def _late(count: int) -> str:
    return ngettext("%(num)d overdue task of an initiative", "%(num)d overdue tasks of initiatives", count)


def _due(count: int) -> str:
    return ngettext(
        "%(num)d task of yours in an initiative within a week",
        "%(num)d tasks of yours in initiatives within a week",
        count,
    )
