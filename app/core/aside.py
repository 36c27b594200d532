"""A function that takes long and much memory is called in a process of its own: whoever waits for it does
other things meanwhile, its libraries are never in a server's memory, and what they took goes with it.

    answer = yield from calling("app.some.solver:solve", problem, seconds=5)

It gives how far it is, (done, of), after every MOMENT, and in the end what the function returns. The function
gets `progress`, to be called as progress(done, of), and what it is asked: no database, no secret (see
app/core/apart.py). What goes there and back are our own objects, in files without a name, so that they may be
pickled. To start one takes some 0.2 s.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Generator
from functools import partial
from importlib import import_module
from io import BytesIO
from subprocess import Popen, TimeoutExpired
from typing import Any, BinaryIO, TypeVar

from app.core.apart import begun, in_memory

PROGRAM = "app.core.aside"
MOMENT = 0.1
GRACE = 60
"""Seconds after which one that should have ended is ended."""
PROGRESS, ANSWER, FAILURE = "progress", "answer", "failure"
Given = TypeVar("Given")
Calling = Generator[tuple[int, int], None, Given]


class CallFailed(Exception):
    """The function raised something: with its traceback; or the process ended before it was done."""


def calling(function: str, *asked: Any, seconds: float) -> Calling[Any]:
    """See above; the function is told `seconds` too, and its process is ended some time after them. Whoever
    stops asking ends it. Raises CallFailed.
    """
    with in_memory() as question, in_memory() as answer:
        pickle.dump((function, asked, seconds), question)
        question.seek(0)
        with begun(PROGRAM, question, answer) as process:
            while (status := _status(process)) is None:
                kind, told = _last_told(answer)
                if kind == PROGRESS:
                    yield told
        kind, told = _last_told(answer)
    if kind == ANSWER:
        return told
    raise CallFailed(told if kind == FAILURE else f"it ended with {status}")


def called(steps: Calling[Given]) -> Given:
    """What such a call gives, for whoever does nothing meanwhile."""
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            given: Given = ended.value
            return given


def _status(process: Popen[bytes]) -> int | None:
    try:
        return process.wait(MOMENT)
    except TimeoutExpired:
        return None


def _last_told(answer: BinaryIO) -> tuple[str, Any]:
    """Never by `seek`: where the file is written on is shared with the process."""
    file = answer.fileno()
    told = BytesIO(os.pread(file, os.fstat(file).st_size, 0))
    last: tuple[str, Any] = (PROGRESS, (0, 0))
    while True:
        try:
            last = pickle.load(told)  # noqa: S301  our own words
        except (EOFError, pickle.UnpicklingError):  # the next is not written to its end
            return last


def main() -> None:
    """What is asked comes by standard input, what is told leaves by standard output: there libraries would
    write as well, so that it is kept from them.
    """
    function, asked, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301  our own words
    signal.alarm(int(seconds) + GRACE)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        tell = partial(_tell, out)
        try:
            module, _, name = function.partition(":")
            do = getattr(import_module(module), name)
            tell(ANSWER, do(*asked, seconds=seconds, progress=lambda *how_far: tell(PROGRESS, how_far)))
        except Exception:  # noqa: BLE001  told to whoever called it
            tell(FAILURE, traceback.format_exc())


def _tell(out: BinaryIO, kind: str, told: Any) -> None:
    whole = memoryview(pickle.dumps((kind, told)))
    while whole:
        whole = whole[out.write(whole) :]


if __name__ == "__main__":
    main()
