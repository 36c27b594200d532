"""What `./dev run` starts: the database made ready, then the server and the worker.

Whoever stops it, by Ctrl-C or with a signal, while it starts or later, finds nothing of it left after five
seconds. A signal is only noted and looked for ten times a second: an exception out of nowhere could fall
between the start of a program and our knowing of it. A server or worker that dies is started again.
"""

import contextlib
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

SERVER = (
    "python -m app.serve --interface rsgi --workers 2 --respawn-failed-workers --workers-kill-timeout 3"
    " --http1-header-read-timeout 10000 --log-level warning"
)
"""As docs/systemd/autonomus.service starts it."""
APPLICATION = "wsgi:server"
START_SECONDS, STOP_SECONDS = 60, 5
SHORTEST_LIFE, MOST_IN_A_ROW = 10, 3
"""Of something kept running: so many lives in a row that end within so many seconds are no accident."""


@dataclass
class Kept:
    """A program that is started again when it ends by itself."""

    command: str
    process: subprocess.Popen[bytes]
    born: float
    quick_ends: int = 0


class Processes:
    def __init__(self) -> None:
        self.started: list[subprocess.Popen[bytes]] = []
        self.kept: list[Kept] = []
        self.is_asked_to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM):  # a script's background process would ignore SIGINT
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.is_asked_to_stop = True

    def start(self, command: str) -> subprocess.Popen[bytes]:
        # In a group of its own: Ctrl-C would otherwise reach every process of it before we end it in order.
        process = subprocess.Popen(shlex.split(command), start_new_session=True)  # noqa: S603  our own words
        self.started.append(process)
        return process

    def keep(self, command: str) -> None:
        self.kept.append(Kept(command, self.start(command), time.monotonic()))

    def tend(self) -> None:
        """Start again what ended by itself; raises SystemExit where it ends again and again."""
        for kept in self.kept:
            if kept.process.poll() is None:
                continue
            lived, name = time.monotonic() - kept.born, " ".join(kept.command.split()[:2])
            kept.quick_ends = kept.quick_ends + 1 if lived < SHORTEST_LIFE else 0
            if kept.quick_ends == MOST_IN_A_ROW:
                stop(f"this ends again and again, see above: {name}")
            print(f"./dev: {name} ended by itself and is started again.", flush=True)
            self.started.remove(kept.process)
            end_group(kept.process)  # the workers of a server that was killed would go on without it
            kept.process, kept.born = self.start(kept.command), time.monotonic()

    def finish(self, command: str) -> None:
        """Run a program to its end, which must be a good one."""
        process = self.start(command)
        while process.poll() is None:
            self.pause()
        if process.returncode:
            stop(f"this command failed, see above: {command}")

    def pause(self) -> None:
        """A tenth of a second; raises SystemExit when it is time to end."""
        time.sleep(0.1)
        if self.is_asked_to_stop:
            print("\nStopping …", flush=True)
            sys.exit(0)

    def end(self) -> None:
        latest = time.monotonic() + STOP_SECONDS
        for process in self.started:
            process.terminate()
        for process in self.started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, latest - time.monotonic()))
            end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of a program and of what it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stop(sentence: str) -> NoReturn:
    raise SystemExit(f"./dev: {sentence}")


def serve(processes: Processes, host: str, port: str) -> None:
    """Make the database ready, serve, say where; until a process ends or somebody stops it."""
    processes.finish("flask db upgrade")
    processes.finish("flask demo load")
    address, latest = f"http://{host}:{port}", time.monotonic() + START_SECONDS
    processes.keep(f"{SERVER} --host {host} --port {port} {APPLICATION}")
    processes.keep("flask worker")
    while not is_healthy(address):
        processes.pause()
        if time.monotonic() > latest:
            stop(f"the server did not answer on {address} within {START_SECONDS} s")
        processes.tend()
    processes.finish("flask demo sign-ins")
    print("Ctrl-C stops.", flush=True)
    while True:
        processes.pause()
        processes.tend()


def is_healthy(address: str) -> bool:
    with contextlib.suppress(OSError):
        urllib.request.urlopen(f"{address}/healthz", timeout=1).close()  # noqa: S310  http
        return True
    return False


def check_port(host: str, port: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, ValueError, OverflowError) as error:
            stop(f"cannot listen on {host}:{port} ({error}). Try: PORT=5001 ./dev run")


def main() -> None:
    """Serve where HOST, PORT and DATABASE_URL say, or else on this machine and in instance/."""
    host, port = os.environ.setdefault("HOST", "127.0.0.1"), os.environ.setdefault("PORT", "5000")
    check_port(host, port)
    Path("instance").mkdir(exist_ok=True)
    os.environ["AUTONOMUS_ENV"] = "development"
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path('instance/autonomus.db').resolve()}")
    processes = Processes()
    try:
        serve(processes, host, port)
    finally:
        processes.end()


if __name__ == "__main__":
    main()
