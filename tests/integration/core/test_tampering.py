"""Whoever has the database in their hands, but not the key, cannot change the trail and not be found out.

The trail of these tests: ten acts in the chain, anchored after the eighth, and two that wait for the sealer.
"""

from collections.abc import Sequence
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.core import anchors, audit, clock
from app.core.application import Autonomus
from app.core.audit import AuditSeal
from app.core.db import Base, db
from app.core.secret import audit_key
from app.core.unit_of_work import reading
from app.core.verification import fits_key
from app.core.worker import WrongKey
from tests.engines import Engine
from tests.integration.core.intruder import Intruder
from tests.integration.core.tamperings import GUARDS, HARMS, REFUSED, REFUSED_HERE, WAITING
from tests.integration.core.trails import act, found


def test_a_trail_that_nobody_touched_is_whole(trail: None) -> None:
    assert found() == []
    audit.seal_waiting()
    assert found() == []


def places(told: Sequence[str]) -> list[str]:
    return ["NOT_OURS" if each.startswith("NOT_OURS") else each for each in told]


@pytest.mark.parametrize("name", HARMS)
def test_what_is_done_past_the_guards_is_found(intruder: Intruder, name: str) -> None:
    done, expected = HARMS[name]
    intruder.do(*done)
    assert places(found()) == expected


@pytest.mark.parametrize("name", WAITING)
def test_the_sealer_lends_no_hand_to_what_was_done_before_it_came(intruder: Intruder, name: str) -> None:
    done, expected = HARMS[name]
    intruder.do(*done)
    audit.seal_waiting()
    assert places(found()) == expected


def test_a_cut_trail_that_goes_on_is_another_trail(intruder: Intruder) -> None:
    intruder.do(*HARMS["the end is cut"][0])
    act(6)
    audit.seal_waiting()
    assert found() == ["WRITTEN_ANEW 8"]


def test_the_database_refuses_to_change_the_trail(intruder: Intruder) -> None:
    for statement in (*REFUSED, *REFUSED_HERE[db.engine.dialect.name]):
        with pytest.raises(DatabaseError, match="append-only"):
            intruder.try_to(statement)
        assert found() == [], statement


