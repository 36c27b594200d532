"""Long and short work with a list: a short one is done within the request, a long one by the worker."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, url_for
from flask_babel import lazy_gettext as _

from app.core import tasks
from app.core.actor import Actor
from app.core.http import see_other
from app.core.permission import Permission
from app.outreach.lists.models import PartnerList
from app.outreach.lists.operations import bringing, matching, undoing
from app.outreach.lists.operations.steps import Left, Some, all_of, by_worker
from app.outreach.lists.queries import left_to_undo


@dataclass(frozen=True, slots=True)
class Job:
    """What is done with the rows of a list: some of them `at_once`, in a request at most `most`."""

    task: str
    some: Some
    left: Left
    at_once: int
    most: int


MATCHING = Job(matching.TASK, matching.match_some, matching.left_to_match, matching.AT_ONCE, 40)
BRINGING = Job(bringing.TASK, bringing.bring_some, bringing.left_to_bring, bringing.AT_ONCE, 100)
UNDOING = Job(undoing.TASK, undoing.undo_some, left_to_undo, undoing.AT_ONCE, 50)
TITLES = {
    MATCHING.task: _("Looking for the people of a list"),
    BRINGING.task: _("Bringing in the people of a list"),
    UNDOING.task: _("Taking back the people of a list"),
}
for job in (MATCHING, BRINGING, UNDOING):
    steps = by_worker(job.some, job.at_once, left=job.left)
    tasks.handler(job.task, Permission.OUTREACH_REGISTER, title=TITLES[job.task])(steps)


def run(actor: Actor, job: Job, partner_list: PartnerList, *, task_id: UUID) -> Response:
    """Do it, or have the worker do it; the page that shows what became of it, or how far it is."""
    page = url_for("outreach.show_list", partner_list_id=partner_list.id)
    if job.left(partner_list) <= job.most:
        all_of(job.some, actor, partner_list, job.at_once)
        return see_other("outreach.show_list", partner_list_id=partner_list.id)
    task = tasks.ask(
        actor,
        job.task,
        {"list_id": str(partner_list.id)},
        task_id=task_id,
        municipality_id=partner_list.municipality_id,
        leads_to=page,
    )
    partner_list.task_id = task.id
    return see_other("office.task", task_id=task.id)
