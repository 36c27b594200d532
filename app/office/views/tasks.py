"""Long work that somebody asked for: how far it is, and the file that it has made."""

from datetime import timedelta
from uuid import UUID

from flask import Response, g, redirect
from werkzeug.wrappers import Response as Answer

from app.core import clock, tasks
from app.core.access import confirmed, signed_in
from app.core.downloads import attached
from app.core.http import htmx, respond, see_other
from app.core.tasks import TaskState
from app.office.blueprint import bp
from app.ui.long_files import PrepareForm, asks_for_people, page_of, prepare

SOON = timedelta(seconds=30)
"""When a task is usually begun, unless the worker has others before it, or does not run."""


@bp.post("/tasks")
@confirmed(asks_for_people)
@signed_in
def create_task() -> Response:
    form = PrepareForm()
    if form.validate_on_submit():
        return see_other("office.task", task_id=prepare(g.actor, form).id)
    return page_of(form)


@bp.get("/tasks/<uuid:task_id>")
@signed_in
def task(task_id: UUID) -> Response | Answer:
    task = tasks.get(g.actor, task_id)
    if task.state == TaskState.DONE and task.leads_to and not htmx:
        return redirect(task.leads_to, 303)
    return respond(
        "office/task.html",
        part="office/_task.html",
        task=task,
        heading=tasks.kind_of(task).title,
        has_file=tasks.has_file(task),
        is_late=task.state == TaskState.WAITING and clock.now() - task.created_at > SOON,
    )


@bp.get("/tasks/<uuid:task_id>/file")
@signed_in
def task_file(task_id: UUID) -> Response:
    task, place = tasks.take(g.actor, task_id)
    return attached(place.read_bytes(), task.media_type, task.name)


@bp.post("/tasks/<uuid:task_id>/stop")
@signed_in
def stop_task(task_id: UUID) -> Response:
    return see_other("office.task", task_id=tasks.stop(g.actor, task_id).id)
