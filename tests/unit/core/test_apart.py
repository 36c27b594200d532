"""Parsing apart: whatever a file does to its parser, it is refused in time, and the server goes on."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.core import apart
from app.core.apart import Limits, ask
from app.core.config import ROOT
from app.core.errors import Busy
from app.core.refusals import Refused

SMALL = Limits(memory=200_000_000, seconds=1, answer=2_000_000)
HEAVY = {"PIL", "pypdf", "flask", "sqlalchemy", "werkzeug", "babel", "python_calamine", "typst"}


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "PROGRAM", "tests.misbehaving")
    monkeypatch.setattr(apart, "LIMITS", SMALL)


def children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()


@pytest.mark.parametrize(
    ("task", "why", "most"),
    [
        ("abort", "broken", 1),
        ("crash", "broken", 1),
        ("fail", "broken", 1),
        ("eat", "broken", 1),
        ("flood", "broken", 1),
        ("spin", "too large", 3),
        ("sleep", "too large", 3),
        ("stay", "too large", 4),
    ],
)
def test_every_end_of_a_parser_is_a_refusal_in_time(
    misbehaving: None, task: str, why: str, most: float
) -> None:
    before, started = children(), time.monotonic()
    with pytest.raises(Refused) as refused:
        ask(task, b"")
    assert refused.value.why == why
    assert time.monotonic() - started < most + 1.5, "more than its time, and a start on a busy machine"
    assert children() == before


def test_a_parser_knows_nothing_but_its_file(misbehaving: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://name:password@host/database")
    with (ROOT / "README.md").open() as other:
        os.set_inheritable(other.fileno(), True)  # as a careless library might
        told, _ = ask("leak", b"")
    assert {"SECRET_KEY", "DATABASE_URL"}.isdisjoint(told["variables"])
    assert told["open"] == ["0", "1", "2", "3"], "input, output, nowhere, and the folder it looks into"
    assert told["score"] == "1000", "a machine without memory ends it first"


def test_threads_take_turns(misbehaving: None) -> None:
    """One at a time in a server's process, and each gets its own answer."""
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda _: ask("leak", b"")[0]["score"], range(4)))
    assert told == ["1000"] * 4


def test_who_waits_too_long_is_told_so(misbehaving: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LIMITS", Limits(seconds=0))
    with apart.AT_ONCE, pytest.raises(Busy):
        ask("leak", b"")


def test_a_machine_that_can_start_nothing_more_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(Busy):
        ask("json", b"[]")


PARENT = """
from app.core import apart
apart.PROGRAM, apart.LIMITS = "tests.misbehaving", apart.Limits(seconds=30)
print("asking", flush=True)
apart.ask("sleep", b"")
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_parser_does_not_outlive_its_server(number: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        parent.stdout.readline()
        started = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        while not (found := started.read_text("ascii").split()):
            time.sleep(0.01)
        parent.send_signal(number)
    latest = time.monotonic() + 5
    while (
        Path(f"/proc/{found[0]}/cmdline").exists()
        and b"tests" in Path(f"/proc/{found[0]}/cmdline").read_bytes()
    ):
        assert time.monotonic() < latest, "it is still there"
        time.sleep(0.05)


def test_a_parser_loads_what_its_file_needs_and_nothing_of_ours() -> None:
    """Its start is paid for every file."""
    needed = {"lists": set(), "records": set(), "pictures": {"PIL"}, "documents": {"PIL", "pypdf"}}
    for module, libraries in needed.items():
        program = f"import sys, app.core.parsers.__main__, app.core.parsers.{module}; print(*sys.modules)"
        run = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
        )
        assert set(run.stdout.split()) & HEAVY == libraries
