"""Heads of the audit's chain leave the database: every hour, to a file and by letter."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core import anchors, audit, clock
from app.core.actor import SYSTEM
from app.core.anchors import Anchor
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing


@pytest.fixture
def folder(app: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "elsewhere" / "anchors"
    monkeypatch.setattr(app, "settings", replace(app.settings, audit_folder=folder))
    return folder


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    with clock.frozen_at(clock.now()):
        yield


def act() -> None:
    with writing():
        audit.record(SYSTEM, "probe.done", "probe")
    audit.seal_waiting()


def positions() -> list[int | None]:
    return [each.position if isinstance(each, Anchor) else None for each in anchors.read(anchors.kept())]


def after(minutes: int) -> bool:
    with clock.frozen_at(clock.now() + timedelta(minutes=minutes)):
        return anchors.write_when_due()


def test_once_an_hour_the_head_is_written_down(folder: Path) -> None:
    act()
    assert [after(0), after(0), after(30), after(59)] == [True, False, False, False]
    act()
    assert [after(60), after(61), after(121)] == [True, False, True]
    assert positions() == [1, 2, 2]


def test_a_trail_that_is_empty_is_anchored_too(folder: Path) -> None:
    assert after(0)
    assert positions() == [0]


def test_another_worker_of_the_same_machine_does_not_write_it_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert after(0)
    monkeypatch.setattr(anchors, "_tried", {})
    assert not after(2)


@pytest.mark.parametrize("before", ["autonomus-anchor 2026-11-22T09:00:00+00:00 12", "nothing", "\n\0\xff\n"])
def test_a_line_that_was_torn_does_not_hide_the_next(folder: Path, before: str) -> None:
    folder.mkdir(parents=True)
    anchors.place().write_bytes(before.encode("latin-1"))
    assert after(0)
    assert positions() == [0]


@pytest.mark.parametrize("at", ["2999-01-01T00:00:00+00:00", "2026-01-01T00:00:00", "yesterday"])
def test_a_clock_that_was_wrong_once_does_not_end_them(folder: Path, at: str) -> None:
    folder.mkdir(parents=True)
    anchors.place().write_text(Anchor(at, 0, audit.GENESIS).text() + "\n", "utf-8")
    assert after(0)
    assert positions() == [0, 0]


def test_where_they_cannot_be_written_the_worker_goes_on_and_tries_again(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.parent.mkdir()
    folder.write_text("a file in the place of the folder", "utf-8")
    assert [after(0), after(0)] == [False, False]
    assert [record.msg for record in caplog.records] == ["no audit anchor was written"]
    folder.unlink()
    assert after(1)


def test_they_leave_by_letter_where_somebody_wants_them(
    app: Autonomus, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    act()
    monkeypatch.setattr(app, "settings", replace(app.settings, audit_mail="dpo@example.org"))
    assert [after(0), after(1)] == [True, False]
    (letter,) = db.session.query(Job)
    assert letter.payload["to"] == "dpo@example.org"
    assert letter.payload["subject"] == "Audit anchor 1"
    assert max(map(len, letter.payload["text"].splitlines())) < 76, "no mail program breaks its lines"
    assert list(anchors.read(letter.payload["text"])) == list(anchors.read(anchors.kept()))
    assert len(list(anchors.read(letter.payload["text"].replace("\n", "\r\n")))) == 1


def test_the_worker_seals_and_anchors(app: Autonomus, folder: Path) -> None:
    with writing():
        audit.record(SYSTEM, "probe.done", "probe")
    assert app.test_cli_runner().invoke(args=["worker", "--rounds", "1"]).exit_code == 0
    assert positions() == [1]


def test_anchors_that_cannot_be_read_are_a_sentence(app: Autonomus, folder: Path) -> None:
    anchors.place().mkdir(parents=True)
    told = app.test_cli_runner().invoke(args=["audit-verify"])
    assert (told.exit_code, told.output[:34]) == (1, "Error: the anchors cannot be read:")


def test_without_another_place_they_lie_where_files_are_kept(app: Autonomus) -> None:
    assert anchors.place() == app.settings.data_folder / "anchors" / "audit-anchors"
