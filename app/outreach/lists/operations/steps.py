"""Work with a list, some rows at a time: at once where it is short, else by the worker in as many batches."""

from collections.abc import Callable, Iterator
from uuid import UUID

from app.core.actor import Actor
from app.core.task_work import batch
from app.core.tasks import Work
from app.outreach.lists.models import PartnerList
from app.outreach.lists.queries import get_list

Some = Callable[[Actor, PartnerList, int], int]
"""Does the next rows of a list, at most so many; how many those were, 0 where none is left."""
Left = Callable[[PartnerList], int]
"""How many rows are left."""


def all_of(some: Some, actor: Actor, partner_list: PartnerList, at_once: int) -> int:
    """Do all rows in the present transaction."""
    done = 0
    while count := some(actor, partner_list, at_once):
        done += count
    return done


def by_worker(some: Some, at_once: int, *, left: Left) -> Callable[[Work], Iterator[None]]:
    """The same as steps of a task; whoever was killed goes on where they were."""

    def steps(work: Work) -> Iterator[None]:
        list_id, count = UUID(work.asked["list_id"]), 1
        while count:
            with batch(work) as task:
                actor = work.actor()
                partner_list = get_list(actor, list_id, to_change=True)
                task.total = task.total or left(partner_list)
                count = some(actor, partner_list, at_once)
                task.done += count
            yield

    return steps
