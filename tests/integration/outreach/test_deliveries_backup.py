"""Whoever restores last night's backup loses nothing that tablets had handed over since."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.core import backup_marks, clock, jobs, tombstones
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.factory import create_app
from app.outreach.deliveries.models import FieldRecord
from app.outreach.registrations.models import Registration
from app.people.models import Participant
from tests.client import PageClient
from tests.engines import Engine, SqliteEngine, disconnect, settings
from tests.factories.one_of_each import making
from tests.factories.outreach_deliveries import become
from tests.integration.outreach.conftest import KEY
from tests.tablet import State, Tablet, wire

NAMES = ("Ana", "Bento", "Carla", "Dinis", "Eva", "Filipe")


@pytest.fixture
def elsewhere(engine: Engine, tmp_path: Path) -> Iterator[Autonomus]:
    """A new machine: an empty database and an empty folder; who was erased is known there too."""
    config = replace(settings(engine.empty(), tmp_path / "elsewhere"), tombstone_folder=tmp_path / "apart")
    elsewhere = create_app(config)
    yield elsewhere
    with elsewhere.app_context():
        disconnect()


@pytest.fixture
def home(app: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Autonomus:
    monkeypatch.setattr(app, "settings", replace(app.settings, tombstone_folder=tmp_path / "apart"))
    tombstones.begin()
    return app


def run(app: Autonomus, *words: object) -> Any:
    db.session.rollback()
    told = app.test_cli_runner().invoke(args=[str(word) for word in words])
    assert told.exit_code == 0, told.output
    return told.output


def hand_over(tablet: Tablet, *names: str) -> None:
    for name in names:
        tablet.write([("name", f"{name} Inventada"), ("language", "pt")])
    tablet.send()
    jobs.run_due()


def registered() -> list[str]:
    db.session.rollback()
    names = select(Participant.name).join(Registration, Registration.participant_id == Participant.id)
    return sorted(db.session.scalars(names))


def test_what_was_handed_over_since_the_backup_comes_again_and_stands_once(
    home: Autonomus, elsewhere: Autonomus, tablet: Tablet, tmp_path: Path
) -> None:
    hand_over(tablet, *NAMES[:3])
    run(home, "backup", tmp_path / "backup")
    hand_over(tablet, *NAMES[3:])
    tablet.ask()
    assert [each.state for each in tablet.queue.values()] == [State.ERASED] * 3 + [State.ACKNOWLEDGED] * 3
    epoch = tablet.epoch
    with elsewhere.app_context():
        run(elsewhere, "restore", tmp_path / "backup")
        assert len(registered()) == 3
        client = PageClient(elsewhere)
        become(client.browser, KEY)
        tablet.network = wire(client.browser)
        tablet.ask()
        assert tablet.epoch != epoch
        assert [each.state for each in tablet.queue.values()] == [State.ERASED] * 3 + [State.SEALED] * 3
        for _ in range(2):
            tablet.send()
            tablet.ask()
            jobs.run_due()
        assert registered() == [f"{name} Inventada" for name in NAMES]
        run(elsewhere, "backup", tmp_path / "second")
        tablet.ask()
        assert {each.state for each in tablet.queue.values()} == {State.ERASED}
        db.session.rollback()
        assert not db.session.scalar(select(func.count()).where(FieldRecord.state != "registered"))


def test_two_people_of_one_slip_are_both_there_after_a_restore(app: Autonomus, tablet: Tablet) -> None:
    """The server knows the id by the first tablet, and that says nothing of what the second one holds."""
    client = PageClient(app)
    become(client.browser, KEY)
    tablets = [tablet, Tablet(tablet.prepared, wire(client.browser))]
    slip = new_id()
    for each, name in zip(tablets, NAMES, strict=False):
        each.write([("name", f"{name} Inventada")], slip)
        each.send()
    with making():  # the backup is of a moment before both
        for row in db.session.query(FieldRecord):
            db.session.delete(row)
        backup_marks.note_restore()
    for _ in range(2):
        for each in tablets:
            each.ask()
            each.send()
    with making():
        assert db.session.query(FieldRecord).count() == len(tablets)


def test_what_is_being_received_while_a_backup_begins_is_not_safe(
    app: Autonomus, engine: Engine, tablet: Tablet
) -> None:
    """It has its instant, and perhaps is not in the copy."""
    hand_over(tablet, "Ana")
    halfway, go_on = threading.Event(), threading.Event()
    instants = []

    def receive() -> None:
        with app.app_context(), writing():
            (row,) = db.session.scalars(select(FieldRecord).with_for_update())
            row.received_at = clock.now()
            db.session.flush()
            instants.append(row.received_at)
            halfway.set()
            go_on.wait(10)

    other = threading.Thread(target=receive)
    other.start()
    assert halfway.wait(10)
    if isinstance(engine, SqliteEngine):  # there is one writer: the backup waits for it
        threading.Timer(0.2, go_on.set).start()
        began_at = backup_marks.moment()
        assert instants[0] < began_at
    else:
        began_at = backup_marks.moment()
        go_on.set()
        assert began_at <= instants[0]
    other.join()


def test_an_older_backup_that_ends_later_makes_nothing_less_safe(app: Autonomus) -> None:
    now = clock.now()
    with making():
        backup_marks.note_backup(now)
        backup_marks.note_backup(now - timedelta(hours=1))
        assert backup_marks.standing().safe_until == now


def test_operators_say_what_their_own_programs_did(app: Autonomus) -> None:
    assert backup_marks.standing() == backup_marks.Standing(None, backup_marks.NEVER)
    run(app, "backup-noted", "2026-11-22T02:00:00Z")
    run(app, "restore-noted")
    db.session.rollback()
    found = backup_marks.standing()
    assert found.safe_until is not None
    assert found.safe_until.isoformat() == "2026-11-22T01:58:00+00:00"
    assert found.epoch != backup_marks.NEVER


def test_a_backup_that_was_noted_by_mistake_is_taken_back_by_the_one_before(app: Autonomus) -> None:
    run(app, "backup-noted", "2026-11-22T02:00:00Z")
    run(app, "backup-noted", "2026-11-21T02:00:00Z")
    db.session.rollback()
    found = backup_marks.standing().safe_until
    assert found is not None
    assert found.day == 21


@pytest.mark.parametrize("instant", ["yesterday", "2026-11-22T02:00:00", "2999-01-01T00:00:00Z"])
def test_an_instant_that_cannot_be_is_refused(app: Autonomus, instant: str) -> None:
    told = app.test_cli_runner().invoke(args=["backup-noted", instant])
    assert told.exit_code == 1
    assert instant in told.output


def test_a_backup_is_made_although_nothing_can_be_noted(
    home: Autonomus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, or the database is of the release before: then it is needed most."""

    def refuse(*_words: object) -> None:
        raise OperationalError("INSERT", {}, Exception("no room"))

    for name in ("moment", "note_backup"):
        with monkeypatch.context() as full:
            full.setattr(backup_marks, name, refuse)
            assert "could not note that" in run(home, "backup", tmp_path / name)
        assert backup_marks.standing().safe_until is None
