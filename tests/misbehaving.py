"""A parser that does what a file could make one do; app/core/apart.py starts it in place of a real one."""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from app.core.parsers.__main__ import confine


def abort() -> None:
    os.abort()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def fail() -> None:
    raise ZeroDivisionError


def eat() -> None:
    """Memory, as a library does that is not Python's: what it cannot have is its end."""
    held = []
    try:
        while True:
            held.append(bytearray(1_000_000))
    except MemoryError:
        os.abort()


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def stay() -> None:
    """Deaf to the alarm that should end it."""
    signal.alarm(0)
    time.sleep(60)


def flood() -> None:
    """Where it writes into is a file of the server's memory."""
    while True:
        os.write(1, bytes(1_000_000))


def leak() -> Any:
    """What a parser could give away: variables, open files, what it may open."""
    open_files = sorted(each.name for each in Path("/proc/self/fd").iterdir())
    score = Path("/proc/self/oom_score_adj").read_text("ascii").strip()
    return {"variables": sorted(os.environ), "open": open_files, "score": score}


def main() -> None:
    head = json.loads(sys.stdin.buffer.readline())
    sys.stdin.buffer.read()
    confine(**head["limits"], parent=head["parent"])
    told = globals()[head["task"]]()
    sys.stdout.buffer.write(json.dumps({"told": told}).encode() + b"\n")


if __name__ == "__main__":
    main()
