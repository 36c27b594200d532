"""The ways a short message leaves. None of them logs, or raises, a number or a text."""

import logging
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Protocol
from urllib.parse import urlsplit

from app.core.config import settings
from app.core.sms_parts import parts
from app.core.sms_settings import HttpSms

TIMEOUT_SECONDS = 3
"""Less than a worker has that is asked to stop."""
LONGEST_ANSWER = 64 * 1024
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be sent: `to` in E.164 form; `id` is the same at every try."""

    id: str
    to: str
    text: str


class SmsNotTaken(RuntimeError):
    """The gateway could not be reached, or did not take it; `status` is what it answered, if it did."""

    def __init__(self, status: int | None = None) -> None:
        self.status = status
        super().__init__(status)


class Gateway(Protocol):
    def send(self, message: Text) -> bool:
        """Whether it left, and so costs; raises SmsNotTaken, to be tried again."""


class DryRun:
    """Sends nothing: for trying out."""

    def send(self, message: Text) -> bool:
        log.info("sms dry run", extra={"kind": "sms", "count": parts(message.text)})
        return False


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """Sends by HTTP as it is configured. A redirection is no success: nothing follows it elsewhere."""

    known: HttpSms

    def send(self, message: Text) -> bool:
        facts = {
            "id": message.id,
            "to": message.to,
            "digits": message.to.removeprefix("+"),
            "text": message.text,
        }
        status, answer = self._ask(*self.known.filled(facts))
        if not self.known.is_success(status, answer):
            log.warning("sms not taken", extra={"kind": "sms", "status": status})
            raise SmsNotTaken(status)
        return True

    def _ask(self, body: bytes, kind: str) -> tuple[int, str]:
        url = urlsplit(self.known.url)
        connect = HTTPSConnection if url.scheme == "https" else HTTPConnection
        connection = connect(url.hostname or "", url.port, timeout=TIMEOUT_SECONDS)
        address = (url.path or "/") + (f"?{url.query}" if url.query else "")
        try:
            connection.request("POST", address, body, {"content-type": kind, **self.known.headers})
            answer = connection.getresponse()
            return answer.status, answer.read(LONGEST_ANSWER).decode(errors="replace")
        except (OSError, HTTPException) as error:
            log.warning("sms gateway away", extra={"kind": type(error).__name__})
            raise SmsNotTaken from None  # what it answered may quote the number
        finally:
            connection.close()


def find_gateway() -> Gateway | None:
    """The gateway of this installation, if there is one."""
    known = settings()
    if known.http_sms is not None:
        return HttpGateway(known.http_sms)
    return DryRun() if known.sms_driver == "dry-run" else None
