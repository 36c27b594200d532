"""Monitoring learns what waits and what was given up; nobody else learns anything."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core import clock, jobs, throttle
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import Cast

TOKEN = "for monitoring only, in tests only"


def ask(app: Autonomus, sent: str) -> tuple[int, str]:
    headers = {"Authorization": sent} if sent else {}
    answer = app.test_client().get("/metrics", headers=headers)
    return answer.status_code, answer.get_data(as_text=True)


def test_what_waits_and_what_was_given_up(
    app: Autonomus, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, metrics_token=TOKEN))
    at = clock.now()
    with writing():
        for state in ("dead", "queued", "queued", "done"):
            db.session.add(jobs.Job(kind="mail.send", payload={}, state=state, due_at=at, created_at=at))
    with clock.frozen_at(at + timedelta(minutes=2)):
        status, told = ask(app, f"Bearer {TOKEN}")
    assert status == 200
    for line in ("jobs_waiting 2.0", "jobs_dead 1.0", "jobs_overdue_seconds 120.0", "migrated 1.0"):
        assert f"autonomus_{line}\n" in told
    for name in ("audit_unsealed", "disk_free_bytes"):
        assert f"\nautonomus_{name} " in told


def test_nights_without_their_work_are_told(
    app: Autonomus, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "settings", replace(app.settings, metrics_token=TOKEN))
    at = clock.now().replace(minute=30)

    def overdue(hours: int) -> bool:
        with clock.frozen_at(at + timedelta(hours=hours)):
            told = ask(app, f"Bearer {TOKEN}")[1]
        return "autonomus_nightly_overdue_seconds 0.0\n" not in told

    with clock.frozen_at(at), writing():
        throttle.count("probe", "somebody")
    assert [overdue(hours) for hours in (1, 24, 28, 50)] == [False, False, True, True]
    with clock.frozen_at(at + timedelta(hours=24)):
        app.test_cli_runner().invoke(args=["nightly"])
    assert not overdue(28)


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer wrong", "Bearer \u00e9", f"Basic {TOKEN}", TOKEN])
def test_everybody_else_finds_nothing(app: Autonomus, monkeypatch: pytest.MonkeyPatch, sent: str) -> None:
    assert ask(app, f"Bearer {app.settings.metrics_token}")[0] == 404, "without a token there is none"
    monkeypatch.setattr(app, "settings", replace(app.settings, metrics_token=TOKEN))
    assert ask(app, sent)[0] == 404
