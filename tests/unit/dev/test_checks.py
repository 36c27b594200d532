"""The lists of checks are data that ./dev can run, and every test stands in one of them."""

import shlex
from collections import Counter
from pathlib import Path

from app.core.config import ROOT
from app.dev.checks import CHECKS, ONE_FEATURE, PYTEST, THOROUGH, Check

TESTS = [check for check in CHECKS if check.commands[-1].startswith("pytest")]


def test_every_check_has_a_name_of_its_own_and_a_reason() -> None:
    every = (*CHECKS, *THOROUGH, *ONE_FEATURE)
    assert [name for name, count in Counter(check.name for check in every).items() if count > 1] == []
    assert [check.name for check in every if not check.reason] == []


def test_cheap_checks_come_before_tests() -> None:
    runs_tests = [check in TESTS for check in CHECKS]
    assert runs_tests == sorted(runs_tests)


def test_no_test_file_is_forgotten() -> None:
    files = {path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")}
    on_sqlite = [check for check in TESTS if "--engine" not in check.commands[-1]]
    assert {file for check in on_sqlite for file in files if runs(check, file)} == files


def test_what_is_sampled_fits_the_twelve_minutes_of_a_small_machine() -> None:
    """The shares, on two cores; what takes more is said at the end of the list."""
    assert sum(check.share for check in CHECKS) / 2 <= 12 * 60


def runs(check: Check, file: Path) -> bool:
    words = shlex.split(check.commands[-1].removeprefix(PYTEST))
    left_out = [Path(word.partition("=")[2]) for word in words if word.startswith("--ignore")]
    named = [Path(word) for word in words if not word.startswith("-")] or [Path("tests")]
    return any(file.is_relative_to(path) for path in named) and not any(
        file.is_relative_to(path) for path in left_out
    )
