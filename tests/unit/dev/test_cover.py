"""What PostgreSQL is not asked again was asked there by another test; a cover that has aged says so."""

import pytest

from tests import cover, turns
from tests.statements import kind_of

FILE = "tests/integration/people/test_names.py"
SENT = {
    f"{FILE}::test_long": {1, 2, 3, 4},
    f"{FILE}::test_first": {1, 2},
    f"{FILE}::test_second": {3},
    f"{FILE}::test_third": {2, 4},
    f"{FILE}::test_alone": {9},
}


def names(functions: set[str]) -> set[str]:
    return {function.partition("::test_")[2] for function in functions}


def test_statements_that_differ_in_values_are_one_kind_and_others_are_not() -> None:
    first = kind_of(
        "SELECT a FROM t WHERE t.x IN (%(x_1_1)s::UUID, %(x_1_2)s::UUID) AND y = 'it''s' LIMIT 10"
    )
    assert first == kind_of("SELECT a FROM t WHERE t.x IN (%(x_1_1)s::UUID) AND y = '' LIMIT 3")
    assert first != kind_of("SELECT a FROM t WHERE t.x IN (%(x_1_1)s::UUID) OR y = '' LIMIT 3")
    many = "INSERT INTO t (a) VALUES (%(a__0)s), (%(a__1)s)"
    assert kind_of(many) == kind_of("INSERT INTO t (a) VALUES (%(a)s)")
    assert kind_of("SELECT a1 FROM t") != kind_of("SELECT a2 FROM t")


def test_whoever_alone_sends_something_runs_there_however_long_it_takes() -> None:
    seconds = dict.fromkeys(SENT, 1.0) | {f"{FILE}::test_alone": 100.0}
    assert names(cover.superfluous(SENT, seconds, needed=())) == {"first", "second", "third"}


def test_a_dear_test_is_left_out_where_cheap_ones_send_the_same() -> None:
    seconds = dict.fromkeys(SENT, 1.0) | {f"{FILE}::test_long": 100.0}
    assert names(cover.superfluous(SENT, seconds, needed=())) == {"long"}


def test_what_is_about_the_database_itself_runs_though_others_send_the_same() -> None:
    out = cover.superfluous(SENT, dict.fromkeys(SENT, 1.0), needed={f"{FILE}::test_first"})
    assert names(out) == {"second", "third"}


def test_the_list_reads_as_it_was_written_and_names_tests_that_exist() -> None:
    assert cover.left_out(cover.listed(SENT)) == set(SENT)
    kept = cover.LIST.read_text("utf-8")
    assert cover.listed(cover.left_out(kept)) == kept


def test_a_new_or_renamed_test_runs_and_of_the_listed_ones_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMPLED", raising=False)
    monkeypatch.setattr(turns, "LEFT_OUT", {})
    known = {f"{FILE}::test_{number}" for number in range(80)}
    running = cover.on_second({*SENT, *known}, known)
    assert set(SENT) < running
    assert len(running & known) == 10
    assert list(turns.LEFT_OUT.values()) == [(70, 80)]


@pytest.mark.usefixtures("any_turn")
def test_whoever_stays_off_one_engine_runs_on_the_other() -> None:
    """A fault of ours, planted anywhere, is met at each commit; one of SQLite alone within a few."""
    known = {f"{FILE}::test_{number}" for number in range(80)}
    locks = f"{cover.ALWAYS[0]}test_locks.py::test_locks"
    storms = {f"{rule}::test_{number}" for rule in cover.WIDE for number in range(2)}
    functions = {*SENT, *known, *storms, locks}
    first, second = cover.on_first(functions, known), cover.on_second(functions, known)
    assert first | second == functions
    assert known | storms | {locks} < first
    assert {*SENT, locks} < second
    assert len(storms & second) == 2
    assert len(set(SENT) & first) in {1, 2}


def test_a_statement_that_only_a_listed_test_sends_is_missed() -> None:
    assert cover.missed(SENT, known={f"{FILE}::test_first", f"{FILE}::test_alone"}) == {
        f"{FILE}::test_alone": 1
    }
    assert cover.missed(SENT, known={f"{FILE}::test_first"}) == {}
