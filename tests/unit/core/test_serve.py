"""The application is loaded once and its workers are forks: what each must have for itself, it has."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.core.config import ROOT
from tests.serving import by_granian
from tests.unit.core.test_server import answers, ask, workers_of

SMALL = """
import json, os, random, threading
from pathlib import Path
from app.core.server import Server

with Path(__file__).with_name("loaded").open("a") as file:
    print(os.getpid(), file=file)

def app(environ, start):
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({"pid": os.getpid(), "by_chance": random.random()}).encode()]

server = Server(app, most=1_000, end=lambda: Path(__file__).with_name(f"ended-{os.getpid()}").touch())
"""
IDS = """
import json, os, random, secrets, sys, threading
import wsgi
from app.core.db import new_id

assert threading.active_count() == 1
before = [str(new_id()) for _ in range(1_000)]
random.random(), secrets.token_hex()
pipes = []
for _ in range(2):
    reading, writing = os.pipe()
    if not os.fork():
        made = [str(new_id()) for _ in range(50_000)]
        chances = [random.random(), secrets.token_hex()]
        with os.fdopen(writing, "w") as file:
            json.dump([made, chances], file)
        os._exit(0)
    os.close(writing)
    pipes.append(reading)
json.dump([[before, []], *(json.load(os.fdopen(each)) for each in pipes)], sys.stdout)
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "forked.py").write_text(SMALL, "utf-8")
    return tmp_path


def test_the_application_is_loaded_once_for_all_workers_and_those_that_follow(small: Path) -> None:
    with by_granian(small, "forked:server", workers=2) as (port, first):
        before = workers_of(first)
        os.kill(before[0], signal.SIGKILL)
        started = time.monotonic()
        while len({*workers_of(first)} - {*before}) != 1 or not answers(port):
            assert time.monotonic() - started < 10
            time.sleep(0.05)
        told = [ask(port, "/")[1] for _ in range(40)]
        assert {int(each["pid"]) for each in told} <= {*workers_of(first)}, "the first process answers nobody"
        assert len({each["by_chance"] for each in told}) == len(told)
        assert (small / "loaded").read_text("ascii") == f"{first.pid}\n"
        first.send_signal(signal.SIGTERM)
        ended = [f"ended-{each}" for each in workers_of(first)]
        first.wait(10)
        assert all((small / each).exists() for each in ended)


def test_two_workers_never_make_the_same_id(tmp_path: Path) -> None:
    environment = os.environ | {
        "AUTONOMUS_ENV": "development",
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.db",
        "DATA_FOLDER": str(tmp_path),
    }
    run = subprocess.run(
        [sys.executable, "-c", IDS], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    (before, _), (one, chances), (other, other_chances) = json.loads(run.stdout)
    assert len({*before, *one, *other}) == 101_000
    # Not by the clock alone: the same generator would have given both the same ends.
    assert len({each[-8:] for each in one[:100]} & {each[-8:] for each in other[:100]}) < 3
    assert not {*chances} & {*other_chances}
