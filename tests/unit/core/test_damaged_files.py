"""Damaged files of every kind are read or refused: no parser dies of one, and none goes beyond its limits."""

import json
import subprocess
import sys
from contextlib import suppress
from typing import BinaryIO

import pytest

from app.core import apart
from app.core.apart import LIMITS
from app.core.config import ROOT
from app.core.refusals import Refused
from tests import fuzzing, turns

FILES = {"list": 40_000, "pdf": 20_000, "picture": 20_000, "json": 20_000}
A_TURN, BATCH = 100, 5_000
KIND = "batches of damaged files"
PLANTED = """
import os
from app.core.parsers import records
from tests import fuzzing
parse = records.parse
records.parse = lambda data: os.abort() if b"NaN" in data else parse(data)
fuzzing.main()
"""


def tried(
    task: str, first: int, size: int, program: tuple[str, str] = ("-m", "tests.fuzzing")
) -> tuple[int, str]:
    """How a process of so many damaged files ended, and its last line."""
    command = [sys.executable, *program, task, str(first), str(size)]
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    sys.stderr.write(run.stderr)
    return run.returncode, run.stdout.splitlines()[-1]


@pytest.mark.parametrize("task", FILES)
def test_a_damaged_file_is_read_or_refused(task: str) -> None:
    size = BATCH if turns.everything() else A_TURN
    for first in turns.some(range(0, FILES[task], size), 1, KIND, task):
        status, last = tried(task, first, size)
        assert status == 0, f"file {last}"
        told = json.loads(last)
        print(task, told)
        assert told["megabytes"] * 1024**2 <= LIMITS.memory
        assert told["slowest"] <= LIMITS.seconds
        assert min(told["told"], told["refused"]) > size // 50, (
            "damage that always or never matters tries little"
        )


@pytest.mark.usefixtures("any_turn")
def test_a_parser_that_dies_of_one_is_found() -> None:
    (first,) = turns.some(range(0, FILES["json"], A_TURN), 1, KIND, "json")
    status, last = tried("json", first, A_TURN, ("-c", PLANTED))
    assert status < 0
    assert b"NaN" in fuzzing.damaged("json", int(last))[0]


@pytest.mark.parametrize("task", FILES)
def test_each_through_a_process_of_its_own(task: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the server asks: no end but an answer or a refusal, and no file for which the process died."""
    ends: list[int] = []
    run = apart.run

    def watched(*files: BinaryIO) -> int:
        ends.append(run(*files))
        return ends[-1]

    monkeypatch.setattr(apart, "run", watched)
    count = 200 if turns.everything() else 8
    for number in range(count):
        data, words = fuzzing.damaged(task, turns.seed() + number)
        with suppress(Refused):
            apart.ask(task, data, **words)
    assert ends == [0] * count
