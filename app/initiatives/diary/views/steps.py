"""What is done with an entry: a task done, an entry taken out and put back, its file read."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.downloads import download
from app.core.errors import existing
from app.core.http import go_to, local_path, respond, see_other
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.staff import staff_names
from app.initiatives.blueprint import bp
from app.initiatives.diary import operations, queries
from app.initiatives.diary.forms import TaskFilters
from app.initiatives.diary.permissions import may_finish
from app.initiatives.groups.queries import get_initiative
from app.network.queries import get_zone
from app.ui.listing import read_listing

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
ENTRY = "/initiatives/<uuid:initiative_id>/diary/<uuid:diary_entry_id>"


@bp.get("/initiatives/tasks")
@requires(READ)
def initiative_tasks() -> Response:
    """What is to do in all initiatives, the most urgent first."""
    asked = read_listing(TaskFilters(request.args))
    today = clock.today(get_zone(g.actor.here()))
    filters = queries.TaskFilters(mine=bool(asked["mine"]), late=bool(asked["late"]))
    tasks = queries.tasks_here(g.actor, filters, today)
    return respond(
        "initiatives/diary/tasks.html",
        status=asked.status,
        listing=asked,
        tasks=tasks,
        today=today,
        is_cut=len(tasks) == queries.AT_MOST,
        members=queries.members_named(g.actor, {each.id for _task, each in tasks}),
        staff=staff_names(task.staff_id for task, _initiative in tasks),
        may_finish=lambda task: may_finish(g.actor, task),
    )


@bp.post(f"{ENTRY}/done")
@requires(READ)
def finish_diary_task(initiative_id: UUID, diary_entry_id: UUID) -> Response:
    return _step(operations.finish, initiative_id, diary_entry_id, _("The task is done."))


@bp.post(f"{ENTRY}/done/removal")
@requires(READ)
def reopen_diary_task(initiative_id: UUID, diary_entry_id: UUID) -> Response:
    return _step(operations.reopen, initiative_id, diary_entry_id, _("The task is to be done again."))


@bp.post(f"{ENTRY}/removal")
@requires(WRITE)
def remove_diary_entry(initiative_id: UUID, diary_entry_id: UUID) -> Response:
    said = _("It was taken out. For 90 days it can be put back: choose “Taken out” under “State”.")
    return _step(operations.remove, initiative_id, diary_entry_id, said, or_removed=True)


@bp.post(f"{ENTRY}/restoration")
@requires(WRITE)
def restore_diary_entry(initiative_id: UUID, diary_entry_id: UUID) -> Response:
    said = _("It stands in the diary again.")
    return _step(operations.restore, initiative_id, diary_entry_id, said, or_removed=True)


@bp.get(f"{ENTRY}/file")
@requires(READ)
def diary_file(initiative_id: UUID, diary_entry_id: UUID) -> Response:
    """The document itself; a PDF is read in the browser."""
    entry = queries.get_entry(g.actor, get_initiative(g.actor, initiative_id), diary_entry_id)
    file = existing(entry.file)
    return download(file, entry.title, to_read=file.kind is FileKind.PDF)


def _step(
    act: Callable[..., Any], initiative_id: UUID, entry_id: UUID, said: str, *, or_removed: bool = False
) -> Response:
    """Do it, and go back to where the button stood. Done twice, it is found as the first time left it."""
    initiative = get_initiative(g.actor, initiative_id)
    act(g.actor, entry=queries.get_entry(g.actor, initiative, entry_id, or_removed=or_removed))
    flash(said, "good")
    if back := local_path(request.form.get("back")):
        return go_to(back)
    return see_other("initiatives.diary", initiative_id=initiative_id)