def test_a_guard_that_is_gone_is_missed(intruder: Intruder, engine: Engine) -> None:
    on_sqlite = engine.url.startswith("sqlite")
    with reading():
        found_there = db.session.execute(text(GUARDS[db.engine.dialect.name])).all()
    there = [(str(name), str(table)) for name, table in found_there]
    assert len(there) == 7
    for name, table in there[1:]:
        intruder.try_to(f"DROP TRIGGER {name}" + ("" if on_sqlite else f" ON {table}"))
    name, table = there[0]
    intruder.try_to(f"DROP TRIGGER {name}" if on_sqlite else f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    assert sorted(found()) == sorted(f"UNGUARDED {name}" for name, _ in there)


def test_a_copy_that_is_spelt_differently_is_found(intruder: Intruder, engine: Engine) -> None:
    """SQLite has no type for ids: two texts can be one id, and one text can be none."""
    if not engine.url.startswith("sqlite"):
        return
    intruder.do(
        "INSERT INTO audit_entry (COLUMNS) SELECT upper(id), VALUES OF FROM audit_entry WHERE id = ENTRY 3"
    )
    assert [each[:15] for each in found()] == ["NOT_OURS in row", "NOT_OURS " + str(_third())[:6]]
    intruder.do("UPDATE audit_entry SET id = 'x' WHERE id <> lower(id)", "UPDATE audit_entry SET at = 'y'")
    assert "UNREADABLE" in " ".join(found())


def _third() -> UUID | None:
    with reading():
        return db.session.scalar(select(AuditSeal.entry_id).where(AuditSeal.position == 3))


def test_what_is_found_is_a_sentence_and_an_exit_code(app: Autonomus, intruder: Intruder) -> None:
    run = app.test_cli_runner()
    whole = run.invoke(args=["audit-verify"])
    assert (whole.exit_code, whole.output.splitlines()[0]) == (0, "10 links and 1 anchors checked")
    intruder.do(*HARMS["the end is cut"][0])
    told = run.invoke(args=["audit-verify"])
    assert told.exit_code == 1
    assert "\n- the end of the trail is gone: there is no link 8, which was anchored at 20" in told.output
    assert "keep the database as it is" in told.output


def test_a_trail_that_cannot_be_read_is_a_sentence(app: Autonomus, intruder: Intruder) -> None:
    if db.engine.dialect.name == "sqlite":  # PostgreSQL keeps no text that is none
        intruder.do("UPDATE audit_entry SET action = CAST(x'ff' AS text)")
        told = app.test_cli_runner().invoke(args=["audit-verify"])
        assert (told.exit_code, told.output[:33]) == (1, "Error: the trail cannot be read: ")


def test_with_another_key_nothing_fits_and_the_operator_is_asked_about_it(
    app: Autonomus, trail: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(120)
    audit.seal_waiting()
    monkeypatch.setattr(app, "settings", replace(app.settings, audit_key="another key, for this test alone"))
    told = app.test_cli_runner().invoke(args=["audit-verify"])
    assert told.exit_code == 1
    assert "more. Is this the AUDIT_KEY or SECRET_KEY it was written with?" in told.output


def test_a_worker_with_another_key_refuses_everything_and_one_with_the_right_key_takes_it(
    app: Autonomus, trail: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(app, "settings", replace(app.settings, audit_key="another key, for this test alone"))
        audit.seal_waiting()
    assert (audit.seal_waiting(), audit.count_unsealed()) == (0, 2)
    app.test_cli_runner().invoke(args=["worker", "--rounds", "1"])
    assert (audit.count_unsealed(), found()) == (0, [])


def test_a_portal_with_another_key_says_so_and_its_worker_adds_nothing(
    app: Autonomus, trail: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def ready() -> tuple[int, bool]:
        answer = Context().run(lambda: app.test_client().get("/readyz"))
        return answer.status_code, answer.get_json()["audit_key"]

    written = anchors.kept()
    assert ready() == (200, True)
    with monkeypatch.context() as changed, clock.frozen_at(clock.now() + timedelta(hours=2)):
        changed.setattr(app, "settings", replace(app.settings, audit_key="another key, for this test alone"))
        assert ready() == (503, False)
        app.test_cli_runner().invoke(args=["worker", "--rounds", "1"])
    said = [record for record in caplog.records if record.msg == "worker waits"]
    assert [record.exc_info and record.exc_info[0] for record in said] == [WrongKey, WrongKey]
    assert (audit.count_unsealed(), anchors.kept()) == (2, written)
    app.test_cli_runner().invoke(args=["worker", "--rounds", "1"])
    assert (audit.count_unsealed(), found(), ready()) == (0, [], (200, True))


def test_entries_that_somebody_changed_are_no_other_key(intruder: Intruder) -> None:
    intruder.do("UPDATE audit_entry SET action = 'x' WHERE id NOT IN (ENTRY 7)")
    with reading():
        assert fits_key()
    intruder.do("UPDATE audit_entry SET action = 'x'")
    with reading():
        assert not fits_key()


def test_a_new_secret_leaves_the_trail_as_it_is_where_the_old_one_is_its_key(
    app: Autonomus, trail: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = str(app.config["SECRET_KEY"])
    monkeypatch.setitem(app.config, "SECRET_KEY", "a new one, for this test alone, and long")
    assert found() != []
    monkeypatch.setattr(app, "settings", replace(app.settings, audit_key=old))
    assert found() == []


def test_the_key_is_not_in_the_database(app: Autonomus, trail: None) -> None:
    with reading():
        contents = repr([db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables])
    assert audit.head()[1] in contents
    for secret in (str(app.config["SECRET_KEY"]), audit_key().hex()):
        assert secret not in contents


def test_what_came_after_the_newest_anchor_can_be_cut_unseen(intruder: Intruder) -> None:
    """The stated limit; a letter that left meanwhile is an anchor too."""
    with reading():
        letter = anchors.Anchor(clock.now().isoformat(), *audit.head()).text("\n")
    intruder.do(
        "DELETE FROM audit_waiting",
        "DELETE FROM audit_seal WHERE position > 8",
        "DELETE FROM audit_entry WHERE STRAYS",
    )
    assert found() == []
    assert found(f"De: portal\n\n> nothing\n{letter}\n") == ["CUT 10"]


def test_an_anchor_that_was_not_signed_here_is_found(intruder: Intruder) -> None:
    with reading():
        position, digest = audit.head()
    forged = f"autonomus-anchor {clock.now().isoformat()} {position} {digest} {'0' * 64}"
    assert [each.partition(" ")[0] for each in found(forged)] == ["FALSE_ANCHOR"]


def test_a_trail_without_anchors_cannot_be_trusted_to_be_whole(trail: None) -> None:
    with clock.frozen_at(clock.now() + timedelta(hours=4)):
        assert places(found()) == [f"NO_ANCHOR {each}" for each in _newest()]
        anchors.place().unlink()
        assert found() == ["NO_ANCHOR none at all"]


def _newest() -> list[str]:
    return [f"of {each.at}" for each in anchors.read(anchors.kept()) if isinstance(each, anchors.Anchor)]
