"""How ./dev runs a list of checks: side by side, with every failure and everything left out said."""

import argparse
import threading
import time
from types import ModuleType
from typing import Any

import pytest

from app.core.config import ROOT
from app.dev.checks import Check

ONE = {"processes": "0"}


def a_check(name: str, *commands: str, **options: Any) -> Check:
    return Check(name, "to see what becomes of it", commands, **options)


def test_a_failure_is_told_and_the_others_run_all_the_same(dev: ModuleType) -> None:
    checks = [a_check("wrong", "ls nothing-of-that-name", "true"), a_check("right", "true", "echo done")]
    ended = {check.name: (passed, lines) for check, passed, lines in dev.run_all(checks, ONE)}
    assert not ended["wrong"][0]
    assert "nothing-of-that-name" in ended["wrong"][1][-1]
    assert ended["right"] == (True, ["done"])


def test_a_check_over_its_share_is_named(dev: ModuleType) -> None:
    checks = [a_check("slow", "echo done", share=0), a_check("quick", "echo done")]
    notes = {check.name: lines[:-1] for check, _, lines in dev.run_all(checks, ONE)}
    assert notes == {"slow": ["note: 0 s, more than its share of 0"], "quick": []}


@pytest.mark.parametrize(("cores", "processes", "most"), [(2, 0, 2), (3, 0, 3), (8, 4, 2)])
def test_checks_fill_the_cores_and_no_more(
    dev: ModuleType, cores: int, processes: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those that can be divided, each takes as many cores as it has processes."""
    present, seen, lock = 0, [], threading.Lock()

    def log_check(*_: object) -> tuple[bool, list[str]]:
        nonlocal present
        with lock:
            present += 1
            seen.append(present)
        time.sleep(0.02)
        with lock:
            present -= 1
        return True, []

    monkeypatch.setattr(dev, "CORES", cores)
    monkeypatch.setattr(dev, "log_check", log_check)
    checks = [a_check(str(number), "pytest -n {processes}") for number in range(12)]
    assert len(list(dev.run_all(checks, {"processes": str(processes)}))) == len(checks)
    assert max(seen) == most


def test_a_word_with_a_wildcard_stands_for_what_is_there(dev: ModuleType) -> None:
    words = dev.words_of("pytest -n {processes} tests/*/{feature}", {"processes": "2", "feature": "people"})
    folders = [str(ROOT / "tests" / kind / "people") for kind in ("integration", "unit")]
    assert words == ["pytest", "-n", "2", *folders]


def test_what_cannot_be_checked_here_is_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = a_check("other", "true", needs="/nowhere/*/bin")
    monkeypatch.setattr(dev, "list_checks", lambda name="CHECKS": (nowhere,) if name == "THOROUGH" else ())
    assert dev.chosen_checks(argparse.Namespace(feature=None, all=True))[0] == []
    assert "left out: there is no /nowhere/*/bin" in capsys.readouterr().out


def test_a_feature_that_is_none_is_refused(dev: ModuleType) -> None:
    with pytest.raises(SystemExit, match="there is no app/wrokshops"):
        dev.chosen_checks(argparse.Namespace(feature="wrokshops", all=False))
