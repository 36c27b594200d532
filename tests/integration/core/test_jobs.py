"""What was promised for later happens: after the commit, again after a failure, visibly when it cannot."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.core import clock, jobs, mail
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing
from tests.inbox import receiving


def _queue() -> None:
    with writing():
        mail.queue(to="ana@example.org", subject="Olá, Ana", text="Até já.")


def _job() -> Job:
    db.session.expire_all()
    return db.session.query(Job).one()


def test_a_message_reaches_a_real_server_and_its_address_is_forgotten(
    app: Autonomus, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as inbox:
        monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url=inbox.url))
        _queue()
        assert jobs.run_due() == 1
    assert inbox.subjects == ["Olá, Ana"]
    assert (_job().state, _job().payload) == ("done", {})


def test_nothing_leaves_when_the_cause_is_rolled_back(app: Autonomus) -> None:
    def fail() -> None:
        with writing():
            mail.queue(to="ana@example.org", subject="Olá", text="…")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert db.session.query(Job).count() == 0


def test_a_failing_job_waits_longer_each_time_and_is_kept_as_dead(app: Autonomus) -> None:
    _queue()
    now = clock.now()
    for pause in (*jobs.PAUSES, timedelta(0)):
        with clock.frozen_at(now):
            assert jobs.run_due() == 1
            assert jobs.run_due() == 0, "it is not tried again at once"
        now += pause
    assert _job().state == "dead"
    assert _job().last_error == "MailNotConfigured"
    assert _job().payload["to"], "somebody can still send it by hand"


def test_who_dies_with_a_job_gives_it_back(app: Autonomus) -> None:
    _queue()
    assert jobs._claim() is not None  # noqa: SLF001  the worker dies here
    assert jobs.run_due() == 0
    with clock.frozen_at(clock.now() + jobs.LEASE):
        assert jobs.run_due() == 1


def test_a_month_later_done_jobs_are_gone_and_dead_ones_stay(app: Autonomus) -> None:
    with writing():
        for state in ("done", "dead"):
            db.session.add(Job(kind="mail.send", payload={}, state=state, due_at=clock.now()))
    with clock.frozen_at(clock.now() + timedelta(days=31)), writing():
        jobs.forget_done()
    assert _job().state == "dead"


def test_what_was_given_up_is_tried_again_and_what_is_stale_is_not(app: Autonomus) -> None:
    today = datetime(2026, 5, 8, 10, tzinfo=UTC)
    with writing():
        for at in (today, today - timedelta(days=1)):
            db.session.add(
                Job(kind="mail.send", payload={}, state="dead", due_at=at, created_at=at, attempts=6)
            )
    with clock.frozen_at(today):
        told = app.test_cli_runner().invoke(args=["retry-jobs", "--since", "2026-05-08"])
        assert told.output == "jobs queued again: 1\n"
        assert jobs.run_due() == 1
    db.session.rollback()
    assert sorted(job.state for job in db.session.query(Job)) == ["dead", "queued"]
