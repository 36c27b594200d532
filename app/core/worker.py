"""The job worker's loop: due jobs, the audit seal and its anchors, each second, whatever the database says.

What fails is noted in the log and tried again after a pause that grows to a minute; the next good round tells
in the database how many failed, for `/metrics`. Jobs and the seal wait each for themselves.
"""

import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from app.core import anchors, audit, jobs, throttle, verification
from app.core.db import db
from app.core.unit_of_work import reading, writing

PAUSE, LONGEST = 1.0, 60.0
LAST_SECONDS = 4
"""How long the job at hand may go on once the worker was asked to stop; a job that is cut is done again."""
NICENESS = 10
"""Pages go before the worker where both want the same core."""
FAILED = "worker.failed"
"""Under which name failed rounds are counted."""
log = logging.getLogger(__name__)


class WrongKey(Exception):
    """The trail was written with another AUDIT_KEY or SECRET_KEY: this one seals and anchors nothing."""


class Request:
    """Whether somebody asked to stop. A signal only sets it: it may fall between any two steps."""

    def __init__(self) -> None:
        self.is_made = False

    def make(self, _number: int, _frame: FrameType | None) -> None:
        """See `signal`; whatever hangs is cut a little later, by the alarm that nobody catches."""
        self.is_made = True
        signal.alarm(LAST_SECONDS)

    def wait(self, seconds: float) -> None:
        """Until it is made, or so long."""
        end = time.monotonic() + seconds
        while not self.is_made and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))


def step_back() -> None:
    """Let every other process of this machine go first."""
    os.setpriority(os.PRIO_PROCESS, 0, NICENESS)


@contextmanager
def listening() -> Iterator[Request]:
    """A request to stop, made by SIGTERM or Ctrl-C while this lasts."""
    asked = Request()
    before = {number: signal.signal(number, asked.make) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield asked
    finally:
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class Duty:
    """Something to be done again and again, and how often in a row it failed."""

    name: str
    work: Callable[[], object]
    due: float = 0.0
    failed: int = 0

    def turn(self) -> None:
        """Do it if it is due; raises nothing that can go wrong with a database."""
        if time.monotonic() < self.due:
            return
        try:
            self.work()
            if self.failed:
                with writing():
                    throttle.count(FAILED, self.name, times=self.failed)
            db.session.remove()
        except Exception:
            self.failed += 1
            self.due = time.monotonic() + min(PAUSE * 2 ** min(self.failed, 10), LONGEST)
            log.exception("worker waits", extra={"kind": self.name, "count": self.failed})
            _let_go()
        else:
            self.failed = 0


def work(asked: Request, *, pause: float = PAUSE, rounds: int | None = None) -> None:
    """Do what is due until somebody asks to stop, or for so many rounds; long work is left where it is."""
    sealer = _Sealer()
    duties = (
        Duty("jobs", lambda: jobs.run_due(_until(asked))),
        Duty("seal", sealer.seal),
        Duty("anchors", sealer.anchor),
    )
    done = 0
    while not asked.is_made and (rounds is None or done < rounds):
        began = time.monotonic()
        for duty in duties:
            duty.turn()
        done += 1
        if not jobs.is_long_work_at_hand():
            asked.wait(began + pause - time.monotonic())
    Duty("jobs", jobs.give_back).turn()


def _until(asked: Request) -> Callable[[], bool]:
    """Whether jobs have had their turn: they make room for the other duties after a second."""
    end = time.monotonic() + PAUSE
    return lambda: asked.is_made or time.monotonic() > end


class _Sealer:
    """Seals what waits, and anchors it, once it knows that it has the key of the trail."""

    def __init__(self) -> None:
        self.has_judged = False

    def seal(self) -> None:
        self._judge()
        audit.seal_waiting()

    def anchor(self) -> None:
        self._judge()
        anchors.write_when_due()

    def _judge(self) -> None:
        """Look once more at what a worker with another key has refused; raises WrongKey."""
        if self.has_judged:
            return
        with reading():
            if not verification.fits_key():
                raise WrongKey
        with writing():
            audit.judge_again()
        self.has_judged = True


def _let_go() -> None:
    """Give the connection back, a dead one too: the pool throws it away."""
    try:
        db.session.remove()
    except Exception:  # noqa: BLE001  it was told already
        db.session.registry.clear()
