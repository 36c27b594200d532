"""Servers for the benchmark: granian with one worker, on loopback, on a core of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

COMMAND = "granian --interface wsgi --workers 1 --blocking-threads 1 --log-level warning --host 127.0.0.1"
START_SECONDS = 30


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve "module:app"; gives (port, process id) and ends the server afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [*COMMAND.split(), "--port", str(port), application]
    words[0] = str(Path(sys.executable).with_name(words[0]))
    process = subprocess.Popen(words, env={**os.environ, **environment})  # noqa: S603  our own words
    os.sched_setaffinity(process.pid, {0})
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(START_SECONDS * 20):
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not start")


def resident_megabytes(pid: int) -> float:
    """The memory of the biggest process under a server: its worker."""
    sizes = []
    for child in (pid, *_children(pid)):
        with open(f"/proc/{child}/status", encoding="ascii") as status:  # noqa: PTH123  /proc is no folder of files
            lines = dict(line.split(":", 1) for line in status if ":" in line)
        sizes.append(int(lines.get("VmRSS", "0 kB").split()[0]) / 1024)
    return max(sizes)


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:  # noqa: PTH123
        return [int(word) for word in children.read().split()]
