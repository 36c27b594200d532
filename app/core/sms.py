"""Short messages through a gateway, after the commit, as a job. Logs carry neither number nor text.

`SMS_DRIVER` chooses the gateway: "" (none: the printed call list serves) or "dry-run", which sends nothing
and logs that it would have. A real gateway is one more class with `send`, named in `DRIVERS`.
"""

import logging
from collections.abc import Mapping
from typing import Protocol

from app.core import jobs
from app.core.config import settings

LONGEST = 306
"""Letters of two joined messages; more would cost a third."""
log = logging.getLogger(__name__)


class Gateway(Protocol):
    """Takes a number in E.164 form and a text; raises when the message was not taken, to be tried again."""

    def send(self, to: str, text: str) -> None: ...


class DryRun:
    """Sends nothing: for trying out, and for the tests."""

    def send(self, to: str, text: str) -> None:
        log.info("sms dry run", extra={"kind": "sms", "count": 1 + len(text) // 153 if to else 0})


DRIVERS: Mapping[str, Gateway] = {"dry-run": DryRun()}


class SmsNotConfigured(RuntimeError):
    """SMS_DRIVER is not set."""


def is_configured() -> bool:
    return settings().sms_driver in DRIVERS


def queue(*, to: str, text: str) -> None:
    """Send a short message once the current transaction has committed."""
    jobs.enqueue("sms.send", {"to": to, "text": text[:LONGEST]})


@jobs.handler("sms.send")
def send(payload: jobs.Payload) -> None:
    gateway = DRIVERS.get(settings().sms_driver)
    if gateway is None:
        raise SmsNotConfigured
    gateway.send(payload["to"], payload["text"])
