"""Circles looked for: at once where two seconds are enough, else by the worker."""

from collections.abc import Iterator
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core import tasks
from app.core.actor import Actor
from app.core.aside import Calling, called, calling
from app.core.permission import Permission
from app.core.task_work import batch
from app.core.tasks import Work
from app.core.unit_of_work import let_go, reading
from app.initiatives.circles.matching import Found, Meeting, Question
from app.initiatives.circles.operations.finding import begin_search, keep
from app.initiatives.circles.queries.circles import get_search
from app.initiatives.circles.queries.learners import meeting_of, question_of
from app.initiatives.teams.solving import AT_ONCE, LONGEST, ROUNDS, looking, note

SOLVE = "app.initiatives.circles.matching:solve"
TASK = "initiatives.circle_search"
HALVES = 2


def solve_at_once(actor: Actor, search_id: UUID, municipality_id: UUID, meeting: Meeting) -> bool:
    """Begin the search, or look again, and keep what was found; False where two seconds are too few: then
    nothing was kept.
    """
    without: frozenset[UUID] = frozenset()
    for _round in range(ROUNDS):
        let_go()
        with reading():
            question = question_of(municipality_id, meeting, search_id=search_id, without=without)
        found = called(_finding(question, AT_ONCE))
        search = begin_search(actor, search_id=search_id, municipality_id=municipality_id, meeting=meeting)
        if not found.is_proven:
            return False
        gone = keep(actor, search=search, question=question, found=found)
        if not gone:
            break
        without |= gone
    return True


def ask_worker(actor: Actor, search_id: UUID, *, task_id: UUID, leads_to: str) -> UUID:
    """Have it solved by the worker; the id of the task, which says how far it is."""
    search = get_search(actor, search_id, to_change=True)
    asked, where = {"search_id": str(search.id)}, search.municipality_id
    task = tasks.ask(actor, TASK, asked, task_id=task_id, municipality_id=where, leads_to=leads_to)
    search.task_id = task.id
    return task.id


@tasks.handler(TASK, Permission.TEAM_PROPOSE, title=_("Looking for circles of knowledge"))
def solve_later(work: Work) -> Iterator[None]:
    """Look, and keep what was found; anew where somebody left meanwhile."""
    search_id, without = UUID(work.asked["search_id"]), frozenset[UUID]()
    for _round in range(ROUNDS):
        with reading():
            search = get_search(work.actor(), search_id)
            question = question_of(
                search.municipality_id, meeting_of(search), search_id=search_id, without=without
            )
        found = yield from looking(work, _finding(question, LONGEST))
        with batch(work):
            actor = work.actor()
            search = get_search(actor, search_id, to_change=True)
            gone = keep(actor, search=search, question=question, found=found)
        if not gone:
            break
        without |= gone
    note(work, HALVES, HALVES)


def _finding(question: Question, seconds: float) -> Calling[Found]:
    return calling(SOLVE, question, seconds=seconds)
