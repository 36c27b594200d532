"""Solving a search: within the request while that takes two seconds, else by the worker, with progress.

No transaction is open while the solver runs, so that nobody waits for it. Who may be proposed is asked again
when what was found is kept: of somebody who took it back meanwhile it is looked for without them.
"""

from collections.abc import Generator, Iterator
from itertools import count
from uuid import UUID

from flask_babel import lazy_gettext as _

from app.core import tasks
from app.core.actor import Actor
from app.core.aside import Calling, Given
from app.core.errors import StaleRecord
from app.core.permission import Permission
from app.core.task_work import batch
from app.core.tasks import Work
from app.core.unit_of_work import let_go, reading
from app.initiatives.teams.apart import find_teams, finding
from app.initiatives.teams.operations import SubjectOver
from app.initiatives.teams.operations.finding import keep
from app.initiatives.teams.problem import Result
from app.initiatives.teams.queries.problems import TEAMS, question_of
from app.initiatives.teams.queries.searches import get_search

TASK = "initiatives.team_search"
AT_ONCE, LONGEST = 2.0, 60.0
"""Seconds: in a request, and by the worker."""
A_SECOND = 10
"""Moments of app/core/aside.py."""
ROUNDS = 3
"""So often it is solved anew where somebody may not be proposed any more, or the wishes were changed."""


def solve_at_once(actor: Actor, search_id: UUID) -> bool:
    """Solve it and keep what was found; False where two seconds are too few: then nothing was written.

    Raises SubjectOver, StaleRecord.
    """
    without: frozenset[UUID] = frozenset()
    for _round in range(ROUNDS):
        let_go()
        with reading():
            question = question_of(get_search(actor, search_id), without)
        solution = find_teams(question.problem, seconds=AT_ONCE)
        if solution.result is Result.GAP:
            return False
        search = get_search(actor, search_id)
        gone = keep(actor, search=search, question=question, solution=solution)
        if not gone:
            break
        without |= gone
    return True


def ask_worker(actor: Actor, search_id: UUID, *, task_id: UUID, leads_to: str) -> UUID:
    """Have it solved by the worker; the id of the task, which says how far it is."""
    search = get_search(actor, search_id, to_change=True)
    asked = {"search_id": str(search.id)}
    where = search.municipality_id
    task = tasks.ask(actor, TASK, asked, task_id=task_id, municipality_id=where, leads_to=leads_to)
    search.task_id = task.id
    return task.id


@tasks.handler(TASK, Permission.TEAM_PROPOSE, title=_("Looking for people who complete each other"))
def solve_later(work: Work) -> Iterator[None]:
    """Look, and keep what was found; anew where somebody left meanwhile, or something else is wished."""
    search_id, without = UUID(work.asked["search_id"]), frozenset[UUID]()
    for _round in range(ROUNDS):
        with reading():
            question = question_of(get_search(work.actor(), search_id), without)
        solution = yield from looking(work, finding(question.problem, seconds=LONGEST))
        try:
            with batch(work):
                actor = work.actor()
                search = get_search(actor, search_id)
                gone = keep(actor, search=search, question=question, solution=solution)
        except StaleRecord:
            continue
        except SubjectOver:
            break
        if not gone:
            break
        without |= gone
    note(work, TEAMS, TEAMS)


def looking(work: Work, steps: Calling[Given]) -> Generator[None, None, Given]:
    """What such a call gives; and how far it is each second, for whoever looks. Whoever stops the task ends
    it.
    """
    for moments in count():
        try:
            done, of = next(steps)
        except StopIteration as ended:
            found: Given = ended.value
            return found
        if moments % A_SECOND == 0:
            note(work, done, of)
        yield
    raise AssertionError


def note(work: Work, done: int, of: int) -> None:
    """How far it is, in a transaction of its own."""
    with batch(work) as task:
        task.done, task.total = done, of
