"""What a run must say at its end: nothing is left out, and nothing takes long, in silence."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests import cover
from tests.summary import Summary

TEST = "tests/unit/people/test_names.py::test_first"


@pytest.fixture
def options() -> dict[str, Any]:
    return {"--covered": False, "--write-cover": False, "--engine": "postgresql"}


@pytest.fixture
def summary(options: dict[str, Any]) -> Summary:
    return Summary(cast(pytest.Config, SimpleNamespace(getoption=options.__getitem__)))


def ends(test: str, when: str, duration: float = 0.0, **told: Any) -> pytest.TestReport:
    where = (test, None, test)
    told = {name.replace("_", " "): value for name, value in told.items()}
    properties = list(told.items())
    return pytest.TestReport(
        test, where, {}, "passed", None, cast(Any, when), user_properties=properties, duration=duration
    )


def lines(summary: Summary) -> list[str]:
    written: list[str] = []
    summary.pytest_terminal_summary(cast(pytest.TerminalReporter, SimpleNamespace(write_line=written.append)))
    return written


def test_what_was_left_out_is_counted_by_kind_whichever_process_left_it_out(summary: Summary) -> None:
    first = [("inputs of the storm", "/sign-in", 26, 34), ("inputs of the storm", "/search", 30, 34)]
    for told in (first, first, [("languages", "", 2, 4)]):
        summary.pytest_runtest_logreport(ends(TEST, "teardown", left_out=told))
    inputs, languages = lines(summary)
    assert inputs.startswith("note: left to other turns: 56 of 68 inputs of the storm (seed ")
    assert languages.startswith("note: left to other turns: 2 of 4 languages (seed ")


def test_a_test_over_twenty_seconds_is_named_with_its_setting_up(summary: Summary) -> None:
    for when, seconds in (("setup", 11.0), ("call", 10.0), ("teardown", 0.5)):
        summary.pytest_runtest_logreport(ends(TEST, when, seconds))
        summary.pytest_runtest_logreport(ends(f"{TEST}_quick", when, 1.0))
    assert lines(summary) == [f"note: 22 s, more than 20: {TEST}"]


def test_what_was_skipped_is_told_with_its_reason(summary: Summary) -> None:
    for name, reason in (
        ("a", "there is no caddy here"),
        ("b", "PostgreSQL locks rows"),
        ("c", "PostgreSQL locks rows"),
    ):
        where = ("tests/a.py", 1, f"Skipped: {reason}")
        summary.pytest_runtest_logreport(
            pytest.TestReport(name, (name, None, name), {}, "skipped", where, "call")
        )
    assert lines(summary) == [
        "note: skipped, 2: PostgreSQL locks rows",
        "note: skipped, 1: there is no caddy here",
    ]


@pytest.fixture
def aged(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    options["--covered"] = True
    monkeypatch.setattr(cover, "known", lambda: {f"{TEST}_listed"})


@pytest.mark.parametrize(("unknown", "status"), [({1, 2}, 0), ({1, 2, 3}, 1)])
def test_an_aged_cover_is_told_and_fails_the_run(
    summary: Summary,
    options: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    unknown: set[int],
    status: int,
) -> None:
    """Planted: a test on the list of those left out sends what nobody off the list sends."""
    options["--covered"] = True
    monkeypatch.setattr(cover, "known", lambda: {f"{TEST}_listed"})
    session = SimpleNamespace(exitstatus=0)
    summary.pytest_runtest_logreport(ends(TEST, "teardown", sent=[1, 2]))
    summary.pytest_runtest_logreport(ends(f"{TEST}_listed", "teardown", sent=sorted(unknown)))
    summary.pytest_sessionfinish(cast(pytest.Session, session))
    assert session.exitstatus == status
    named = f"note: the cover misses 1 kinds of statements of {TEST}_listed"
    assert (named in lines(summary)) == bool(status)
