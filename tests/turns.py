"""Turns: which part of what could be tried is tried at this commit.

Where every case would take minutes and each stands for others of its kind, a test takes `some` of them. The
commit chooses, so that whoever repeats a list of checks gets the same cases, and so that cases left out today
have their turn at one of the next commits: of five turns, one is missed by a hundred commits once in a
billion. What was left out is printed at the end. `pytest --all` leaves nothing out.

`COMMIT` names the commit where there is no git.
"""

import os
import subprocess
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
LEFT_OUT: dict[tuple[str, str], tuple[int, int]] = {}
"""By kind and key: how many cases were left to other turns, of how many."""


def everything() -> bool:
    """Whether nothing is left out, as `pytest --all` asks."""
    return os.environ.get("SAMPLED") == "no"


@cache
def seed() -> int:
    """A number that the commit decides; 0 where there is no commit."""
    commit = os.environ.get("COMMIT") or _head()
    return zlib.crc32(commit.encode()) if commit else 0


def some(things: Sequence[T], count: int, kind: str, key: str = "") -> list[T]:
    """At most so many of the things, in their order: the part whose turn it is; all with `--all`.

    The kind says in plain words what is left out ("inputs of the storm"). The key tells samples of one
    kind apart, such as the form's address, so that they are not all at the same turn.
    """
    turns = 1 if everything() else -(-len(things) // count)
    if turns < 2:
        return list(things)
    turn = (seed() + zlib.crc32(f"{kind} {key}".encode())) % turns
    chosen = list(things[turn::turns])
    LEFT_OUT[kind, key] = len(things) - len(chosen), len(things)
    return chosen


def _head() -> str:
    git = ("git", "rev-parse", "HEAD")
    try:
        found = subprocess.run(git, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return found.stdout.strip()
