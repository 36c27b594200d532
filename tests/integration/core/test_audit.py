"""Who did what can be proved later: every act is chained once, whoever seals and however many wait."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, event, text

from app.core import audit
from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import reading, writing
from app.core.verification import verify
from tests.engines import Engine
from tests.integration.core.intruder import Intruder


def act(count: int = 1) -> None:
    with writing():
        for number in range(count):
            audit.record(SYSTEM, "probe.done", "probe", count=number)


def checked() -> tuple[int, int, list[str]]:
    """Links that were recomputed, entries that wait, and what was found."""
    with reading():
        verdict = verify([])
    return verdict.checked, verdict.waiting, [fault.finding.name for fault in verdict.faults]


def test_an_untouched_trail_is_whole_and_tells_what_waits(app: Autonomus) -> None:
    act(3)
    assert audit.seal_waiting() == 3
    act()
    assert checked() == (3, 1, [])


def test_sealing_again_goes_on_where_the_chain_ended(app: Autonomus) -> None:
    for count in (3, 1, audit.BATCH + 1):
        act(count)
        assert audit.seal_waiting() == count
    assert checked() == (audit.BATCH + 5, 0, [])


def test_whoever_looks_for_traces_leaves_none(app: Autonomus) -> None:
    act(2)
    for _ in range(2):
        command = app.test_cli_runner().invoke(args=["audit-verify"])
        assert command.exit_code == 0
        first, second = command.output.splitlines()
        assert first == "0 links and 0 anchors checked"
        assert second.startswith("2 entries wait for the sealer, the first since ")


def test_of_a_long_tail_all_is_looked_at(app: Autonomus, engine: Engine) -> None:
    act(audit.BATCH + 7)
    Intruder(engine.url).do("UPDATE audit_entry SET action = 'x' WHERE id = LAST WAITING")
    assert checked() == (0, audit.BATCH + 7, ["NOT_OURS"])


def test_several_workers_seal_every_act_once(app: Autonomus) -> None:
    act(4 * audit.BATCH)

    def work(_: int) -> None:
        with app.app_context():
            audit.seal_waiting()
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    audit.seal_waiting()
    assert checked() == (4 * audit.BATCH, 0, [])


@contextmanager
def somebody_writing(engine: Engine) -> Iterator[None]:
    """Another process in the middle of a long write, which on SQLite nobody else may have meanwhile."""
    other = create_engine(engine.url)
    with other.connect() as connection:
        connection.execute(text("UPDATE municipality SET name = name"))
        yield
        connection.rollback()
    other.dispose()


def test_a_round_without_work_asks_one_question_and_waits_for_nobody(app: Autonomus, engine: Engine) -> None:
    act(3)
    audit.seal_waiting()
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        with somebody_writing(engine):
            assert audit.seal_waiting() == 0
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    (question,) = [statement for statement in asked if "audit" in statement]
    assert "audit_entry" not in question, "the trail itself is never gone through"


def test_verifying_waits_for_nobody(app: Autonomus, engine: Engine) -> None:
    act(3)
    audit.seal_waiting()
    with somebody_writing(engine):
        assert checked() == (3, 0, [])


def test_what_somebody_planted_does_not_stop_the_sealer(app: Autonomus, engine: Engine) -> None:
    act(2)
    audit.seal_waiting()
    forged = (
        "INSERT INTO audit_entry (COLUMNS) SELECT ID {:04}, VALUES OF FROM audit_entry WHERE id = ENTRY 1"
    )
    planted = ["INSERT INTO audit_waiting (entry_id) SELECT entry_id FROM audit_seal"]
    planted += [forged.format(number) for number in range(audit.BATCH + 3)]
    Intruder(engine.url).try_to(*planted)
    act()
    audit.seal_waiting()
    links, waiting, found = checked()
    assert (links, waiting) == (3, audit.BATCH + 3)
    assert set(found) == {"NOT_OURS"}


def test_an_act_of_a_request_that_failed_waits_for_no_seal(app: Autonomus) -> None:
    def fail() -> None:
        with writing():
            audit.record(SYSTEM, "probe.done", "probe")
            db.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert audit.seal_waiting() == 0
    assert checked() == (0, 0, [])
