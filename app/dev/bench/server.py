"""Servers for the benchmark: granian with one worker, on loopback, on a core of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.dev.processes import SERVER

COMMAND = SERVER.replace("--workers 2", "--workers 1")
START_SECONDS = 30


@contextmanager
def serving(
    application: str, environment: dict[str, str], *, command: str = COMMAND, cores: Iterable[int] = (0,)
) -> Iterator[tuple[int, int]]:
    """Serve "module:server"; gives (port, process id) and ends the server afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [*command.split(), "--port", str(port), application]
    words[0] = str(Path(sys.executable).with_name(words[0]))
    process = subprocess.Popen(words, env={**os.environ, **environment})  # noqa: S603  our own words
    os.sched_setaffinity(process.pid, cores)
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


@contextmanager
def working(environment: dict[str, str], cores: Iterable[int]) -> Iterator[None]:
    """The job worker beside it, as in production."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    process = subprocess.Popen(command, env={**os.environ, **environment})  # noqa: S603  our own words
    os.sched_setaffinity(process.pid, cores)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(START_SECONDS * 20):
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")


def weight(pid: int) -> tuple[float, float]:
    """Megabytes of the one worker under a server's first process: (its own, resident)."""
    (worker,) = _children(pid)
    return weighed(_rollup(worker))


def weight_of_all(pid: int) -> float:
    """Megabytes of a server's first process and its worker; what they share counts once."""
    return sum(_megabytes(_rollup(each))["Pss:"] for each in (pid, *_children(pid)))


def _rollup(pid: int) -> str:
    return Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")


def weighed(rollup: str) -> tuple[float, float]:
    """Megabytes by what Linux says of a process: (its own, resident with what it shares)."""
    megabytes = _megabytes(rollup)
    return megabytes["Private_Dirty:"], megabytes["Rss:"]


def _megabytes(rollup: str) -> dict[str, float]:
    lines = (line.split() for line in rollup.splitlines() if line.endswith("kB"))
    return {name: int(number) / 1024 for name, number, _ in lines}


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:  # noqa: PTH123
        return [int(word) for word in children.read().split()]
