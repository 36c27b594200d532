"""Short messages reach a gateway by HTTP, once, and are counted; no log holds a number or a text."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from time import sleep
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.core import clock, jobs, sms, sms_gateways, worker
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.core.logs import JsonFormatter
from app.core.sms import ShortMessage
from app.core.sms_settings import HttpSms
from app.core.unit_of_work import writing
from tests.cast import Cast

NOON = datetime(2026, 5, 8, 11, tzinfo=UTC)
TEXT = "Costura: segunda-feira, 10:00, na Junta."


class Gateway(HTTPServer):
    """Answers what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.answer, self.headers = 202, b'{"status": "OK"}', {"X-Gateway": "1"}
        self.asked: list[tuple[str, str, dict[str, Any]]] = []
        self.is_silent = False


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        if self.server.is_silent:
            self.wfile.write(b"+351912345678 is no answer\r\n\r\n")
            return
        self.send_response(self.server.status)
        for each in self.server.headers.items():
            self.send_header(*each)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_: object) -> None:
        """The output of the tests stays theirs."""


@pytest.fixture
def gateway(app: Autonomus) -> Iterator[Gateway]:
    server, before = Gateway(), app.settings
    Thread(target=server.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
    known = HttpSms(
        url=f"http://127.0.0.1:{server.server_port}/send?from=CM",
        headers={"Authorization": "Bearer 7"},
        body='{"ref": "{id}", "to": "{to}", "message": "{text}"}',
        statuses=frozenset({202}),
        pattern='"status": *"OK"',
        part_price=Decimal("0.05"),
    )
    app.settings = replace(before, sms_driver="http", http_sms=known)
    with clock.frozen_at(NOON):
        yield server
    app.settings = before
    server.shutdown()
    server.server_close()


def _queue(cast: Cast, text: str = TEXT) -> None:
    with writing():
        sms.queue(to="+351912345678", text=text, municipality_id=cast.here, zone="Europe/Lisbon")


def _job() -> Job:
    db.session.expire_all()
    return db.session.query(Job).one()


def test_a_message_reaches_the_gateway_and_is_forgotten_but_for_its_parts(
    gateway: Gateway, cast: Cast
) -> None:
    _queue(cast)
    assert jobs.run_due() == 1
    sent = db.session.query(ShortMessage).one()
    said = {"ref": str(sent.id), "to": "+351912345678", "message": TEXT}
    assert gateway.asked == [("/send?from=CM", "Bearer 7", said)]
    assert sent.parts == 1
    assert sent.sent_at is not None
    assert (_job().state, _job().payload) == ("done", {})


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, b'{"status": "OK"}'),
        (202, b'{"status": "REJECTED"}'),
        (302, b'{"status": "OK"}'),
        (202, b"\xff\xfe"),
    ],
)
def test_what_was_not_taken_is_tried_again_under_the_same_name(
    gateway: Gateway, cast: Cast, status: int, answer: bytes
) -> None:
    gateway.status, gateway.answer = status, answer
    gateway.headers = {"Location": f"http://127.0.0.1:{gateway.server_port}/elsewhere"}
    _queue(cast)
    jobs.run_due()
    assert (_job().state, _job().last_error) == ("queued", "SmsNotTaken")
    assert db.session.query(ShortMessage).one().sent_at is None, "nothing was charged"
    gateway.status, gateway.answer = 202, b'{"status":"OK"}'
    with clock.frozen_at(clock.now() + jobs.PAUSES[0] + timedelta(seconds=1)):
        jobs.run_due()
    assert _job().state == "done"
    assert [each[0] for each in gateway.asked] == ["/send?from=CM"] * 2
    assert len({each[2]["ref"] for each in gateway.asked}) == 1


def test_what_left_is_not_sent_again_when_the_worker_died_before_it_said_so(
    gateway: Gateway, cast: Cast
) -> None:
    _queue(cast)
    payload = dict(_job().payload)
    db.session.rollback()
    sms.send(payload)
    jobs.run_due()
    assert len(gateway.asked) == 1


@pytest.mark.parametrize("trouble", ["refuses", "speaks nonsense", "is away", "keeps silent"])
def test_no_log_holds_a_number_or_a_text(
    gateway: Gateway,
    cast: Cast,
    trouble: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gateway.status, gateway.is_silent = 400, trouble == "speaks nonsense"
    gateway.answer = f"+351912345678: {TEXT}".encode()
    if trouble == "is away":
        gateway.shutdown()
        gateway.server_close()
    if trouble == "keeps silent":
        monkeypatch.setattr(sms_gateways, "TIMEOUT_SECONDS", 0.2)
        monkeypatch.setattr(_Handler, "do_POST", lambda _: sleep(0.5))
    _queue(cast)
    with caplog.at_level(logging.DEBUG):
        jobs.run_due()
    assert _job().last_error == "SmsNotTaken"
    written = caplog.text + "".join(JsonFormatter().format(each) for each in caplog.records)
    assert "job failed" in written
    for private in ("912345678", "Costura"):
        assert private not in written


@pytest.mark.parametrize(
    ("hour", "minute", "later"),
    [(3, 10, timedelta(hours=5, minutes=50)), (20, 0, timedelta(hours=13))],
    ids=["the work of the night", "a try in the evening"],
)
def test_nobody_is_woken(gateway: Gateway, cast: Cast, hour: int, minute: int, later: timedelta) -> None:
    night = datetime(2026, 5, 8, hour, minute, tzinfo=ZoneInfo("Europe/Lisbon"))
    with clock.frozen_at(night):
        _queue(cast)
        jobs.run_due()
    with clock.frozen_at(night + later - timedelta(seconds=1)):
        jobs.run_due()
    assert gateway.asked == []
    assert (_job().attempts, _job().last_error) == (0, "")
    with clock.frozen_at(night + later):
        jobs.run_due()
    assert len(gateway.asked) == 1


def test_other_work_has_its_turn_while_a_gateway_hangs(
    gateway: Gateway, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trail is sealed between the messages, not after the last of them."""
    assert sms_gateways.TIMEOUT_SECONDS < worker.LAST_SECONDS
    monkeypatch.setattr(sms_gateways, "TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    monkeypatch.setattr(_Handler, "do_POST", lambda _: sleep(0.1))
    left: list[int] = []
    monkeypatch.setattr(
        worker._Sealer,  # noqa: SLF001
        "seal",
        lambda _: left.append(db.session.query(Job).filter_by(attempts=0).count()),
    )
    for _ in range(3):
        _queue(cast)
    worker.work(worker.Request(), pause=0, rounds=3)
    assert left == [2, 1, 0]


def test_a_log_tells_what_the_gateway_answered(
    gateway: Gateway, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.status = 402
    _queue(cast)
    jobs.run_due()
    written = [json.loads(JsonFormatter().format(each)) for each in caplog.records]
    assert [each["status"] for each in written if "status" in each] == [402]


def test_a_long_text_is_cut_before_it_is_counted(gateway: Gateway, cast: Cast) -> None:
    _queue(cast, "ã" * 1000)
    jobs.run_due()
    assert len(gateway.asked[0][2]["message"]) == sms.LONGEST
    assert db.session.query(ShortMessage).one().parts == 5


def test_a_message_of_a_release_with_dry_runs_only_ends_quietly(gateway: Gateway, app: Autonomus) -> None:
    with writing():
        jobs.enqueue("sms.send", {"to": "+351912345678", "text": TEXT})
    jobs.run_due()
    assert (_job().state, gateway.asked) == ("done", [])
