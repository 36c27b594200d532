"""Structured logs: one JSON object a line, made of an allow-list of fields, nothing about people.

Messages of exceptions can quote what somebody typed; only their type and the place in the code are kept.
"""

import json
import logging
import re
import time
import traceback
from typing import Any
from uuid import uuid4

from flask import Flask, Response, g, request

from app.core import clock
from app.core.config import Config

ALLOWED = frozenset(
    {"request_id", "method", "route", "status", "milliseconds", "actor_kind", "count", "kind", "job"}
)
OF_THE_MACHINE = ("alembic.", "granian", "_granian")
"""Loggers whose messages hold versions, ports and process numbers, and nothing of a request."""
_ARGUMENT = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")


class JsonFormatter(logging.Formatter):
    """Writes the message without its arguments, which may be what somebody typed, and the allowed fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": _event(record),
        }
        line |= {name: value for name, value in vars(record).items() if name in ALLOWED}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(record.exc_info[2])
            ][-8:]
        return json.dumps(line, ensure_ascii=False, default=str)


def _event(record: logging.LogRecord) -> str:
    if not record.args:
        return str(record.msg)
    if record.name.startswith(OF_THE_MACHINE):
        return record.getMessage()
    return _ARGUMENT.sub("…", str(record.msg))


def init_app(app: Flask, config: Config) -> None:
    """Send the root logger to standard error as JSON and write one line per request."""
    output = logging.StreamHandler()
    output.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers = [output]
    root.setLevel(config.log_level)
    log = logging.getLogger("app.request")

    @app.before_request
    def start() -> None:
        g.request_id, g.started = uuid4().hex[:16], time.perf_counter()

    @app.after_request
    def write(response: Response) -> Response:
        if log.isEnabledFor(logging.INFO):
            log.info("request", extra=told(response))
        return response


def told(response: Response) -> dict[str, object]:
    """What the line of a request says."""
    now = time.perf_counter()
    return {
        "request_id": g.get("request_id"),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "milliseconds": round(1000 * (now - g.get("started", now)), 1),
    }
