"""Whoever stops ./dev finds nothing left of what it started, whenever and however it is stopped."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.core.config import ROOT
from app.dev.processes import APPLICATION, SERVER

STAND_IN = f"""#!{sys.executable}
import os, signal, sys, time
from http.server import BaseHTTPRequestHandler, HTTPServer

class Healthy(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

name = " ".join([os.path.basename(sys.argv[0]), *sys.argv[1:]])
print(os.getpid(), name, flush=True)
if name.startswith(os.environ.get("ENDS", "nothing")):
    sys.exit(1)
if name.startswith(os.environ.get("DEAF", "nothing")):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if name.startswith((os.environ["STAYS"], "flask worker")):
    time.sleep(60)
elif name.startswith("python -m app.serve"):
    HTTPServer(("127.0.0.1", int(sys.argv[-2])), Healthy).serve_forever()
"""
"""Programs that tell their process and end, but for the server, the worker and the one that stays."""


SERVING = ("-m", "app.dev.processes")
TESTING = (
    "-c",
    """
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from app.dev.checks import Check
loader = SourceFileLoader("dev", "dev")
dev = module_from_spec(spec_from_loader("dev", loader))
loader.exec_module(dev)
dev.setup, dev.STATE, dev.sys.argv[1:] = lambda _: None, Path("{folder}"), ["test"]
dev.environment = lambda: dict(dev.os.environ)
dev.list_checks = lambda _="CHECKS": [Check("one", "", ("flask worker",))]
dev.main()
""",
)


@contextmanager
def running(
    folder: Path, stays: str, command: Sequence[str] = SERVING, **more: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The first process of a command, and the file of everything that it and its programs say."""
    for name in ("flask", "python"):
        (folder / name).write_text(STAND_IN, "utf-8")
        (folder / name).chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = (
        os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "STAYS": stays, "PORT": str(port)} | more
    )
    said = folder / "said"
    with said.open("wb") as out:
        words = [sys.executable, *(word.replace("{folder}", str(folder)) for word in command)]
        first = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        yield first, said
    finally:
        first.kill()
        first.wait()
        for process in alive(said):
            os.kill(process, signal.SIGKILL)


def alive(said: Path) -> list[int]:
    """Which of the programs that told their process still run."""
    processes = map(int, re.findall(r"^(\d+) ", said.read_text("utf-8"), re.MULTILINE))
    found = []
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, 0)
            found.append(process)
    return found


def wait_for(words: str, said: Path) -> None:
    for _ in range(1200):  # a minute: a busy machine takes long to start
        if said.exists() and words in said.read_text("utf-8"):
            return
        time.sleep(0.05)
    pytest.fail(f"{words} was never said: {said.read_text('utf-8')}")


def started(said: Path, name: str) -> list[int]:
    """The processes of a program, those of the past too."""
    return [*map(int, re.findall(rf"^(\d+) {name}", said.read_text("utf-8"), re.MULTILINE))]


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("it never came")


@pytest.mark.parametrize(
    ("stage", "number"),
    [
        ("flask db", signal.SIGTERM),
        ("flask demo load", signal.SIGINT),
        ("python -m app.serve", signal.SIGTERM),
        ("flask demo sign-ins", signal.SIGINT),
        ("Ctrl-C", signal.SIGINT),
        ("Ctrl-C", signal.SIGTERM),
    ],
)
def test_a_signal_to_the_first_process_alone_ends_all(
    stage: str, number: signal.Signals, tmp_path: Path
) -> None:
    with running(tmp_path, stage) as (first, said):
        wait_for(stage, said)
        first.send_signal(number)
        first.send_signal(number)  # an impatient second one disturbs nothing
        assert first.wait(20) == 0
        assert alive(said) == []
        assert said.read_text("utf-8").endswith("\nStopping …\n")


def test_it_can_be_interrupted_where_a_script_started_it_in_the_background(tmp_path: Path) -> None:
    """A shell lets what is started with & ignore SIGINT."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with running(tmp_path, "Ctrl-C") as (first, said):
            wait_for("Ctrl-C", said)
            first.send_signal(signal.SIGINT)
            assert first.wait(20) == 0
            assert alive(said) == []
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_prepares_and_fails_ends_all(tmp_path: Path) -> None:
    with running(tmp_path, "flask db") as (first, said):
        wait_for("flask db", said)
        os.kill(started(said, "flask db")[0], signal.SIGKILL)
        assert first.wait(20) == 1
        assert alive(said) == []
        assert "see above" in said.read_text("utf-8")


@pytest.mark.parametrize("name", ["python -m app.serve", "flask worker"])
def test_a_server_or_worker_that_dies_is_started_again(name: str, tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C") as (first, said):
        wait_for("Ctrl-C", said)
        os.kill(started(said, name)[0], signal.SIGKILL)
        wait_for("is started again", said)
        wait_until(lambda: len(started(said, name)) == 2)
        assert first.poll() is None
        first.send_signal(signal.SIGTERM)
        assert first.wait(20) == 0
        assert alive(said) == []


@pytest.mark.parametrize("name", ["python -m app.serve", "flask worker"])
def test_what_dies_again_and_again_ends_all(name: str, tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", ENDS=name) as (first, said):
        assert first.wait(20) == 1
        assert len(started(said, name)) == 3
        assert alive(said) == []
        assert "again and again, see above" in said.read_text("utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_program_that_does_not_listen_is_ended_in_time(number: signal.Signals, tmp_path: Path) -> None:
    with running(tmp_path, "Ctrl-C", DEAF="flask worker") as (first, said):
        wait_for("Ctrl-C", said)
        at = time.monotonic()
        first.send_signal(number)
        assert first.wait(20) == 0
        assert time.monotonic() - at < 7
        assert alive(said) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_check_outlives_the_tests(number: signal.Signals, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "one.log"
    with running(tmp_path, "flask worker", TESTING) as (first, said):
        wait_for("flask worker", log)
        first.send_signal(number)
        assert first.wait(20) == 1
        assert alive(log) == []
        assert "stopped" in said.read_text("utf-8")


def test_the_units_for_systemd_start_what_is_tested(tmp_path: Path) -> None:
    """The options stand in three places: what `./dev run` starts, the unit, and the manual."""
    unit = (ROOT / "docs/systemd/autonomus.service").read_text("utf-8")
    assert f"/{SERVER} --host 127.0.0.1 --port 8000 {APPLICATION}\n" in unit
    assert f"\n{SERVER} {APPLICATION}\n" in (ROOT / "docs/operation.md").read_text("utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd to ask")
def test_systemd_understands_its_units(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    for unit in (ROOT / "docs/systemd").iterdir():
        text = unit.read_text("utf-8").replace("/opt/autonomus/.venv/bin", str(programs))
        (tmp_path / unit.name).write_text(text.replace("User=autonomus", "User=root"), "utf-8")
    command = ["systemd-analyze", "verify", *map(str, tmp_path.iterdir())]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    ours = [line for line in told.stderr.splitlines() if "autonomus" in line]
    assert ours == []
