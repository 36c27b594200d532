"""Whatever parses what somebody sent runs in a process of its own: for that one file, and then it is gone.

    found, data = ask("picture", data, kind="PNG")

The process (app/core/parsers) gets the file and nothing else: no database, no secret, no open connection. It
has limits of memory, time and output, and nothing that a file does to it reaches the server: every end but an
answer is a refusal of the file. To start one takes 50 ms for a list or a picture and 120 ms for a PDF
(measured), so that none is kept waiting: nothing of a file meets the next one, and no memory is held.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from app.core.errors import Busy
from app.core.refusals import Refused

HERE = Path(__file__).resolve().parents[2]
PROGRAM = "app.core.parsers"
PASSED_ON = ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
"""Variables by which Python may have to be found; the others hold secrets."""
BROKEN, TOO_LARGE = "broken", "too large"
HEAD = 64 * 1024
LONGEST = 2.2
"""Of the clock, times its seconds of a core: then a process that should have ended itself is ended."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes of address space, seconds of a core, bytes of the answer."""

    memory: int = 512 * 1024 * 1024
    seconds: int = 10
    answer: int = 32 * 1024 * 1024


LIMITS = Limits()
AT_ONCE = BoundedSemaphore(1)
"""A server's process has one at a time: what parsing may take of the machine is known beforehand."""


def ask(task: str, data: bytes, **words: Any) -> tuple[Any, bytes]:
    """What a parser makes of a file: (what it tells, as JSON knows it; bytes). Raises Refused, Busy.

    Never inside a transaction that others wait for: see app/core/uploads.py.
    """
    with in_memory() as answer:
        return ask_into(answer, task, data, **words), answer.read()


def ask_into(answer: BinaryIO, task: str, data: bytes, **words: Any) -> Any:
    """The same for whoever does not want all of it in memory: what it tells; its bytes stand in the file
    `answer`, which is read on from where it is.
    """
    with _turn(), in_memory() as question:
        asked = {"task": task, "words": words, "limits": asdict(LIMITS), "parent": os.getpid()}
        question.write(json.dumps(asked).encode() + b"\n" + data)
        question.seek(0)
        try:
            status = run(question, answer)
        except OSError as error:
            log.exception("no parser could be started")
            raise Busy from error
        if status == 0 and os.fstat(answer.fileno()).st_size <= LIMITS.answer:
            return _told(answer)
    log.warning("a parser ended without an answer", extra={"kind": task, "status": status})
    raise Refused(TOO_LARGE if status in _OVER_THE_LIMIT else BROKEN)


def _told(answer: BinaryIO) -> Any:
    answer.seek(0)
    head = bytearray()
    while b"\n" not in head and (some := answer.read(HEAD)):
        head += some
    first, _, _ = bytes(head).partition(b"\n")
    answer.seek(len(first) + 1)
    told = json.loads(first)
    if "refused" in told:
        raise Refused(told["refused"], **told["details"])
    return told["told"]


_OVER_THE_LIMIT = {-signal.SIGALRM, -signal.SIGXCPU, -signal.SIGKILL}
"""How a process ends that took too long, or that the machine had no memory for."""


def run(question: BinaryIO, answer: BinaryIO) -> int:
    """Parse to the end, a good one or not; how the process ended."""
    with begun(PROGRAM, question, answer) as process:
        try:
            return process.wait(LONGEST * LIMITS.seconds)
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL


@contextmanager
def begun(program: str, question: BinaryIO, answer: BinaryIO) -> "Iterator[subprocess.Popen[bytes]]":
    """A program of ours that gets a file and nothing else; it is over when the block is."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    command = [sys.executable, "-m", program]
    with subprocess.Popen(  # noqa: S603  our own words
        command, cwd=HERE, env=environment, stdin=question, stdout=answer, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for those before us, but not for ever."""
    if not AT_ONCE.acquire(timeout=LONGEST * LIMITS.seconds):
        raise Busy
    try:
        yield
    finally:
        AT_ONCE.release()


@contextmanager
def in_memory() -> Iterator[BinaryIO]:
    """A file that lies on no disk and has no name."""
    with os.fdopen(os.memfd_create("apart"), "w+b", buffering=0) as file:
        yield file
