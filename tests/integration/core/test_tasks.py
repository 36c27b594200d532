"""Long work that somebody asked for: done by the worker in batches, for whoever asked and still may."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.accounts.models import Membership
from app.core import clock, drafts, jobs, task_files, tasks
from app.core.config import settings
from app.core.db import db, new_id
from app.core.errors import Conflict, NotFound
from app.core.jobs import Job
from app.core.permission import Permission
from app.core.task_work import MOST_FAILURES, batch, carry_out
from app.core.tasks import Task, TaskState, Work
from app.core.unit_of_work import writing
from app.core.worker import Request, work
from tests.cast import Cast, Person
from tests.factories.one_of_each import clerk, making

TALLY = "tally"
"""A kind of task that counts to ten, three at a time, in a table of the database and in a file."""


@pytest.fixture
def tally() -> Iterator[list[int]]:
    """What was written, batch by batch."""
    written: list[int] = []

    def count(at_hand: Work) -> Iterator[None]:
        while True:
            with batch(at_hand) as task:
                at_hand.actor()
                some = list(range(task.done, min(task.done + 3, 10)))
                task.done, task.total = task.done + len(some), 10
            written.extend(some)
            if task.done == 10:
                return
            yield

    tasks.handler(TALLY, Permission.PARTICIPANT_READ, title="Tally")(count)
    yield written
    tasks._kinds.pop(TALLY)  # noqa: SLF001


def ask(cast: Cast, **given: object) -> Task:
    with making():
        actor = clerk(cast.here, cast.facilitator.id)
        wanted = {"task_id": new_id(), "municipality_id": cast.here, **given}
        return tasks.ask(actor, TALLY, {}, **wanted)  # type: ignore[arg-type]


def stored(task: Task) -> Task:
    db.session.rollback()
    return db.session.get_one(Task, task.id, populate_existing=True)


def due_again() -> None:
    """The pause of a job that failed, or the lease of one that was killed, is over."""
    with writing():
        for job in db.session.scalars(select(Job).where(Job.state == "queued")):
            job.due_at = clock.now()


def end_role(person: Person) -> None:
    with writing():
        for each in db.session.scalars(select(Membership).where(Membership.staff_id == person.id)):
            each.ended_at = clock.now()


def test_it_is_done_to_its_end_and_says_so(cast: Cast, tally: list[int]) -> None:
    task = ask(cast)
    assert stored(task).state == TaskState.WAITING
    jobs.run_due()
    task = stored(task)
    assert tally == list(range(10))
    assert (task.state, task.done, task.total, task.is_over) == (TaskState.DONE, 10, 10, True)
    assert jobs.run_due() == 0


def test_the_same_request_is_one_task(cast: Cast, tally: list[int]) -> None:
    first = ask(cast)
    assert ask(cast, task_id=first.id).id == first.id
    assert db.session.query(Job).filter_by(kind="task").count() == 1
    with pytest.raises(Conflict), making():
        tasks.ask(
            clerk(cast.here, cast.coordinator.id), TALLY, {}, task_id=first.id, municipality_id=cast.here
        )


def test_who_was_killed_goes_on_where_they_were(cast: Cast, tally: list[int]) -> None:
    task = ask(cast)
    steps = carry_out({"task_id": str(task.id)})
    assert steps is not None
    next(steps)
    next(steps)
    del steps  # as if the process had ended
    assert stored(task).done == 6
    jobs.run_due()
    assert tally == list(range(10)), "nothing twice, nothing left out"
    assert stored(task).state == TaskState.DONE


def test_a_worker_that_is_asked_to_stop_leaves_the_rest_to_the_next_at_once(
    cast: Cast, tally: list[int]
) -> None:
    task, asked = ask(cast), Request()
    stops = iter([False, False, False, True])
    jobs.run_due(lambda: next(stops))
    assert 0 < stored(task).done < 10
    assert jobs.is_long_work_at_hand()
    asked.is_made = True
    work(asked)
    assert not jobs.is_long_work_at_hand()
    jobs.run_due()
    assert tally == list(range(10))


def test_short_jobs_and_the_seal_do_not_wait_for_it(
    cast: Cast, tally: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def letter(_payload: jobs.Payload) -> None:
        said.append(f"letter after {len(tally)}")

    def seal() -> None:
        said.append(f"seal after {len(tally)}")
        with writing():
            jobs.enqueue("letter", {})

    monkeypatch.setitem(jobs._handlers, "letter", letter)  # noqa: SLF001
    monkeypatch.setattr("app.core.audit.seal_waiting", seal)
    monkeypatch.setattr("app.core.worker._until", lambda _: partial(next, iter([False, False, True])))
    ask(cast)
    work(Request(), pause=0, rounds=3)
    assert said == ["seal after 3", "letter after 3", "seal after 6", "letter after 6", "seal after 9"]


def test_who_lost_the_right_meanwhile_gets_nothing_more(cast: Cast, tally: list[int]) -> None:
    task = ask(cast)
    steps = carry_out({"task_id": str(task.id)})
    assert steps is not None
    next(steps)
    end_role(cast.facilitator)
    assert list(steps) == []
    task = stored(task)
    assert (task.state, task.done, tally) == (TaskState.REFUSED, 3, [0, 1, 2])


def test_whoever_asked_can_stop_it_between_two_batches(cast: Cast, tally: list[int]) -> None:
    task = ask(cast, sent=b"Nome\r\nAna")
    actor = clerk(cast.here, cast.facilitator.id)
    steps = carry_out({"task_id": str(task.id)})
    assert steps is not None
    next(steps)
    with pytest.raises(NotFound), making():
        tasks.stop(clerk(cast.here, cast.coordinator.id), task.id)
    with making():
        tasks.stop(actor, task.id)
    assert list(steps) == []
    stopped = stored(task)
    assert (stopped.state, stopped.is_over, stopped.done, tally) == (TaskState.STOPPED, True, 3, [0, 1, 2])
    assert not task_files.place_of(task.id).exists()
    due_again()
    jobs.run_due()
    assert tally == [0, 1, 2], "nor by a worker that finds its job later"


def test_what_has_not_begun_can_be_stopped_too(cast: Cast, tally: list[int]) -> None:
    task = ask(cast, sent=b"Nome\r\nAna")
    with making():
        tasks.stop(clerk(cast.here, cast.facilitator.id), task.id)
    jobs.run_due()
    assert (stored(task).done, tally) == (0, [])
    assert not task_files.place_of(task.id).exists()


def test_what_is_done_stays_done(cast: Cast, tally: list[int]) -> None:
    task = ask(cast)
    jobs.run_due()
    with making():
        tasks.stop(clerk(cast.here, cast.facilitator.id), stored(task).id)
    assert stored(task).state == TaskState.DONE


def test_what_fails_is_tried_again_and_told_in_the_end(
    cast: Cast, tally: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = tasks._kinds[TALLY]  # noqa: SLF001
    steps = kind.steps

    def locked(at_hand: Work) -> Iterator[None]:
        raise OperationalError("BEGIN", {}, Exception("locked"))
        yield

    task = ask(cast)
    object.__setattr__(kind, "steps", locked)
    jobs.run_due()
    assert stored(task).state == TaskState.RUNNING
    object.__setattr__(kind, "steps", steps)
    due_again()
    jobs.run_due()
    assert stored(task).state == TaskState.DONE

    task = ask(cast)
    object.__setattr__(kind, "steps", locked)
    for _ in range(MOST_FAILURES):
        due_again()
        jobs.run_due()
    assert stored(task).state == TaskState.FAILED
    assert not db.session.query(Job).filter(Job.state == "queued", Job.kind == "task").count()


def test_what_was_sent_goes_when_the_work_is_over(cast: Cast, tally: list[int]) -> None:
    task = ask(cast, sent=b"Nome\r\nAna")
    place = task_files.place_of(task.id)
    assert place.read_bytes() == b"Nome\r\nAna"
    assert place.stat().st_mode & 0o077 == 0, "only the portal reads it"
    jobs.run_due()
    assert not place.exists()


def test_tasks_and_their_files_go_after_a_day(
    cast: Cast, tally: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    task, waiting = ask(cast), ask(cast, sent=b"waits")
    folder = settings().data_folder / task_files.FOLDER
    draft = folder / "tmpkilled"
    draft.write_bytes(b"half a list")
    with task_files.kept(task.id) as file:
        file.write(b"a list")
    with writing():
        row = db.session.get_one(Task, task.id)
        row.name, row.finished_at, row.state = "lista.csv", clock.now(), TaskState.DONE.value
    forget()
    assert tasks.has_file(stored(task))
    assert draft.exists()
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + task_files.KEPT + timedelta(minutes=1))
    assert not tasks.has_file(stored(task)), "not even where nobody tidies up at night"
    forget()
    assert db.session.get(Task, task.id) is None
    assert [each.name for each in folder.iterdir()] == [str(waiting.id)], "what still waits is kept"
    monkeypatch.setattr(clock, "now", lambda: now + tasks.LONGEST_WAITING + timedelta(days=1))
    forget()
    assert not list(folder.iterdir())


def test_a_draft_does_nothing_until_it_is_started_and_is_forgotten_after_a_day(
    cast: Cast, tally: list[int]
) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    old, draft = (ask(cast, sent=b"a list", is_draft=True) for _ in range(2))
    jobs.run_due()
    assert (tally, tasks.list_own(actor, 5)) == ([], [])
    assert drafts.find(clerk(cast.here, cast.coordinator.id), TALLY, draft.id) is None
    with writing():
        db.session.get_one(Task, old.id).created_at = clock.now() - timedelta(days=1, minutes=1)
        found = drafts.find(actor, TALLY, draft.id)
        assert found
        drafts.start(actor, found)
    forget()
    assert tasks.list_ids() == [draft.id]
    jobs.run_due()
    assert (len(tally), stored(draft).state) == (10, TaskState.DONE)


def forget() -> None:
    with writing():
        tasks.forget_old()
    task_files.forget(tasks.list_ids())
    db.session.rollback()
