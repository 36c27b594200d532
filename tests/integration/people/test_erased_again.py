"""The night's retention, and a backup from before: whoever was erased does not come back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select, update

from app.core import clock, tombstones
from app.core.application import Autonomus
from app.core.config import Config
from app.core.db import Base, db, new_id
from app.core.unit_of_work import writing
from app.factory import create_app
from app.people.models import ContactPoint, Participant, ParticipantWord
from app.people.operations.rights import hold, restrict
from app.people.rights.models import ErasureNotice, Remainder
from app.skills.operations.inventories import start_inventory
from tests.cast import Cast
from tests.engines import Engine, disconnect, settings

NOBODY = date(2020, 1, 31)
MANY = 1_000


def run(app: Autonomus, *words: object) -> Any:
    return app.test_cli_runner().invoke(args=[str(word) for word in words])


def told(cast: Cast, count: int, *, days_ago: int = 31) -> list[UUID]:
    """People without activity for years who were told so many days ago that they will be erased."""
    now = clock.now()
    where = {"municipality_id": cast.here}
    ids = [new_id() for _ in range(count)]
    tables: dict[type[Base], list[dict[str, Any]]] = {
        Participant: [
            {
                "id": each,
                "name": f"Vai Embora {number}",
                "sort_key": f"vai embora {number}",
                "birth_year": 1950 + number % 50,
                "created_at": datetime(2019, 1 + number % 12, 5, tzinfo=now.tzinfo),
                "last_activity_on": NOBODY,
            }
            for number, each in enumerate(ids)
        ],
        ParticipantWord: [
            {"participant_id": each, "position": 0, "word": "vai", "sound": "vai"} for each in ids
        ],
        ContactPoint: [
            {"id": new_id(), "participant_id": each, "kind": "phone", "value": "912", "key": "+351912"}
            for each in ids
        ],
        ErasureNotice: [
            {
                "id": new_id(),
                "participant_id": each,
                "told_how": "letter",
                "due_on": now.date() + timedelta(days=30 - days_ago),
            }
            for each in ids
        ],
    }
    with writing():
        for model, rows in tables.items():
            db.session.execute(insert(model), [where | row for row in rows])
    return ids


def there(ids: list[UUID]) -> int:
    db.session.rollback()
    found = select(func.count()).select_from(Participant).where(Participant.id.in_(ids))
    return db.session.scalar(found) or 0


def test_by_default_nobody_is_erased_and_it_is_said_how_many_would_be(app: Autonomus, cast: Cast) -> None:
    ids = told(cast, 6)
    answer = run(app, "retention")
    assert "--apply erases 6 of them" in answer.output
    assert there(ids) == 6
    assert "6 erased" in run(app, "retention", "--apply").output
    assert there(ids) == 0


def test_before_their_thirty_days_are_over_nobody_goes(app: Autonomus, cast: Cast) -> None:
    ids = told(cast, 6, days_ago=29)
    run(app, "retention", "--apply")
    assert there(ids) == 6


def test_with_the_switch_off_nobody_goes(app: Autonomus, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = told(cast, 6)
    monkeypatch.setattr(app, "settings", replace(app.settings, erase_at_most=0))
    assert "nobody is erased" in run(app, "retention", "--apply").output
    assert there(ids) == 6


def test_one_run_takes_a_small_batch(app: Autonomus, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = told(cast, 12)
    monkeypatch.setattr(app, "settings", replace(app.settings, erase_at_most=5))
    run(app, "retention", "--apply")
    assert there(ids) == 7


def test_whoever_is_alone_waits_for_others_but_not_for_ever(app: Autonomus, cast: Cast) -> None:
    few = told(cast, 3)
    run(app, "retention", "--apply")
    assert there(few) == 3
    with writing():
        early = clock.now().date() - timedelta(days=32)
        db.session.execute(update(ErasureNotice).values(due_on=early))
    run(app, "retention", "--apply")
    assert there(few) == 0


def test_nobody_goes_with_whom_something_goes_on(app: Autonomus, cast: Cast) -> None:
    ids = told(cast, 9)
    kept = ids[:4]
    actor = cast.coordinator.actor
    with writing():
        came, held, resting, listed = (db.session.get_one(Participant, each) for each in kept)
        came.last_activity_on = clock.now().date()
        until = clock.now().date() + timedelta(days=1)
        hold(actor, hold_id=new_id(), participant=held, reason="court", until_on=until)
        restrict(actor, participant=resting, reason="claims", asked_by="person")
        start_inventory(
            actor, municipality_id=cast.here, language="pt", origin="desk", participant_id=listed.id
        )
    assert "5 erased" in run(app, "retention", "--apply").output
    assert there(kept) == 4
    assert there(ids) == 4


@pytest.fixture
def home(engine: Engine, app: Autonomus, cast: Cast, tmp_path: Path) -> Iterator[Autonomus]:
    home = create_app(apart(settings(engine.url, tmp_path / "home"), tmp_path))
    with home.app_context():
        yield home
        disconnect()


@pytest.fixture
def elsewhere(engine: Engine, tmp_path: Path) -> Iterator[Autonomus]:
    """A new machine: an empty database and an empty folder; it reaches the tombstones."""
    elsewhere = create_app(apart(settings(engine.empty(), tmp_path / "elsewhere"), tmp_path))
    yield elsewhere
    with elsewhere.app_context():
        disconnect()


def apart(config: Config, folder: Path) -> Config:
    return replace(config, tombstone_folder=folder / "apart", erase_at_most=MANY)


def test_a_month_old_backup_brings_back_nobody_who_was_erased_since(
    home: Autonomus, elsewhere: Autonomus, cast: Cast, tmp_path: Path
) -> None:
    gone, kept = told(cast, MANY), told(cast, 3, days_ago=5)
    assert run(home, "backup", tmp_path / "backup").exit_code == 0
    answer = run(home, "retention", "--apply")
    assert f"{MANY} erased" in answer.output, answer.output
    left = counted()
    with elsewhere.app_context():
        answer = run(elsewhere, "restore", tmp_path / "backup")
        assert answer.exit_code == 0, answer.output
        assert f"{MANY} people who were erased since are erased again" in answer.output
        assert there(gone) == 0
        assert there(kept) == 3
        assert counted() == left, "and what is left of them is the same"
        answer = run(elsewhere, "audit-verify")
        assert answer.exit_code == 0, answer.output


def counted() -> dict[tuple[Any, ...], int]:
    db.session.rollback()
    what = (Remainder.kind, Remainder.month, Remainder.birth_year)
    return {
        tuple(row[:3]): row[3]
        for row in db.session.execute(select(*what, func.sum(Remainder.times)).group_by(*what))
    }


def test_without_tombstones_a_restore_asks_for_them(
    home: Autonomus, elsewhere: Autonomus, tmp_path: Path
) -> None:
    run(home, "backup", tmp_path / "backup")
    tombstones.place().unlink()
    with elsewhere.app_context():
        answer = run(elsewhere, "restore", tmp_path / "backup")
        assert (answer.exit_code, "--without-tombstones" in answer.output) == (1, True)
        assert not list((tmp_path / "elsewhere").rglob("*"))
        assert run(elsewhere, "restore", tmp_path / "backup", "--without-tombstones").exit_code == 0


def test_tombstones_of_another_key_are_no_tombstones(
    home: Autonomus, elsewhere: Autonomus, cast: Cast, tmp_path: Path
) -> None:
    told(cast, 6)
    run(home, "backup", tmp_path / "backup")
    run(home, "retention", "--apply")
    other = create_app(replace(elsewhere.settings, tombstone_key="f3a9c1d27b604e58" * 4))
    with other.app_context():
        answer = run(other, "restore", tmp_path / "backup")
        assert (answer.exit_code, "another key" in answer.output) == (1, True)
        disconnect()


@pytest.mark.usefixtures("home")
def test_a_line_that_was_cut_off_harms_no_other() -> None:
    first, second = new_id(), new_id()
    tombstones.add([first])
    with tombstones.place().open("ab") as file:
        file.write(b"0badc0de 12")
    tombstones.add([second])
    known = tombstones.known()
    assert tombstones.is_erased(first, known)
    assert tombstones.is_erased(second, known)
    assert not tombstones.is_erased(new_id(), known)
    assert str(first) not in tombstones.place().read_text()
