"""The rows about stress: what others wait while somebody is slow or does much, and after a worker's death.

The server runs as in production, on every core there is, on the database with a hundred thousand people.
"""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from functools import partial
from itertools import count, cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.core.db import new_id
from app.dev.bench.browser import Browser
from app.dev.bench.load import Result, Target, at_rate, flat_out
from app.dev.bench.rows import CLERK, Row, signed_in
from app.dev.bench.server import serving, working
from app.dev.processes import SERVER

RATE, SECONDS = 20.0, 10.0
"""Pages a second that others ask for, and how long."""
MOST_TIMES, MOST_WAITING, MOST_DEAD, WATCHED = 3.0, 0.5, 10.0, 15.0
COORDINATOR = "Duarte Sobral"
LINES = 10_000
"""A list of offers of as many rows as one may have."""
LOOKS_AGAIN = 2.0
"""Seconds between two looks of a task's page at how far it is."""
LOOK = "every 2s"
"""What stands on the page of a task that is not over."""
SLOW = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nem"
PAGES = ("/participants", "/workshops", "/directory")


def stress_rows(environment: dict[str, str], made: dict[str, Any]) -> Iterator[Row]:
    """Others' pages beside slow and heavy requests; four who check in; a death. `made` as for workshops."""
    cores = range(os.cpu_count() or 1)
    with (
        serving("wsgi:server", environment, command=SERVER, cores=cores) as (port, pid),
        working(environment, cores),
    ):
        staff = signed_in(port, CLERK)
        _others(port, staff)  # both workers have drawn every page once
        calm = _others(port, staff)
        for what, beside in _troubles(port).items():
            with beside():
                found = _others(port, staff)
            times = found.slowest / calm.slowest
            text = f"{times:.1f} × calm ({1000 * calm.slowest:.0f} → {1000 * found.slowest:.0f} ms)"
            yield Row(
                f"others' pages during {what}, 99th percentile", text, "≤ 3 × calm", times <= MOST_TIMES
            )
        waited = _checked_in(port, staff, made).slowest
        text = f"{waited:.2f} s"
        yield Row("check-in of four clients, 99th percentile", text, "≤ 0.5 s", waited <= MOST_WAITING)
        dead = _seconds_dead(port, pid)
        yield Row("all answers after a worker's death", f"{dead:.1f} s", "≤ 10 s", dead <= MOST_DEAD)


def _troubles(port: int) -> dict[str, Callable[[], AbstractContextManager[None]]]:
    return {
        "two slow sockets": partial(_slow, port, 2),
        "sixty slow sockets": partial(_slow, port, 60),
        f"an import of {LINES:,} rows": partial(_repeated, _importing(port)),
        "an export of 100,000 people (CSV)": partial(_repeated, _exporting(port, "csv")),
        "an export of 100,000 people (XLSX)": partial(_repeated, _exporting(port, "xlsx")),
    }


def _others(port: int, staff: Browser) -> Result:
    paths = cycle(PAGES)
    return at_rate(Target(port, headers=staff.headers, paths=lambda: next(paths)), RATE, SECONDS)


@contextmanager
def _slow(port: int, senders: int) -> Iterator[None]:
    with ExitStack() as held:
        for _ in range(senders):
            connection = held.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
            connection.sendall(SLOW)
        yield


@contextmanager
def _repeated(work: Callable[[], None]) -> Iterator[None]:
    """Somebody does it again and again, from the beginning of the block to its end."""
    over = threading.Event()

    def repeat() -> None:
        while not over.is_set():
            work()

    somebody = threading.Thread(target=repeat)
    somebody.start()
    time.sleep(0.2)
    yield
    over.set()
    somebody.join()


def _exporting(port: int, kind: str) -> Callable[[], None]:
    coordinator = signed_in(port, COORDINATOR)

    def take() -> None:
        coordinator.send(f"/participants.{kind}", "/tasks")
        place = _carried_out(coordinator)
        coordinator.fetch(f"{place}/file")

    return take


def _carried_out(browser: Browser) -> str:
    """Look at the task that was just asked for until it is over; where its page is."""
    place = browser.location
    while LOOK in browser.open(place):
        time.sleep(LOOKS_AGAIN)
    return place


def _importing(port: int) -> Callable[[], None]:
    coordinator, numbers = signed_in(port, COORDINATOR), count()
    path = "/directory/offers/imports"

    def bring() -> None:
        number = next(numbers)
        lines = (f"Cozinha {each};Preparar refeições;{number}-{each}" for each in range(LINES))
        content = "\n".join(("Título;Descrição;Número na fonte", *lines))
        coordinator.bring(path, {"source": f"IEFP {number}"}, ("upload", "lista.csv", content))
        coordinator.send(coordinator.location, coordinator.location)
        _carried_out(coordinator)

    return bring


def _checked_in(port: int, staff: Browser, made: dict[str, Any]) -> Result:
    """Four at the door scan slips as fast as they can; who was late is present, and late the next time."""
    token = staff.fields("/participants/new", "/participants/new")["csrf_token"]
    turns = cycle([(slip, state) for state in ("present", "late") for slip in made["slips"]])

    def body() -> tuple[str, str]:
        slip, state = next(turns)
        form = {"csrf_token": token, "request_key": str(new_id())}
        return f"/attendance/slips/{slip}", urlencode(form | {"session_id": made["arriving"], "state": state})

    return flat_out(Target(port, headers=staff.headers, body=body, expected=303), SECONDS)


def _seconds_dead(port: int, pid: int) -> float:
    """Until every request is answered at once again, whichever worker the system gives it to."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    os.kill(int(children[0]), signal.SIGKILL)
    started, last = time.perf_counter(), 0.0
    while (asked := time.perf_counter() - started) < WATCHED:
        try:
            Browser(port).open("/healthz", seconds=WATCHED)
        except (OSError, RuntimeError):
            last = asked
        answered = time.perf_counter() - started
        if answered - asked > MOST_WAITING:
            last = answered
        time.sleep(0.02)
    return last
