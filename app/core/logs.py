"""Structured logs: one JSON object a line, made of an allow-list of fields, nothing about people.

Messages of exceptions can quote what somebody typed; only their type and the place in the code are kept.
"""

import json
import logging
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


class JsonFormatter(logging.Formatter):
    """Writes the message template, never its arguments, and the allowed extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": str(record.msg),
        }
        line |= {name: value for name, value in vars(record).items() if name in ALLOWED}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = [
                f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(record.exc_info[2])
            ][-8:]
        return json.dumps(line, ensure_ascii=False, default=str)


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
        log.info(
            "request",
            extra={
                "request_id": g.get("request_id"),
                "method": request.method,
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "milliseconds": round(
                    1000 * (time.perf_counter() - g.get("started", time.perf_counter())), 1
                ),
            },
        )
        return response
