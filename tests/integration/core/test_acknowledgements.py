"""A fault of the audit trail that somebody explained is told as such, and hides no other."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from app.core import anchors, audit, clock
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import reading
from app.core.verification import verify_latest
from tests.integration.core.intruder import Intruder
from tests.integration.core.tamperings import HARMS
from tests.integration.core.trails import act, explain, found, said, verdict

CUT = HARMS["the end is cut"][0]
FORGED = """INSERT INTO audit_entry (COLUMNS) SELECT ID 0007, at, actor_kind, actor_id, municipality_id,
    action, subject_type, '{subject}', detail, mark FROM audit_entry WHERE action = 'audit.acknowledged'"""


def explained() -> list[str]:
    return [said(fault) for fault, _ in verdict().explained]


@pytest.mark.parametrize("name", HARMS)
def test_what_was_explained_is_told_apart_and_stays_so(intruder: Intruder, name: str) -> None:
    done, _ = HARMS[name]
    intruder.do(*done)
    told = explain()
    assert (found(), explained()) == ([], told), "before the worker has sealed it"
    act(9)
    audit.seal_waiting()
    assert anchors.write_when_due() or anchors.kept()
    assert found() == []
    assert len(explained()) == len(told)


@pytest.mark.parametrize(
    ("name", "further", "expected"),
    [
        ("an act becomes another", "UPDATE audit_entry SET action = 'y' WHERE id = ENTRY 2", ["CHANGED 2"]),
        ("an act becomes another", "UPDATE audit_entry SET action = 'y' WHERE id = ENTRY 3", ["CHANGED 3"]),
        (
            "a link is changed",
            "UPDATE audit_seal SET hash = 'y' WHERE position = 4",
            ["CHANGED 4", "CHANGED 5"],
        ),
        ("a link is taken out", "DELETE FROM audit_seal WHERE position = 6", ["GONE 5", "NOT_OURS"]),
        ("a link is taken out", "UPDATE audit_entry SET action = 'y' WHERE id = ENTRY 6", ["GONE 5"]),
        (
            "a link is taken out",
            "UPDATE audit_seal SET hash = 'y' WHERE position = 4",
            ["CHANGED 4", "GONE 5"],
        ),
        (
            "an entry is taken out",
            "UPDATE audit_seal SET hash = 'y' WHERE position = 5",
            ["GONE 5", "CHANGED 6"],
        ),
        ("an entry is put in", "UPDATE audit_entry SET action = 'y' WHERE id = ID 0001", ["NOT_OURS"]),
        ("the queue is emptied", "DELETE FROM audit_waiting", ["NOT_OURS", "NOT_OURS"]),
    ],
)
def test_a_change_beyond_the_explained_one_is_told(
    intruder: Intruder, name: str, further: str, expected: Sequence[str]
) -> None:
    intruder.do(*HARMS[name][0])
    explain()
    intruder.do(further)
    assert [each.partition(" ")[0] if "NOT_OURS" in each else each for each in found()] == expected


def test_an_explained_restore_does_not_hide_a_later_cut(intruder: Intruder) -> None:
    intruder.do(*CUT)
    explain()
    act(4)
    audit.seal_waiting()
    assert found() == [], "the trail goes on where another link once was"
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        assert anchors.write_when_due()
        with reading():
            head = audit.head()[0]
        intruder.do(f"DELETE FROM audit_seal WHERE position = {head}")  # noqa: S608
        assert f"CUT {head}" in found()


def test_an_anchor_that_was_not_known_then_is_told(intruder: Intruder) -> None:
    with reading():
        letter = anchors.Anchor(clock.now().isoformat(), *audit.head()).text("\n")
    intruder.do(*CUT)
    assert explain() == ["CUT 8"]
    assert found() == []
    assert found(letter) == ["CUT 10"]
    assert explain(letter) == ["CUT 10"]
    assert found(letter, letter) == []


def test_who_has_the_database_alone_can_explain_nothing(intruder: Intruder) -> None:
    intruder.do(*HARMS["an act becomes another"][0])
    explain()
    audit.seal_waiting()
    intruder.do(*HARMS["details are gone"][0])
    (fault,) = verdict().faults
    subject = fault.ids[0].hex if db.engine.dialect.name == "sqlite" else str(fault.ids[0])
    intruder.do(FORGED.format(subject=subject))
    assert sorted(each.partition(" ")[0] for each in found()) == ["CHANGED", "NOT_OURS"]
    intruder.do(
        "DELETE FROM audit_entry WHERE id = ID 0007",
        f"UPDATE audit_entry SET subject_id = '{subject}' WHERE action = 'audit.acknowledged'",  # noqa: S608
    )
    assert [each.partition(" ")[0] for each in found()] == ["CHANGED"] * 3, "both acts, and the entry"


def test_an_explanation_that_is_taken_back_out_is_missed(intruder: Intruder) -> None:
    intruder.do(*HARMS["an act becomes another"][0])
    explain()
    intruder.do("DELETE FROM audit_entry WHERE action = 'audit.acknowledged'")
    assert [each.partition(" ")[0] for each in found()] == ["CHANGED", "NOT_OURS"]


def test_with_another_key_it_explains_nothing(
    app: Autonomus, intruder: Intruder, monkeypatch: pytest.MonkeyPatch
) -> None:
    intruder.do(*HARMS["an act becomes another"][0])
    with monkeypatch.context() as changed:
        changed.setitem(app.config, "SECRET_KEY", "a key of this test alone, and long enough")
        explain()
    assert "CHANGED 2" in found()


def test_what_is_mended_is_not_explained(app: Autonomus, intruder: Intruder) -> None:
    """A guard is put back, a worker started; and behind what cannot be read something else may hide."""
    name = "audit_entry_no_delete"
    intruder.try_to(f"DROP TRIGGER {name}" + ("" if app_on_sqlite() else " ON audit_entry"))
    told = app.test_cli_runner().invoke(args=["audit-verify"]).output
    assert f"{name} is gone or switched off\n" in told
    with clock.frozen_at(clock.now() + timedelta(hours=4)):
        assert [fault.code for fault in verdict().faults] == ["", ""]


def app_on_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def test_an_operator_names_a_fault_by_its_code(app: Autonomus, intruder: Intruder) -> None:
    run = app.test_cli_runner()
    intruder.do(*HARMS["an act becomes another"][0], *HARMS["details are gone"][0])
    told = run.invoke(args=["audit-verify"])
    codes = [line[-13:-1] for line in told.output.splitlines() if line.startswith("- link")]
    assert (told.exit_code, len(codes)) == (1, 2)
    words = ["--by", "Ana Reis", "--why", "restored on 22 November"]
    refused = run.invoke(args=["audit-acknowledge", codes[0], "0123456789ab", *words])
    assert (refused.exit_code, "nothing with the code 0123456789ab" in refused.output) == (1, True)
    assert explained() == []
    done = run.invoke(args=["audit-acknowledge", codes[0], *words])
    assert (done.exit_code, done.output[:28]) == (0, "acknowledged: link 2 does no")
    assert run.invoke(args=["audit-verify"]).exit_code == 1, "the other one"
    assert run.invoke(args=["audit-acknowledge", codes[1], *words]).exit_code == 0
    assert run.invoke(args=["audit-acknowledge", codes[1], *words]).exit_code == 1, "it is no fault any more"
    last = run.invoke(args=["audit-verify"])
    assert last.exit_code == 0
    assert (
        f"- acknowledged by Ana Reis on {clock.now():%Y-%m-%d} (restored on 22 November): link 2"
        in last.output
    )


def test_the_newest_links_are_judged_alike(intruder: Intruder) -> None:
    intruder.do(*HARMS["a link is taken out"][0])
    explain()
    for count in (3, 4, 5, 6, 7, 10):
        with reading():
            assert [said(fault) for fault in verify_latest(count).faults] == []
