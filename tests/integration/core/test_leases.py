"""Long work is one worker's: however long it takes, nobody else begins it beside them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from app.core import clock, jobs, tasks
from app.core.db import new_id
from app.core.permission import Permission
from app.core.task_work import batch
from app.core.tasks import Task, TaskState, Work
from tests.cast import Cast
from tests.factories.one_of_each import clerk, making

SLOW = "slow"
"""A kind of task that counts to six, two at a time, and takes its time in two ways."""


class Slow:
    """`inside` and `between` happen in each batch, and after it; `written` is what was counted."""

    def __init__(self) -> None:
        self.written: list[int] = []
        self.inside: Callable[[], None] = lambda: None
        self.between: Callable[[], None] = lambda: None

    def count(self, at_hand: Work) -> Iterator[None]:
        is_over = False
        while not is_over:
            with batch(at_hand) as task:
                some = list(range(task.done, task.done + 2))
                task.done, task.total = task.done + 2, 6
                is_over = task.done == task.total
                self.inside()
            self.written += some
            self.between()
            yield


@pytest.fixture
def slow() -> Iterator[Slow]:
    found = Slow()
    tasks.handler(SLOW, Permission.PARTICIPANT_READ, title="Slow")(found.count)
    yield found
    tasks._kinds.pop(SLOW)  # noqa: SLF001


@contextmanager
def second_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process beside this one: it has nothing at hand."""
    with monkeypatch.context() as other:
        other.setattr(jobs, "_at_hand", [])
        yield


def ask(cast: Cast) -> Task:
    with making():
        actor = clerk(cast.here, cast.facilitator.id)
        return tasks.ask(actor, SLOW, {}, task_id=new_id(), municipality_id=cast.here)


def pass_time(**time: int) -> None:
    clock._frozen = clock.now() + timedelta(**time)  # noqa: SLF001


@pytest.fixture
def stopped_clock() -> Iterator[None]:
    with clock.frozen_at(clock.now()):
        yield


def test_many_steps_outlast_the_lease(
    cast: Cast, slow: Slow, stopped_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def look() -> None:
        pass_time(seconds=50)
        with second_worker(monkeypatch):
            tried.append(jobs._claim())  # noqa: SLF001

    slow.between = look
    ask(cast)
    jobs.run_due()
    assert slow.written == list(range(6))
    assert tried == [None] * 3


def test_one_step_may_take_longer_than_the_lease(
    cast: Cast, slow: Slow, stopped_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def look() -> None:
        with second_worker(monkeypatch):
            tried.append(jobs._claim())  # noqa: SLF001

    slow.inside = lambda: pass_time(minutes=30)
    slow.between = look
    task = ask(cast)
    jobs.run_due()
    assert tried == [None] * 3
    assert (slow.written, tasks.state_of(task.id)) == (list(range(6)), TaskState.DONE)


def test_who_was_silent_for_too_long_leaves_it_to_whoever_took_over(
    cast: Cast, slow: Slow, stopped_clock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall_silent() -> None:
        slow.between = lambda: None
        pass_time(minutes=6)
        with second_worker(monkeypatch):
            assert jobs.run_due() == 1

    slow.between = fall_silent
    task = ask(cast)
    jobs.run_due()
    assert slow.written == list(range(6)), "nothing is counted twice"
    assert tasks.state_of(task.id) == TaskState.DONE
    assert not jobs.is_long_work_at_hand()
