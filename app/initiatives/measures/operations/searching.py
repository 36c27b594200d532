"""Searching for the measures that open most: asked for, carried out by the worker, kept.

The solver works in a process of its own (app/core/aside.py). What is asked is read once, without holding
anybody up; meanwhile the task says how far it is, and whoever asked may leave, come back, or stop it.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core import clock, records, tasks
from app.core.actor import Actor
from app.core.aside import Calling, calling
from app.core.db import db
from app.core.errors import Conflict, existing
from app.core.permission import Permission
from app.core.task_work import batch
from app.core.tasks import Work
from app.initiatives.measures.demands import demands_of, question
from app.initiatives.measures.models import MeasureSearch
from app.initiatives.measures.outcome import Kept, kept
from app.initiatives.measures.problem import Answer
from app.initiatives.measures.queries import count_offered, list_offered

TASK = "measures.search"
SOLVE = "app.initiatives.measures.solver:solve"
SECONDS = 10.0
"""So long the best choice is looked for; after that the best found is told, and what it may miss."""


class NothingToChooseFrom(Conflict):
    """No measure is offered."""


def ask(
    actor: Actor, *, search_id: UUID, municipality_id: UUID, at_most: int, budget: int | None, page: str
) -> MeasureSearch:
    """Have it looked for once this transaction has committed; `page` is where its outcome is shown.

    The same id again is the same search. Raises NothingToChooseFrom.
    """
    actor.demand(Permission.INITIATIVE_WRITE, municipality_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(MeasureSearch, search_id, **same):
        return known
    if not count_offered(municipality_id):
        raise NothingToChooseFrom
    search = records.add(actor, MeasureSearch(id=search_id, **same, at_most=at_most, budget=budget))
    tasks.ask(actor, TASK, {"page": page}, task_id=search_id, municipality_id=municipality_id)
    return search


@tasks.handler(TASK, Permission.INITIATIVE_WRITE, title=_("What would open most"))
def look(work: Work) -> Iterator[None]:
    """Read what is asked, wait for the solver, keep what it found."""
    actor = work.actor()
    search = existing(db.session.get(MeasureSearch, work.id))
    demands, measures = demands_of(actor), list_offered(work.municipality_id)
    asked = question(actor, demands, measures, at_most=search.at_most, budget=search.budget)
    db.session.expunge_all()
    db.session.remove()
    with closing(calling(SOLVE, asked, seconds=SECONDS)) as steps:
        answer = yield from _waited(work, steps)
    with batch(work) as task:
        actor = work.actor()
        keep(actor, work.id, kept(answer, asked, demands, measures))
        task.leads_to = work.asked["page"]
    yield


def _waited(work: Work, steps: Calling[Answer]) -> Generator[None, None, Answer]:
    told = (0, 0)
    while True:
        try:
            now = next(steps)
        except StopIteration as ended:
            found: Answer = ended.value
            return found
        if now != told:
            told = now
            with batch(work) as task:
                task.done, task.total = told
        yield


def keep(actor: Actor, search_id: UUID, outcome: Kept) -> None:
    """Note what a search came to."""
    actor.demand(Permission.INITIATIVE_WRITE)
    search = existing(db.session.get(MeasureSearch, search_id))
    search.outcome, search.solved_at = outcome, clock.now()
    records.record(actor, "solved", search)
    db.session.flush()
