"""One file: what to do stands in the first line of standard input, the file behind it; the answer leaves by
standard output, likewise. A library is imported after the limits hold, and only the one that is needed.
"""

import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from ctypes import CDLL
from importlib import import_module
from pathlib import Path
from typing import Any

from app.core.refusals import Refused

TASKS = {
    "list": "app.core.parsers.lists",
    "lines": "app.core.parsers.lists:parse_lines",
    "pdf": "app.core.parsers.documents",
    "picture": "app.core.parsers.pictures",
    "json": "app.core.parsers.records",
    "text": "app.core.parsers.wordprocessing",
}
"""By task, the module whose `parse(data, …)`, or what stands behind the colon, gives (what it tells, as JSON
knows it; bytes).
"""
OPEN_FILES = 32
PATIENCE = 2
WHEN_PARENT_ENDS = 1
"""PR_SET_PDEATHSIG of Linux."""


def main() -> None:
    head = json.loads(sys.stdin.buffer.readline())
    confine(**head["limits"], parent=head["parent"])
    gc.disable()  # it would look through every cell again and again, and soon all of it is gone
    answer = answered(head["task"], sys.stdin.buffer.read(), head["words"])
    if len(answer) > head["limits"]["answer"]:
        answer = _refusal(Refused("too large"))
    sys.stdout.buffer.write(answer)


def confine(*, memory: int, seconds: int, answer: int, parent: int) -> None:
    """Bind this process, for good: the system ends it when its time is over, or its parent is gone.

    `seconds` are of a core; on a machine that does other things PATIENCE times as many may pass.
    """
    for limited, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),  # what a dying process held is about people
    ):
        resource.setrlimit(limited, (most, most))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(PATIENCE * seconds)
    CDLL(None).prctl(WHEN_PARENT_ENDS, signal.SIGKILL)  # the thread that started us waits for us
    if os.getppid() != parent:  # it ended before we said so
        sys.exit(1)
    with suppress(OSError):  # a machine without memory ends this process first
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")


def answered(task: str, data: bytes, words: dict[str, Any]) -> bytes:
    """The first line and the bytes of an answer."""
    try:
        module, _, name = TASKS[task].partition(":")
        parse: Callable[..., tuple[Any, bytes]] = getattr(import_module(module), name or "parse")
        told, kept = parse(data, **words)
        return json.dumps({"told": told}, allow_nan=False).encode() + b"\n" + kept
    except Refused as refused:
        return _refusal(refused)
    except MemoryError:
        return _refusal(Refused("too large"))
    except RecursionError:
        return _refusal(Refused("broken"))


def _refusal(refused: Refused) -> bytes:
    return json.dumps({"refused": refused.why, "details": refused.details}).encode() + b"\n"


if __name__ == "__main__":
    main()
