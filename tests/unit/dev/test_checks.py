"""The list of checks is data that ./dev can run."""

import shlex
from collections import Counter

from app.dev.checks import CHECKS


def test_every_check_has_a_name_of_its_own_and_a_reason() -> None:
    assert [name for name, count in Counter(check.name for check in CHECKS).items() if count > 1] == []
    assert [check.name for check in CHECKS if not check.reason] == []


def test_cheap_checks_come_before_tests() -> None:
    runs_tests = ["pytest" in shlex.split(check.commands[-1])[0] for check in CHECKS]
    assert runs_tests == sorted(runs_tests)
