"""What fails is tried again, and in the end somebody is told of it: nothing waits for ever."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.core import clock, jobs
from app.core.config import settings
from app.core.db import db
from app.core.errors import StaleRecord
from app.core.jobs import Job
from app.core.machine import Transition
from app.outreach.deliveries import content
from app.outreach.deliveries import jobs as delivery_jobs
from app.outreach.deliveries.operations import registering
from app.outreach.registrations.operations import register
from tests.factories.one_of_each import making
from tests.integration.outreach.handing_over import ROSA, Work, handed_over, people, record
from tests.tablet import Prepared, Tablet


def _fails(*_arguments: Any, **_options: Any) -> Any:
    raise RuntimeError("something nobody thought of")


def test_what_fails_again_and_again_is_set_before_somebody(
    tablet: Tablet, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registering, "register", _fails)
    record_id = handed_over(tablet, *ROSA)
    start = clock.now()
    for hours in range(0, 48, 2):
        with clock.frozen_at(start + timedelta(hours=hours)):
            work()
    row = record(record_id)
    assert (row.state, row.reason) == ("attention", "failed")
    assert "Rosa Inventada" in row.content
    assert db.session.scalars(select(Job.state).where(Job.kind == "outreach.open")).all() == ["dead"]


def test_what_fails_once_is_tried_again(tablet: Tablet, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(registering, "register", _fails)
        record_id = handed_over(tablet, *ROSA)
        work()
    assert record(record_id).state == "waiting"
    with clock.frozen_at(clock.now() + timedelta(minutes=2)):
        work()
    assert record(record_id).state == "registered"


@pytest.mark.parametrize("times", [1, 2])
def test_what_a_colleague_changes_at_that_moment_is_tried_once_more(
    tablet: Tablet, work: Work, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """Only what is in the way the second time too is worth a person's time."""
    left = [StaleRecord()] * times

    def meets_somebody(*arguments: Any, **options: Any) -> Any:
        if left:
            raise left.pop()
        return register(*arguments, **options)

    monkeypatch.setattr(registering, "register", meets_somebody)
    record_id = handed_over(tablet, *ROSA)
    work()
    row = record(record_id)
    assert (row.state, row.reason) == (("registered", "") if times == 1 else ("attention", "conflict"))


def test_a_record_that_ends_the_worker_each_time_is_set_before_somebody(tablet: Tablet, work: Work) -> None:
    record_id = handed_over(tablet, *ROSA)
    with making():
        job = db.session.scalars(select(Job).where(Job.kind == "outreach.open")).one()
        job.attempts = len(jobs.PAUSES) + 1
    work()
    assert record(record_id).reason == "failed"


def test_a_record_without_a_job_is_found_in_the_night(tablet: Tablet, work: Work) -> None:
    record_id = handed_over(tablet, *ROSA)
    with making():
        for job in db.session.scalars(select(Job).where(Job.kind == "outreach.open")):
            db.session.delete(job)
    for later, waits in ((timedelta(minutes=59), True), (timedelta(minutes=61), False)):
        with clock.frozen_at(clock.now() + later):
            with making():
                delivery_jobs.queue_forgotten(settings())
            work()
        assert (record(record_id).state == "waiting") is waits


def test_a_record_that_waits_for_its_job_gets_no_second(tablet: Tablet) -> None:
    handed_over(tablet, *ROSA)
    with clock.frozen_at(clock.now() + timedelta(hours=2)), making():
        delivery_jobs.queue_forgotten(settings())
    db.session.rollback()
    assert len(db.session.scalars(select(Job).where(Job.kind == "outreach.open")).all()) == 1


def test_why_it_needs_somebody_stands_in_its_history(tablet: Tablet, work: Work) -> None:
    record_id = handed_over(tablet, ("name", ""), ("language", "pt"))
    work()
    db.session.rollback()
    (step,) = db.session.scalars(select(Transition).where(Transition.subject_id == record_id))
    assert (step.before, step.after, step.reason) == ("waiting", "attention", "invalid")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"v": 2, "form": []}',
        b'{"v": 1, "form": [["name"]]}',
        b'{"v": 1, "form": [[1, 2]]}',
        b"\xff",
    ],
)
def test_sealed_nonsense_breaks_nothing(
    tablet: Tablet, work: Work, prepared: Prepared, content: bytes
) -> None:
    record_id = uuid4()
    envelope = prepared.seal_bytes(record_id, content)
    assert tablet.network("PUT", f"/records/{record_id}", envelope)[0] == 201
    work()
    assert (record(record_id).state, record(record_id).reason) == ("attention", "not_opened")


@pytest.mark.parametrize(
    "slip", ["9" * 5000, "1234567", "\u0661\u0662", "12\x00", "\ud800", "Ermelinda Guardada, 912 345 678"]
)
def test_whatever_stands_where_the_slip_should_somebody_sees_the_record(
    tablet: Tablet, work: Work, prepared: Prepared, slip: str
) -> None:
    """And what is no number is kept as one nowhere: that column is not sealed."""
    record_id = uuid4()
    content = json.dumps({"v": 1, "form": [*ROSA, ["slip", slip]]}).encode()
    tablet.network("PUT", f"/records/{record_id}", prepared.seal_bytes(record_id, content))
    work()
    row = record(record_id)
    assert row.state != "waiting"
    assert row.slip == ("12" if slip == "12\x00" else "")
    assert people() or "Rosa Inventada" in row.content


@pytest.mark.parametrize("odd", ["\x00", "\ud83d"])
def test_half_a_sign_loses_nobody(tablet: Tablet, work: Work, prepared: Prepared, odd: str) -> None:
    """A browser cuts a field in the middle of a picture; no database keeps the half of it."""
    record_id = uuid4()
    pairs = [[name + odd, value + odd] for name, value in ROSA]
    content = json.dumps({"v": 1, "form": pairs}).encode()
    tablet.network("PUT", f"/records/{record_id}", prepared.seal_bytes(record_id, content))
    work()
    assert people() == ["Rosa Inventada"]


def test_what_cannot_even_be_looked_at_is_set_before_somebody_as_it_came(
    tablet: Tablet, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "read", _fails)
    record_id = handed_over(tablet, *ROSA)
    start = clock.now()
    for hours in range(0, 48, 2):
        with clock.frozen_at(start + timedelta(hours=hours)):
            work()
    row = record(record_id)
    assert (row.state, row.reason) == ("attention", "failed")
    assert row.box, "nothing of it is lost"
