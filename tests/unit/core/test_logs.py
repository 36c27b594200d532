"""Lines of the log can be read, and say nothing of what somebody typed."""

import json
import logging

import pytest

from app.core.logs import JsonFormatter


@pytest.mark.parametrize(
    ("logger", "message", "arguments", "event"),
    [
        ("app.request", "request", (), "request"),
        ("app.core.jobs", "100% done", (), "100% done"),
        ("sqlalchemy.engine", "[%.5fs] %s of %(name)-8s", (0.5, "Maria"), "[…s] … of …"),
        ("alembic.runtime.migration", "Context impl %s.", ("SQLiteImpl",), "Context impl SQLiteImpl."),
    ],
)
def test_an_event_is_a_sentence_without_what_somebody_typed(
    logger: str, message: str, arguments: tuple[object, ...], event: str
) -> None:
    record = logging.LogRecord(logger, logging.INFO, "here.py", 1, message, arguments, None)
    assert json.loads(JsonFormatter().format(record))["event"] == event
