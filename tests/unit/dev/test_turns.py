"""Sampling hides nothing for long: every case has its turn, and what has not is told."""

from collections.abc import Iterator

import pytest

from tests import turns

CASES = [f"case {number}" for number in range(34)]


@pytest.fixture(autouse=True)
def sampled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})
    yield
    turns.seed.cache_clear()


def at_commit(number: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COMMIT", f"commit {number}")
    turns.seed.cache_clear()
    return turns.some(CASES, 8, "inputs", "/sign-in")


def test_a_hundred_commits_see_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [at_commit(number, monkeypatch) for number in range(100)]
    assert {case for cases in seen for case in cases} == set(CASES)
    assert max(len(cases) for cases in seen) <= 8
    assert at_commit(1, monkeypatch) == seen[1]


def test_samples_of_one_kind_are_not_all_at_the_same_turn() -> None:
    assert len({tuple(turns.some(CASES, 8, "inputs", str(form))) for form in range(20)}) > 2


def test_what_is_left_out_is_counted_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen, _ = at_commit(1, monkeypatch), at_commit(1, monkeypatch)
    assert dict(turns.LEFT_OUT) == {("inputs", "/sign-in"): (len(CASES) - len(chosen), len(CASES))}


def test_nothing_is_left_out_where_everything_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMPLED", "no")
    assert turns.some(CASES, 8, "inputs") == CASES
    monkeypatch.delenv("SAMPLED")
    assert turns.some(CASES, len(CASES), "inputs") == CASES
    assert turns.LEFT_OUT == {}
