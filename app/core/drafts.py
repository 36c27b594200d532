"""Drafts of tasks: what somebody sent is kept until they have seen what would become of it.

    tasks.ask(g.actor, IMPORT, {…}, task_id=form.new_id, …, sent=data, is_draft=True)
    draft = drafts.find(g.actor, IMPORT, list_id)          on the page that shows it
    drafts.start(g.actor, draft)                           by the worker, or…
    drafts.take(draft)                                     … at once, in this transaction

Nobody else sees them, and after a day they are forgotten.
"""

from uuid import UUID

from app.core import clock, jobs
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.task_files import place_of
from app.core.tasks import Task, TaskState, Work, kind_of


def find(actor: Actor, kind: str, task_id: UUID) -> Task | None:
    """What the actor has not decided about yet; None where it was begun, or is over. Raises Forbidden."""
    task = db.session.get(Task, task_id)
    is_own = task is not None and task.created_by == actor.id and task.kind == kind
    if not task or not is_own or task.state != TaskState.DRAFT:
        return None
    actor.demand(kind_of(task).permission, task.municipality_id)
    return task


def sent_for(task: Task | Work) -> bytes:
    """What was sent for it; NotFound where it is gone."""
    try:
        return place_of(task.id).read_bytes()
    except FileNotFoundError:
        raise NotFound from None


def start(actor: Actor, task: Task) -> None:
    """Have the worker carry it out once this transaction has committed."""
    actor.demand(kind_of(task).permission, task.municipality_id)
    task.state, task.created_at = TaskState.WAITING.value, clock.now()
    jobs.enqueue("task", {"task_id": str(task.id)})
    db.session.flush()


def take(task: Task) -> None:
    """What it was about is done: it is no more. Its file goes with the nightly work."""
    db.session.delete(task)
    db.session.flush()
